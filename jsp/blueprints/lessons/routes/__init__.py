"""Addresses of the lessons, a file for each noun."""

from jsp.blueprints.lessons.routes import classes
from jsp.blueprints.lessons.routes.room import blueprint

__all__ = ["blueprint", "classes"]
