"""Addresses of the room, a file for each noun."""

from jsp.blueprints.referrals.routes import (
    figures,
    mine,
    outcomes,
    referral,
    safety,
)
from jsp.blueprints.referrals.routes.room import blueprint

__all__ = [
    "blueprint",
    "figures",
    "mine",
    "outcomes",
    "referral",
    "safety",
]
