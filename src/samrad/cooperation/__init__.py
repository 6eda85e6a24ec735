"""Who works with whom: the wall around all content.

The police's offer and invitation, the municipality's answer, the three independent choices,
and the guard that keeps personal data out of free text.
"""
