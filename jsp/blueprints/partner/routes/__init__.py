"""Addresses of the room, a file for each noun."""

from jsp.blueprints.partner.routes import codes, details, packets
from jsp.blueprints.partner.routes.room import blueprint

__all__ = ["blueprint", "codes", "details", "packets"]
