"""What people fill in about their lessons, a file for each noun."""
