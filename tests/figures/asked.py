"""Questions that were written down, and what the job counts of them."""

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from jsp.blueprints.figures.service import releasing
from jsp.extensions import db
from jsp.models.contacts import Contact, ContactTheme
from jsp.models.ground import Outcome, Site, Theme
from jsp.models.theme_releases import ThemeRelease
from jsp.rules.contact import AskedBy, Channel
from jsp.rules.release_periods import Period
from tests.make import id_of, person
from tests.rules.played_school import Silent

AUTUMN = Period(date(2026, 8, 1), date(2026, 11, 30))  # the term in which the tests live
WINTER = Period(date(2026, 12, 1), date(2027, 3, 31))
DUE = "2026-12-15 08:00:00"  # of AUTUMN
HERE, LATER = ("gilde", AUTUMN.starts), ("gilde", WINTER.starts)
NOBODY = {"money": 0, "school": 0, "health": 0, "respect_safety": 0, "other": 0}


def asked(*themes: str, times: int = 1, site: str = "gilde", registered: date = AUTUMN.ends, **more: Any) -> None:
    """So many questions about these themes, the main one first, written down on that day."""
    sanne, main, *others = person("sanne").id, *(id_of(Theme, code) for code in themes)
    rows = [
        Contact(**{
            "id": uuid4(), "site_id": id_of(Site, site), "writer_id": sanne, "owner_id": sanne, "on": registered,
            "registered_on": registered, "channel": Channel.WALK_IN, "theme_id": main, "asked_by": AskedBy.PUPIL,
            "outcome_id": id_of(Outcome, "listened"), "is_return": False,
            "more_themes": [ContactTheme(theme_id=theme, position=at) for at, theme in enumerate(others)],
        } | more)
        for _time in range(times)
    ]  # fmt: skip
    db.session.add_all(rows)
    db.session.commit()


def site(code: str = "gilde") -> Site:
    return db.session.get_one(Site, id_of(Site, code))


def releases(site: str = "gilde") -> list[ThemeRelease]:
    """Those of a site, the first period first."""
    query = db.select(ThemeRelease).where(ThemeRelease.site_id == id_of(Site, site)).order_by(ThemeRelease.starts)
    return list(db.session.scalars(query))


def periods(site: str = "gilde") -> list[Period]:
    return [Period(each.starts, each.ends) for each in releases(site)]


def shown(row: ThemeRelease) -> dict[str, int | None]:
    """By the code of the theme."""
    codes = {str(theme.id): theme.code for theme in db.session.scalars(db.select(Theme))}
    return {codes[id]: number for id, number in row.shown.items()}


Given = dict[tuple[str, date], dict[str, int]]


def watch(monkeypatch: pytest.MonkeyPatch) -> Given:
    """What is counted from here on, by site and first day, each theme by its code; there is no noise."""
    given: Given = {}

    def counts(site_id: int, period: Period) -> dict[int, int]:
        found = real(site_id, period)
        codes = {theme.id: theme.code for theme in db.session.scalars(db.select(Theme))}
        of = db.session.get_one(Site, site_id).code, period.starts
        assert of not in given, "counted twice"
        given[of] = {codes[id]: number for id, number in found.items()}
        return found

    real = releasing._counts
    monkeypatch.setattr(releasing, "_counts", counts)
    monkeypatch.setattr(releasing, "SystemRandom", Silent)
    return given
