"""All passages of a code, counts, and codes that stand together."""
