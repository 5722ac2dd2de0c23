"""What is filled in about conversations, by who asks and by who answers."""
