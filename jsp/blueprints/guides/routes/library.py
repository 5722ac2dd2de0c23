"""All guides, and one of them."""
