"""Forms for opening hours and turns."""
