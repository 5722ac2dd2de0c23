"""Tables, one file per feature, and the questions about them that more than one room asks."""
