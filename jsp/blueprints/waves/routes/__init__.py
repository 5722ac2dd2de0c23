"""Addresses of the room, a file for each noun."""

from jsp.blueprints.waves.routes import scores, waves
from jsp.blueprints.waves.routes.room import blueprint

__all__ = ["blueprint", "scores", "waves"]
