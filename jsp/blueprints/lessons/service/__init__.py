"""What can happen to lessons, a file for each noun."""
