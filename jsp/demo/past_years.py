"""The desks of the school year before and of the last term before that one, with their conversations."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from jsp.demo import school_days
from jsp.demo.closures import add_holidays
from jsp.demo.contacts import add_talks
from jsp.demo.ground import Ground
from jsp.demo.openings import in_pattern, opening_on
from jsp.demo.people import People
from jsp.demo.talks import of_opening
from jsp.extensions import db
from jsp.models.team import Opening
from jsp.rules import school_year
from jsp.rules.opening import CancelReason, OpeningState

BEGAN = {"raayland": (4, 1), "gilde": (6, 1)}  # when each site began with this
CALLED_OFF = 0.04
REASONS = (CancelReason.ILLNESS, CancelReason.ILLNESS, CancelReason.TOO_FEW, CancelReason.ROOM)


class Swing(NamedTuple):
    """How many times as often a theme came up at a site from one day of the past school year until another."""

    site: str
    theme: str
    first: tuple[int, int]
    last: tuple[int, int]
    times: float


SWINGS = (
    Swing("raayland", "respect_safety", (4, 1), (7, 31), 2.4),  # harsh jokes in group apps
    Swing("raayland", "health", (1, 5), (2, 28), 1.5),
    Swing("raayland", "substances", (11, 10), (11, 21), 6),  # vapes at the gate
    Swing("raayland", "school", (6, 1), (6, 30), 1.6),
    Swing("gilde", "placement", (9, 15), (10, 10), 2.2),
    Swing("gilde", "money", (2, 1), (4, 30), 2),
)


RUSH_AT, RUSH = "raayland", {"respect_safety": 60.0}


def begins(today: date) -> date:
    """The first day of which the demo tells: in the last term of the year before the past one."""
    return date(school_year.starting_year(today) - 1, *min(BEGAN.values()))


def add_past_years(rng: Random, ground: Ground, people: People, *, today: date) -> None:
    """Add openings, some of them called off, and what they brought; flushes."""
    began = {ground.sites[code].id: date(begins(today).year, *day) for code, day in BEGAN.items()}
    add_holidays(ground, [begins(today), past_year(today)])
    laid = (opening_on(ground, people, day, today, {}) for day in _days(today))
    openings = [each for each in laid if each.on >= began[each.site_id]]
    for opening in openings:
        if rng.random() < CALLED_OFF:
            opening.state, opening.reason, opening.takes_place = OpeningState.CANCELLED, rng.choice(REASONS), False
    db.session.add_all(openings)
    db.session.flush()
    held = [each for each in openings if each.takes_place]
    talks = [
        talk for each in held
        for talk in of_opening(rng, each, ground, people, today, _swings(ground, each, today))
    ]  # fmt: skip
    add_talks(talks, ground, people, today=today)


def add_rush(rng: Random, openings: list[Opening], ground: Ground, people: People, *, today: date) -> None:
    """Add what came beside the rest to one desk of the week that is over, most of it about one theme."""
    monday, sunday = school_year.week(today - timedelta(weeks=1))
    site_id = ground.sites[RUSH_AT].id
    desk = next((each for each in openings if each.site_id == site_id and monday <= each.on <= sunday), None)
    if desk is not None:
        talks = [talk for _ in range(2) for talk in of_opening(rng, desk, ground, people, today, RUSH)]
        add_talks(talks, ground, people, today=today)


def past_year(today: date) -> date:
    """The first day of the school year before that of today."""
    return date(school_year.starting_year(today) - 1, school_year.FIRST_MONTH, 1)


def _days(today: date) -> Iterator[date]:
    day, until = begins(today), school_days.first_day(today)
    while day < until:
        if in_pattern(day, today):
            yield day
        day += timedelta(days=1)


def _swings(ground: Ground, opening: Opening, today: date) -> dict[str, float]:
    """Those of the past school year; in the one before it all was as usual."""
    if opening.on < past_year(today):
        return {"respect_safety": 0.6} if opening.site_id == ground.sites["raayland"].id else {}
    at = opening.on.month, opening.on.day
    return {
        each.theme: each.times
        for each in SWINGS
        if ground.sites[each.site].id == opening.site_id and each.first <= at <= each.last
    }
