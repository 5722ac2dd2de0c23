"""Putting right and taking back what one said."""
