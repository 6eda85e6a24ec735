"""Samråd: where municipality and police own their cooperation together."""
