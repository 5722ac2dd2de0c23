"""Programs that show what the house withstands: one command each, `python -m bench.safe.<name>`, see README.md."""
