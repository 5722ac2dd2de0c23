"""Projects and codebooks out and in."""
