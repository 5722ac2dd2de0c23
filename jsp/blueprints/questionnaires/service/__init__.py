"""What can happen to questionnaires, a file for each noun."""
