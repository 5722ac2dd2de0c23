"""Addresses of the room, a file for each noun."""

from jsp.blueprints.directory.routes.room import blueprint

__all__ = ["blueprint"]
