"""Addresses of the room, a file for each noun."""

from jsp.blueprints.card.routes import acts, cards, codes
from jsp.blueprints.card.routes.room import blueprint

__all__ = ["acts", "blueprint", "cards", "codes"]
