"""The openings as a small JSON document for a school's own website or screen; described in content/openapi.json.

It holds no time of making: as long as nothing changes it stays the same, and who asks again hears just that (304).
"""

from collections.abc import Callable, Iterable
from datetime import date, datetime, time
from typing import Any

from flask_babel import force_locale

from jsp import clock, mail
from jsp.extensions import LANGUAGES
from jsp.models.ground import Site
from jsp.models.hours import Closure
from jsp.models.reference import get_setting
from jsp.models.rota import Desk, desks
from jsp.pages import more_about, standing
from jsp.rules.opening import Slot, State
from jsp.words.terms import closure_sentence

SHOWN = 20


def list_sites(sites: Iterable[Site]) -> list[dict[str, str]]:
    """Every site by its name, with the address of its own document."""
    return [
        {"code": site.code, "name": site.name, "href": mail.link("hours.site_openings", code=site.code)}
        for site in sites
    ]


def describe(site: Site, now: datetime) -> dict[str, Any]:
    """How the site stands at local time `now`, with its next openings; instants carry their offset."""
    [desk] = desks([site], now)
    state, slot = desk.status.state, desk.status.slot
    return {
        "code": desk.site.code,
        "name": desk.site.name,
        "phone": desk.site.phone,
        "mail": desk.site.mail,
        "state": state.value,
        "isOpen": state is State.OPEN,
        "sentence": _in_each_language(lambda: standing(desk)),
        "more": _in_each_language(lambda: more_about(desk)),
        "opening": _opening(slot, desk) if slot else None,
        "closure": _closure(desk.closure) if desk.closure else None,
        "openings": [_slot(each) | {"room": desk.rooms[each]} for each in desk.planned[:SHOWN]],
    }


def _opening(slot: Slot, desk: Desk) -> dict[str, Any]:
    """Who sits there is told on the day itself only, as on the page."""
    is_told = desk.is_today and get_setting("public_first_names")
    room = desk.opening.room if desk.opening else desk.site.room
    return {**_slot(slot), "room": room, "present": desk.names if is_told else []}


def _closure(closure: Closure) -> dict[str, Any]:
    return {
        "kind": closure.kind.value,
        "name": _in_each_language(lambda: closure.name),
        "sentence": _in_each_language(lambda: closure_sentence(closure)),
        "firstDay": closure.starts_on.isoformat(),
        "lastDay": closure.ends_on.isoformat(),
        "reachableFrom": _wall(closure.reachable_from),
        "reachableUntil": _wall(closure.reachable_until),
    }


def _slot(slot: Slot) -> dict[str, str]:
    return {"start": _instant(slot.on, slot.starts), "end": _instant(slot.on, slot.ends)}


def _wall(at: time | None) -> str | None:
    return at.isoformat("minutes") if at else None


def _instant(day: date, wall: time) -> str:
    return datetime.combine(day, wall, clock.LOCAL).isoformat()


def _in_each_language(say: Callable[[], str]) -> dict[str, str]:
    """The same text by language: a website shows the one that it needs."""
    said = {}
    for language in LANGUAGES:
        with force_locale(language):
            said[language] = say()
    return said
