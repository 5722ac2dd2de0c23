"""Addresses of the lessons, a file for each noun."""

from jsp.blueprints.lessons.routes import (
    boards,
    booking,
    class_version,
    classes,
    giving,
    lesson,
    links,
    moving,
    pair,
    preparing,
    series,
)
from jsp.blueprints.lessons.routes.room import blueprint

__all__ = [
    "blueprint",
    "boards",
    "booking",
    "class_version",
    "classes",
    "giving",
    "lesson",
    "links",
    "moving",
    "pair",
    "preparing",
    "series",
]
