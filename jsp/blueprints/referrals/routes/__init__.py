"""Addresses of the room, a file for each noun."""

from jsp.blueprints.referrals.routes.room import blueprint

__all__ = ["blueprint"]
