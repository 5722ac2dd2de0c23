"""Addresses of the room, a file for each noun."""

from jsp.blueprints.referrals.routes import (
    choosing,
    consent,
    figures,
    mine,
    outcomes,
    own_card,
    passport,
    referral,
    safety,
    sending,
    starting,
)
from jsp.blueprints.referrals.routes.room import blueprint

__all__ = [
    "blueprint",
    "choosing",
    "consent",
    "figures",
    "mine",
    "outcomes",
    "own_card",
    "passport",
    "referral",
    "safety",
    "sending",
    "starting",
]
