"""The visit of a partner: it holds which links were opened with their codes."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from jsp import visits

IDLE_SECONDS = 20 * 60
KNOWN_SECONDS = visits.WRITING_SECONDS  # so long the way back to the code is known


@dataclass(frozen=True, slots=True)
class Visit(visits.Visit):
    """A link that was opened on this device: the referral, the number of the link, and how often it was closed then."""

    number: int
    visit: int


def _pack(visit: Visit) -> dict[str, Any]:
    return {"number": visit.number, "visit": visit.visit}


def _unpack(held: dict[str, Any]) -> Visit:
    return Visit(UUID(held["id"]), held["number"], held["visit"])


VISITS = visits.Visits(cookie="jsp-partner", path="/partner", place="partner visit", pack=_pack, unpack=_unpack)
