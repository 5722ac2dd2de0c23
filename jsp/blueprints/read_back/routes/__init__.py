"""Addresses of the room, a file for each noun."""

from jsp.blueprints.read_back.routes import links, words
from jsp.blueprints.read_back.routes.room import blueprint

__all__ = ["blueprint", "links", "words"]
