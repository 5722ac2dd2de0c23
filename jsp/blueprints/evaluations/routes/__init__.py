"""Addresses of the room, a file for each noun."""

from jsp.blueprints.evaluations.routes import running
from jsp.blueprints.evaluations.routes.room import blueprint

__all__ = ["blueprint", "running"]
