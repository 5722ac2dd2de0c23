"""The trail as people and programs meet it."""
