"""What there was for each opened hour is told only of times of which it is known how long the desk was open."""

from datetime import date
from uuid import uuid4

import pytest
from flask import Flask

from jsp.blueprints.trends.service import history_in
from jsp.extensions import db
from jsp.models.ground import Outcome, Site, Theme
from jsp.models.tallies import HistoryImport, PastContact
from jsp.rules import tally
from jsp.rules.contact import AskedBy, Channel
from tests.browser import Browser
from tests.make import id_of, person
from tests.trends.teams import made, open_on, table, team

OCTOBER, NOVEMBER = date(2026, 10, 14), date(2026, 11, 16)
HOURS = 4 + 0.25  # those of that Monday, and of today until now


def from_a_file(on: date) -> None:
    """One conversation about money at the Gilde. Flushes."""
    site, id = id_of(Site, "gilde"), uuid4()
    user = person("renske").id
    db.session.add(HistoryImport(id=id, site_id=site, user_id=user, made_on=on, rows=1, until=on))
    db.session.flush()
    row = PastContact(
        id=uuid4(), import_id=id, site_id=site, on=on, channel=Channel.WALK_IN, theme_id=id_of(Theme, "money"),
        asked_by=AskedBy.PUPIL, outcome_id=id_of(Outcome, "listened"), level=None, is_return=False,
    )  # fmt: skip
    db.session.add(row)
    history_in.count(tally.cells(row))


@pytest.fixture
def rows(app: Flask, browser: Browser) -> object:
    """The table of figures for each hour, by what lies along the top."""

    def read(query: str) -> dict[str, str]:
        page = team(browser, f"?site=gilde&per=hour{query}")
        assert page.root.get_element_by_id("over-time") is not None
        return dict(zip(table(page)[""], table(page)["Money"], strict=True))

    with app.app_context():
        yield read


def test_what_came_while_no_hours_are_known_is_no_part_of_the_whole(rows, browser: Browser) -> None:
    made(on=date(2026, 9, 1))
    open_on(NOVEMBER, hours=4)
    for _each in range(3):
        made(on=NOVEMBER)
    read = rows("&grain=month")
    assert (read["Sep 2026"], read["together"]) == ("–", f"{3 / HOURS:.2f}")
    assert f"{3 / HOURS:.2f} for each hour that you were open" in team(browser, "?site=gilde").words


@pytest.mark.parametrize("grain", ["month", "week"])
def test_of_what_came_from_a_file_nobody_kept_the_hours(rows, grain: str) -> None:
    open_on(OCTOBER)
    from_a_file(OCTOBER)
    open_on(NOVEMBER, hours=4)
    made(on=NOVEMBER)
    read = rows(f"&grain={grain}")
    assert read["Oct 2026" if grain == "month" else "week 42 (12 Oct)"] == "–"
    assert read["together"] == f"{1 / HOURS:.2f}"


def test_a_school_year_that_is_in_a_file_in_part_has_nothing_for_each_hour(rows) -> None:
    open_on(date(2025, 12, 3))
    made(on=date(2025, 12, 3))
    from_a_file(date(2025, 9, 1))
    open_on(NOVEMBER, hours=4)
    made(on=NOVEMBER)
    read = rows("&grain=year")
    assert (read["2025-2026"], read["2026-2027, until now"]) == ("–", f"{1 / HOURS:.2f}")
