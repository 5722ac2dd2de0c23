"""What happens behind the link of a partner. Nothing commits."""
