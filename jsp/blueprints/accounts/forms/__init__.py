"""Forms around accounts."""
