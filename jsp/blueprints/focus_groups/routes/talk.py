"""Notes while people talk."""
