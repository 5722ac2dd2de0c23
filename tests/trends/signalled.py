"""Weeks of the past for signals: hours that a site was open, and new questions about a theme in them; what is told."""

import json
from collections.abc import Sequence
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from jsp import jobs
from jsp.extensions import db
from jsp.models.ground import Site, Theme
from jsp.models.outbox import OutboxMail
from jsp.models.tallies import ThemeTally
from jsp.models.team import Opening
from jsp.models.theme_signals import SignalState, ThemeSignal
from jsp.rules.signals import Rule
from jsp.rules.tally import NEW, Grain, Split
from tests.make import id_of, person

LAST = date(2026, 11, 16)  # the Monday of the week before the one in which the tests live
FLAT = (4,) * 9
TOLD = ["lieke@demo.example", "renske@demo.example", "sanne@demo.example"]  # workers and coordinator of the site


def add_weeks(
    numbers: Sequence[int | None], *, site: str = "gilde", theme: str = "money", last: date = LAST, hours: int = 5
) -> None:
    """So many new questions in each week until the `last`; in one of None the site was closed. Flushes."""
    for back, number in enumerate(reversed(numbers)):
        monday = last - timedelta(weeks=back)
        if number is not None:
            add_cell(monday, number, site=site, theme=theme)
            open_on(monday + timedelta(days=1), site=site, hours=hours)


def add_cell(
    monday: date, number: int, *, site: str = "gilde", theme: str = "money", value: str = NEW, is_main: bool = True
) -> None:
    """So many conversations in a cell. Flushes."""
    db.session.add(ThemeTally(
        site_id=id_of(Site, site), grain=Grain.WEEK, split=Split.VISIT, starts=monday, theme_id=id_of(Theme, theme),
        value=value, is_main=is_main, number=number,
    ))  # fmt: skip
    db.session.flush()


def open_on(day: date, *, site: str = "gilde", hours: int = 5) -> Opening:
    """An opening from noon on; where there is one that day, that one. Flushes."""
    site_id = id_of(Site, site)
    found = db.session.scalar(db.select(Opening).where(Opening.site_id == site_id, Opening.on == day))
    if found is None:
        found = Opening(site_id=site_id, on=day, starts=time(12), ends=time(12 + hours), room="1")
        db.session.add(found)
        db.session.flush()
    return found


def add_signal(
    *, site: str = "gilde", theme: str = "money", week: date = LAST, state: SignalState = SignalState.OPEN,
    by: str = "lieke", on: date = date(2026, 11, 20), weeks: int = 1, number: int = 14,
) -> UUID:  # fmt: skip
    """A signal as the weekly job would leave it, settled by somebody on a day or open; returns its key. Flushes."""
    is_open = state is SignalState.OPEN
    row = ThemeSignal(
        id=uuid4(), site_id=id_of(Site, site), theme_id=id_of(Theme, theme), week=week, weeks=weeks,
        rule=Rule.C1 if weeks == 1 else Rule.C3, number=number, low=4, high=9, state=state,
        settled_by_id=None if is_open else person(by).id, settled_on=None if is_open else on,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row.id


def look() -> None:
    """Do the weekly job."""
    jobs.look_at_the_week()
    db.session.commit()


def signals() -> list[tuple[Any, ...]]:
    """All that were told."""
    rows = db.session.scalars(db.select(ThemeSignal).order_by(ThemeSignal.week, ThemeSignal.site_id))
    return [(each.week, each.rule.value, each.weeks, each.number, each.low, each.high) for each in rows]


def letters() -> list[dict[str, str]]:
    """All mail that says so, sent or not."""
    mails = db.session.scalars(db.select(OutboxMail).where(OutboxMail.kind == "signals_waiting"))
    return sorted((json.loads(each.letter) for each in mails), key=lambda each: each["to"])
