"""What can happen in the room, a file for each noun."""
