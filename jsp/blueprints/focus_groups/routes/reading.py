"""Letting who took part read back, and approving."""
