"""Addresses of the lessons, a file for each noun."""

from jsp.blueprints.lessons.routes import board, booking, classes, giving, links, moving, series
from jsp.blueprints.lessons.routes.room import blueprint

__all__ = ["blueprint", "board", "booking", "classes", "giving", "links", "moving", "series"]
