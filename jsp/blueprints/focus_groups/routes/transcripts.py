"""Texts that come from elsewhere, and texts as they stand."""
