"""Two coders beside each other."""
