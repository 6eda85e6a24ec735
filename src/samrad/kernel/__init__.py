"""What every room stands on: answers, refusals, the deed and the clock.

It knows no domain, and no room can do without it.
"""
