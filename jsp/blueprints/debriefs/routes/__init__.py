"""Addresses of the room, a file for each noun."""

from jsp.blueprints.debriefs.routes import learnings, pairs, reflections, talks
from jsp.blueprints.debriefs.routes.room import blueprint

__all__ = ["blueprint", "learnings", "pairs", "reflections", "talks"]
