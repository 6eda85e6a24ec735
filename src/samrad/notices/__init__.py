"""Tells people: reads the ledger, and says in the reader's own language that something happened, and where.

A notice holds ids and dates, never content. It stands in Samråd, and goes out by mail when its reader wants that.
"""
