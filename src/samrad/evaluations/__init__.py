"""Looking back: a forum evaluates its own work, each member alone first and then together.

What was learned becomes tasks, matters and proposals for the next agreement. The parties account for the year to the municipal council.
"""
