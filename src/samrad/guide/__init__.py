"""The guide: what municipality and police are advised to do together, as data that its owners can read.

Sections, dated numbers and advice in our own words, in three languages. Plain Python: it knows no Django.
"""
