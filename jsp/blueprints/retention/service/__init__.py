"""What is kept of whom and how long, as far as no other room knows better."""
