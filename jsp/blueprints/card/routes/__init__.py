"""Addresses of the room, a file for each noun."""

from jsp.blueprints.card.routes.room import blueprint

__all__ = ["blueprint"]
