"""Standing bodies: police councils, thematic forums, SLT groups and networks of police contacts.

A forum has members that are posts, a mandate, local rules, and a year that it owns: its annual wheel.
"""
