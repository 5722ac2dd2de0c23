"""What a link opens."""
