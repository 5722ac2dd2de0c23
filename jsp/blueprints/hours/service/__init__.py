"""When the desks are open, who sits there, and what if not."""
