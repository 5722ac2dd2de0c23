"""What can happen here, a file for each noun."""

ABOUT = "waves"  # all changes come one after the other: there are few, and two of one kind and year may not meet
