"""Commands of one installation, a file for each noun."""
