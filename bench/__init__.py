"""Measures how fast JSP is, as ratios within one run. Start with `make bench`; README.md explains the method."""
