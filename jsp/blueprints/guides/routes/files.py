"""Guides as files."""
