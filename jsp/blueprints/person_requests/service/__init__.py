"""Requests of a person: finding what is about them, showing it, erasing it, and a paper that says so."""
