"""The rules of the work as pure functions: no database, no Flask, the time passed in."""
