"""Addresses of the opening hours, a file for each noun."""

from jsp.blueprints.hours.routes import closures, feeds, openings, own, patterns, turns, week
from jsp.blueprints.hours.routes.room import blueprint

__all__ = ["blueprint", "closures", "feeds", "openings", "own", "patterns", "turns", "week"]
