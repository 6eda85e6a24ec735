"""Police contacts: who is each municipality's contact, on what terms, and whom to ask about what.

Dates, codes and the district's own words are open; what a municipality expects of its contact, and the district's answer, stand
behind the wall of their cooperation.
"""
