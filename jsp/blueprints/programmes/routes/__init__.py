"""Addresses of the programmes, a file for each noun."""

from jsp.blueprints.programmes.routes import files, library, proposals, versions
from jsp.blueprints.programmes.routes.room import blueprint

__all__ = ["blueprint", "files", "library", "proposals", "versions"]
