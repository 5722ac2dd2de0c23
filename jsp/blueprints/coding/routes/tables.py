"""Coded passages as a table."""
