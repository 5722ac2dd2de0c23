"""Addresses of the room, a file for each noun."""

from jsp.blueprints.guides.routes import files, library, versions
from jsp.blueprints.guides.routes.room import blueprint

__all__ = ["blueprint", "files", "library", "versions"]
