"""What one party shared with the other, on what basis, and who read it; and what stood in the way of sharing.

Here is knowledge about many, never a case. What is confidential shows to whoever sent it and to those it names, and to nobody else.
An obstacle is a reason and a month: it tells what comes again, not about whom.
"""
