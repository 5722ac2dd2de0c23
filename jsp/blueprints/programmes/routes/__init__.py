"""Addresses of the programmes, a file for each noun."""

from jsp.blueprints.programmes.routes import library
from jsp.blueprints.programmes.routes.room import blueprint

__all__ = ["blueprint", "library"]
