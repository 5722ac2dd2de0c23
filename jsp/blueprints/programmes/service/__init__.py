"""What can happen to programmes, a file for each noun."""
