"""Addresses of the lessons, a file for each noun."""

from jsp.blueprints.lessons.routes import (
    agreements,
    board,
    boards,
    booking,
    carers,
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
    "agreements",
    "blueprint",
    "board",
    "boards",
    "booking",
    "carers",
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
