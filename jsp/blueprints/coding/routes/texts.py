"""A text with its codes."""
