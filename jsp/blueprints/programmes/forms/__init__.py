"""What people fill in about programmes, a file for each noun."""
