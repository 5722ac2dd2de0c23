"""The rooms of the house. None of them imports another."""
