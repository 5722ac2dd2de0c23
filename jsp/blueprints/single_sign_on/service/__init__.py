"""The way to the provider and back, and what it opens here."""
