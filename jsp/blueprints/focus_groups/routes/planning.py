"""Beginning a talk, changing what was agreed on beforehand, and who holds it."""
