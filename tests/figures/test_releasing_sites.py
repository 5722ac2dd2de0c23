"""A question whose site is set right counts in the releases of one site: never of two, and never of none."""

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp import jobs
from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.theme_releases import PeriodLength
from jsp.rules.release_periods import Length
from jsp.verbs import theme_counts
from tests.figures.asked import AUTUMN, DUE, HERE, NOBODY, Given, asked, watch
from tests.figures.test_releasing import any_contact, change
from tests.make import id_of, person

THERE = ("raayland", AUTUMN.starts)
ONE = NOBODY | {"money": 1}


@pytest.fixture
def given(monkeypatch: pytest.MonkeyPatch) -> Given:
    """What was counted; no noise is drawn."""
    return watch(monkeypatch)


def half_years_at(code: str) -> None:
    """Of which the first is over when the figures of the autumn have been made long since."""
    half = {"length": Length.HALF_YEAR, "set_by_id": person("renske").id, "set_on": AUTUMN.starts}
    db.session.add(PeriodLength(site_id=id_of(Site, code), first_year=2026, **half))
    db.session.commit()


def set_right(*sites: str) -> None:
    """One after the other; the team's own figures follow each time."""
    for code in sites:
        change(any_contact(), site_id=id_of(Site, code))
        assert any_contact().site_id == id_of(Site, code)


def release_half_years(frozen: FrozenDateTimeFactory) -> None:
    frozen.move_to("2027-02-20")
    jobs.release_themes()


@pytest.mark.parametrize("sites", [("raayland",), ("raayland", "gilde")])
def test_where_the_old_site_has_told_of_its_day_it_stays_counted_there(
    app: Flask, frozen: FrozenDateTimeFactory, given: Given, sites: tuple[str, ...]
) -> None:
    """Periods of another length end later."""
    frozen.move_to(DUE)
    with app.app_context():
        half_years_at("raayland")
        asked("money")
        jobs.release_themes()
        set_right(*sites)
        release_half_years(frozen)
        assert [given[HERE], given[THERE]] == [ONE, NOBODY]


@pytest.mark.parametrize("sites", [("raayland",), ("raayland", "gilde"), ("raayland", "raayland")])
def test_where_the_new_site_has_told_of_its_day_it_counts_at_the_old_one(
    app: Flask, frozen: FrozenDateTimeFactory, given: Given, sites: tuple[str, ...]
) -> None:
    """There it would come too late; also where it was no mistake, or where something else is corrected later on."""
    frozen.move_to(DUE)
    with app.app_context():
        half_years_at("gilde")
        asked("money")
        jobs.release_themes()
        set_right(*sites)
        release_half_years(frozen)
        assert [given[HERE], given[THERE]] == [ONE, NOBODY]


@pytest.mark.parametrize(
    ("sites", "counted"),
    [(("raayland",), [NOBODY, ONE]), (("raayland", "gilde"), [ONE, NOBODY]), (("verweg", "raayland"), [NOBODY, ONE])],
)
@pytest.mark.parametrize("later", ["gilde", "raayland"])
def test_where_none_of_them_has_it_counts_where_it_was_said_to_be_last(
    app: Flask, frozen: FrozenDateTimeFactory, given: Given, later: str, sites: tuple[str, ...], counted: list[object]
) -> None:
    frozen.move_to(DUE)
    with app.app_context():
        half_years_at(later)
        asked("money")
        set_right(*sites)
        jobs.release_themes()
        release_half_years(frozen)
        assert [given[HERE], given[THERE]] == counted


def test_both_sites_are_waited_for_in_the_same_order_whichever_is_the_new_one(
    app: Flask, frozen: FrozenDateTimeFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or two that go opposite ways would wait for each other in a circle."""
    frozen.move_to(DUE)
    turns: list[str] = []
    monkeypatch.setattr(theme_counts, "take_turns", turns.append)
    with app.app_context():
        asked("money")
        set_right("raayland", "gilde")
    assert len(set(turns)) == 2
    assert turns == turns[:2] * 2
