"""Addresses of the room, a file for each noun."""

from jsp.blueprints.directory.routes import corrections, files, partners, public, signposts, upkeep
from jsp.blueprints.directory.routes.room import blueprint

__all__ = ["blueprint", "corrections", "files", "partners", "public", "signposts", "upkeep"]
