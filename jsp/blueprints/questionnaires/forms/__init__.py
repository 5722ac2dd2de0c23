"""What people fill in about questionnaires, a file for each noun."""
