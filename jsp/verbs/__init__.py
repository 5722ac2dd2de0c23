"""What can be done from more than one room, said once. Nothing here commits, nothing knows HTTP."""
