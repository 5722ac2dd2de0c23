"""Addresses of the room, a file for each noun."""

from jsp.blueprints.questionnaires.routes import files, library, uses, versions
from jsp.blueprints.questionnaires.routes.room import blueprint

__all__ = ["blueprint", "files", "library", "uses", "versions"]
