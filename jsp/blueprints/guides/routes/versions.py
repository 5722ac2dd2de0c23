"""Versions of a guide."""
