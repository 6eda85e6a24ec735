"""What happened: an append-only row of events, chained, that nobody can rewrite unseen.

Events of a cooperation stand in its own chain; a party's private work stands in a chain of the party's own.
"""
