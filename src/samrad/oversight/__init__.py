"""What the guide's rules find, for one council and for the country: findings as rows, never a word that somebody wrote.

It reads codes, dates and counts of every room before it, and changes none of them.
"""
