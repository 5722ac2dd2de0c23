"""Addresses of the room, a file for each noun."""

from jsp.blueprints.figures.routes import periods, report, school
from jsp.blueprints.figures.routes.room import blueprint

__all__ = ["blueprint", "periods", "report", "school"]
