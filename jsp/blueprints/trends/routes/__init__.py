"""Addresses of the room, a file for each noun."""

from jsp.blueprints.trends.routes import history, signals, team
from jsp.blueprints.trends.routes.room import blueprint

__all__ = ["blueprint", "history", "signals", "team"]
