"""Figures of speed, as ratios measured in one run. `make bench` prints the table; nothing here fails a test."""
