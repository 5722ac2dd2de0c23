"""What people fill in here, a file for each noun."""
