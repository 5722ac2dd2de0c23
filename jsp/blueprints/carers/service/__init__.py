"""What carers read, and how it reached them."""
