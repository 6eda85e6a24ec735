"""From a template to a sealed agreement, and on to its revision.

Parties prepare in private, hand over rounds, accept or counter, freeze one version, approve, sign and seal it.
"""
