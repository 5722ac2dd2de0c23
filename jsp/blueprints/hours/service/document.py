"""The openings as a small JSON document for a school's own website or screen; described in openapi.json."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from jsp import clock
from jsp.models.ground import Site
from jsp.models.reference import get_setting
from jsp.models.rota import Desk, desks
from jsp.rules.opening import Slot

SHOWN = 20


def describe(sites: Sequence[Site], now: datetime) -> list[dict[str, Any]]:
    """How each site stands at local time `now`, with its next openings; instants carry their offset."""
    return [_site(desk, now) for desk in desks(sites, now)]


def _site(desk: Desk, now: datetime) -> dict[str, Any]:
    closure = desk.closure
    return {
        "code": desk.site.code,
        "name": desk.site.name,
        "phone": desk.site.phone,
        "mail": desk.site.mail,
        "checkedAt": now.replace(microsecond=0).isoformat(),
        "state": desk.status.state.value,
        "isOpen": desk.status.state == "open",
        "opening": _opening(desk.status.slot, desk) if desk.status.slot else None,
        "closure": None
        if closure is None
        else {
            "kind": closure.kind.value,
            "nameNl": closure.name_nl,
            "nameEn": closure.name_en,
            "firstDay": closure.starts_on.isoformat(),
            "lastDay": closure.ends_on.isoformat(),
        },
        "openings": [_slot(slot) for slot in desk.planned[:SHOWN]],
    }


def _opening(slot: Slot, desk: Desk) -> dict[str, Any]:
    names = desk.names if get_setting("public_first_names") else []
    return {**_slot(slot), "room": desk.opening.room if desk.opening else desk.site.room, "present": names}


def _slot(slot: Slot) -> dict[str, str]:
    return {"start": _instant(slot.on, slot.starts), "end": _instant(slot.on, slot.ends)}


def _instant(day: date, wall: Any) -> str:
    return datetime.combine(day, wall, clock.LOCAL).isoformat()
