"""Of which periods figures are made: all since the first day of a site, as long as was set, until it closed."""

from datetime import date

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp import clock, jobs
from jsp.blueprints.figures.service import releasing
from jsp.extensions import db
from jsp.models.ground import Theme
from jsp.models.reference import forget_reference
from jsp.models.theme_releases import PeriodLength
from jsp.rules.release_periods import Length, Period
from tests.figures.asked import AUTUMN, DUE, HERE, LATER, NOBODY, WINTER, Given, asked, periods, releases, site, watch
from tests.make import person
from tests.statements import counted


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Given:
    """What was counted; no noise is drawn."""
    return watch(monkeypatch)


def test_every_period_since_the_first_day_is_made_though_nobody_looked_for_two_years(
    app: Flask, frozen: FrozenDateTimeFactory
) -> None:
    frozen.move_to("2028-12-14")
    with app.app_context():
        asked("money", registered=date(2026, 3, 31), on=date(2025, 9, 1))
        jobs.release_themes()
        found = periods()
        assert found[0] == Period(date(2025, 12, 1), date(2026, 3, 31))
        assert found[-1] == Period(date(2028, 4, 1), date(2028, 7, 31))
        assert len(found) == 8
        assert periods("raayland")[0] == AUTUMN  # its first opening was then
        assert periods("verweg") == []  # nothing ever was
        jobs.release_themes()
        assert periods() == found


def test_a_period_in_which_nobody_came_shows_as_little_as_one_with_few(
    app: Flask, frozen: FrozenDateTimeFactory, given: Given
) -> None:
    frozen.move_to("2027-04-20")
    with app.app_context():
        asked("money", times=9)
        jobs.release_themes()
        few, none = releases()
        assert [given[HERE]["money"], given[LATER]] == [9, NOBODY]
        assert (few.total, few.is_total_only, few.shown) == (none.total, none.is_total_only, none.shown)


def test_a_school_that_was_closed_for_ever_has_periods_until_then(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    frozen.move_to("2027-08-20")
    with app.app_context():
        site().archived_on = WINTER.starts
        db.session.commit()
        jobs.release_themes()
        assert periods() == [AUTUMN, WINTER]


def test_periods_are_as_long_as_was_set_for_their_school_year(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    frozen.move_to("2028-08-20")
    with app.app_context():
        half = {"length": Length.HALF_YEAR, "set_by_id": person("renske").id, "set_on": date(2027, 5, 1)}
        db.session.add(PeriodLength(site_id=site().id, first_year=2027, **half))
        db.session.commit()
        jobs.release_themes()
        assert [each.starts for each in periods()] == [
            date(2026, 8, 1), date(2026, 12, 1), date(2027, 4, 1), date(2027, 8, 1), date(2028, 2, 1),
        ]  # fmt: skip
        assert periods()[-1].ends == date(2028, 7, 31)


def test_themes_are_those_that_could_be_chosen_in_the_period(
    app: Flask, frozen: FrozenDateTimeFactory, given: Given
) -> None:
    frozen.move_to("2027-04-20")
    with app.app_context():
        db.session.scalars(db.select(Theme).where(Theme.code == "other")).one().archived_on = date(2026, 10, 1)
        db.session.commit()
        forget_reference()
        jobs.release_themes()
        assert [set(given[HERE]), set(given[LATER])] == [set(NOBODY), set(NOBODY) - {"other"}]


def test_what_is_due_takes_as_many_questions_for_a_hundred_schools_as_for_one(
    app: Flask, frozen: FrozenDateTimeFactory
) -> None:
    frozen.move_to(DUE)
    with counted(app) as statements, app.app_context():
        assert len(releasing.list_due(clock.today())) == 2
        assert len([each for each in statements if each.startswith("SELECT")]) == 2
