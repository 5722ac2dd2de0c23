"""Decisions, what they change, what checks them, and what was told back."""
