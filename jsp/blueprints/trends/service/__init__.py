"""What can happen here, a file for each noun."""
