"""Addresses of the room, a file for each noun."""

from jsp.blueprints.focus_groups.routes import (
    erasing,
    groups,
    people,
    planning,
    pseudonyms,
    reading,
    talk,
    texts,
    transcripts,
)
from jsp.blueprints.focus_groups.routes.room import blueprint

__all__ = [
    "blueprint", "erasing", "groups", "people", "planning", "pseudonyms", "reading", "talk", "texts", "transcripts",
]  # fmt: skip
