"""The guide's measurable points as rules: from plain facts about one subject to a verdict with its numbers.

A rule computes and the guide speaks: the words stand in `words.toml`. What no rule can answer stands in `elsewhere.toml`.
"""
