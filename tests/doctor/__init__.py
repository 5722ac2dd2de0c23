"""An installation that looks at itself, and says what is not well."""
