"""When what was noted is erased, and keeping it longer."""
