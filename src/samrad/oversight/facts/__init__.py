"""Facts for the rules, by one definition for one subject and for all: codes, dates and counts, read by a role that sees no text."""
