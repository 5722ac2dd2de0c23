"""What a researcher may take out, and how it is written down."""
