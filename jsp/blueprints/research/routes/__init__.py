"""Addresses of the room, a file for each noun."""

from jsp.blueprints.research.routes import taking
from jsp.blueprints.research.routes.room import blueprint

__all__ = ["blueprint", "taking"]
