"""Addresses of the room, a file for each noun."""

from jsp.blueprints.lesson_form.routes import codes, filling, rush
from jsp.blueprints.lesson_form.routes.room import blueprint

__all__ = ["blueprint", "codes", "filling", "rush"]
