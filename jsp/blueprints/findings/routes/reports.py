"""One page for a talk, and one for all talks about a programme."""
