"""The visit of who holds a card: which card it is, and by what it was found, so that a new code closes the old one.

It also holds how often the card was closed on a device by then, so that closing closes it for a copy as well.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import flash, redirect, url_for
from flask_babel import gettext
from werkzeug.wrappers import Response

from jsp import visits
from jsp.blueprints.card.service import cards
from jsp.models.referrals import Referral
from jsp.visits import IDLE_SECONDS


@dataclass(frozen=True, slots=True)
class Visit(visits.Visit):
    """An open card on this device."""

    lookup: str
    visit: int


def _pack(visit: Visit) -> dict[str, Any]:
    return {"lookup": visit.lookup, "visit": visit.visit}


def _unpack(held: dict[str, Any]) -> Visit:
    return Visit(UUID(held["id"]), held["lookup"], held["visit"])


NOBODY = Visit(UUID(int=0), "", 0)
VISITS = visits.Visits(cookie="jsp-card", path="/kaart", place="card visit", pack=_pack, unpack=_unpack)


def open_card(seconds: int = IDLE_SECONDS) -> tuple[Visit, Referral | None]:
    """The visit of this browser with its referral; None where it fell asleep, and where the code opens no card now."""
    held = VISITS.find(seconds)
    return held or NOBODY, cards.find_card(held.id, held.lookup, held.visit) if held else None


def gone() -> Response:
    """To the page that asks for the code, which says why."""
    if VISITS.find() is not None:
        flash(gettext("This code opens no card any more. Was a new card made? Then use the code of the new one."))
    elif VISITS.is_known():
        flash(gettext("This page closed by itself. Type your code to open it again."))
    return VISITS.end(redirect(url_for("card.enter"), 303))
