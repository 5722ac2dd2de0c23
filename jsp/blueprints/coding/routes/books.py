"""Codebooks and their codes."""
