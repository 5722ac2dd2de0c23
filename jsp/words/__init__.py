"""The words that people read for what the code knows by a key; rooms share them."""
