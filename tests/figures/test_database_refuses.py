"""What was shown stays, also for who has the password of the database: no statement changes, removes or replaces it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DBAPIError

from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.ground import Site
from jsp.models.theme_releases import ThemeRelease
from jsp.verbs import theme_counts
from tests.figures.asked import AUTUMN, WINTER, asked
from tests.make import id_of

RELEASE, CONTACT = ThemeRelease.__table__, Contact.__table__
DAY = timedelta(days=1)


def row(**more: Any) -> dict[str, Any]:
    return {
        "site_id": id_of(Site, "gilde"), "starts": AUTUMN.starts, "ends": AUTUMN.ends, "made_on": date(2026, 12, 15),
        "total": 45, "is_total_only": False, "shown": {"1": 25, "2": 20, "3": None},
    } | more  # fmt: skip


def put(**more: Any) -> None:
    db.session.execute(insert(RELEASE).values(row(**more)))


def refuses(act: Callable[[], object], why: str) -> bool:
    """Whether the database says no."""
    with pytest.raises(DBAPIError) as caught, db.session.begin_nested():
        act()
    return why in str(caught.value.orig)


@pytest.mark.parametrize(
    "values", [{"total": 50}, {"shown": {}}, {"made_on": date(2027, 1, 1)}, {"ends": AUTUMN.ends + DAY}, {"total": 45}]
)
def test_a_release_cannot_be_changed(app: Flask, values: dict[str, Any]) -> None:
    with app.app_context():
        put()
        assert refuses(lambda: db.session.execute(update(RELEASE).values(values)), "figures are made once")


def test_a_release_cannot_be_removed(app: Flask) -> None:
    with app.app_context():
        put()
        assert refuses(lambda: db.session.execute(delete(RELEASE)), "figures are made once")
        if db.engine.dialect.name == "postgresql":
            assert refuses(lambda: db.session.execute(text("TRUNCATE theme_release")), "figures are made once")


@pytest.mark.parametrize("words", ["INSERT OR REPLACE", "REPLACE", "INSERT"])
def test_another_cannot_take_its_place(app: Flask, words: str) -> None:
    """The replacing words are those of SQLite."""
    with app.app_context():
        put()
        if db.engine.dialect.name == "sqlite":
            statement = text(
                f"{words} INTO theme_release (site_id, starts, ends, made_on, total, is_total_only, shown) "
                "SELECT site_id, starts, ends, made_on, 50, is_total_only, shown FROM theme_release"
            )
            assert refuses(lambda: db.session.execute(statement), "figures are made once")
        else:
            assert refuses(put, "theme_release")
        assert db.session.scalar(select(RELEASE.c.total)) == 45


@pytest.mark.parametrize(
    ("starts", "ends"),
    [
        (AUTUMN.starts, date(2027, 1, 31)),
        (date(2026, 10, 1), date(2026, 10, 31)),
        (AUTUMN.ends, WINTER.ends),
        (date(2026, 1, 1), AUTUMN.starts),
        (date(2026, 1, 1), WINTER.ends),
    ],
)
def test_no_day_is_in_two_periods(app: Flask, starts: date, ends: date) -> None:
    with app.app_context():
        put()
        assert refuses(lambda: put(starts=starts, ends=ends), "")


def test_the_day_after_is_another_period_and_another_site_has_its_own(app: Flask) -> None:
    with app.app_context():
        put()
        put(starts=WINTER.starts, ends=WINTER.ends)
        put(site_id=id_of(Site, "raayland"))
        assert len(db.session.execute(select(RELEASE)).all()) == 3


@pytest.mark.parametrize("values", [{"total": 9}, {"total": 5}, {"total": 23}, {"ends": AUTUMN.starts}])
def test_a_total_that_is_not_rounded_is_no_release(app: Flask, values: dict[str, Any]) -> None:
    with app.app_context():
        assert refuses(lambda: put(**values), "theme_release")


def test_the_day_on_which_a_conversation_was_written_down_stays(app: Flask) -> None:
    with app.app_context():
        asked("money")
        other = update(CONTACT).values(registered_on=AUTUMN.ends + DAY)
        assert refuses(lambda: db.session.execute(other), "a conversation is registered once")
        assert refuses(lambda: db.session.execute(update(CONTACT).values(registered_on=None)), "")
        db.session.execute(update(CONTACT).values(registered_on=AUTUMN.ends, on=AUTUMN.ends - DAY))
        assert db.session.scalar(select(CONTACT.c.registered_on)) == AUTUMN.ends


@pytest.mark.parametrize("day", [AUTUMN.starts, AUTUMN.ends])
def test_the_site_at_which_a_conversation_was_counted_stays(app: Flask, day: date) -> None:
    with app.app_context():
        asked("money", registered=day)
        put()
        other = update(CONTACT).values(registered_site_id=id_of(Site, "raayland"))
        assert refuses(lambda: db.session.execute(other), "a conversation counts at one site")
        assert refuses(lambda: db.session.execute(update(CONTACT).values(registered_site_id=None)), "")
        same = {"registered_site_id": id_of(Site, "gilde"), "site_id": id_of(Site, "verweg")}
        db.session.execute(update(CONTACT).values(same))
        assert db.session.scalar(select(CONTACT.c.registered_site_id)) == id_of(Site, "gilde")


@pytest.mark.parametrize("day", [AUTUMN.starts, AUTUMN.ends, AUTUMN.starts - DAY])
def test_a_conversation_does_not_come_to_a_site_that_has_told_of_its_day_or_of_later_ones(
    app: Flask, day: date
) -> None:
    """Figures are made in order: there it would never be counted."""
    with app.app_context():
        asked("money", registered=day)
        put(site_id=id_of(Site, "raayland"))
        other = update(CONTACT).values(registered_site_id=id_of(Site, "raayland"))
        assert refuses(lambda: db.session.execute(other), "a conversation counts at one site")
        theme_counts.follow_site(contact := db.session.scalars(select(Contact)).one(), id_of(Site, "raayland"))
        assert contact.registered_site_id == id_of(Site, "gilde")
        db.session.execute(update(CONTACT).values(registered_site_id=id_of(Site, "verweg")))
        assert db.session.scalar(select(CONTACT.c.registered_site_id)) == id_of(Site, "verweg")


@pytest.mark.parametrize(
    ("registered", "released"),
    [(AUTUMN.ends + DAY, "raayland"), (AUTUMN.starts - DAY, "gilde"), (AUTUMN.ends + DAY, "gilde")],
)
def test_it_may_still_move_where_neither_has(app: Flask, registered: date, released: str) -> None:
    with app.app_context():
        asked("money", registered=registered)
        put(site_id=id_of(Site, released))
        contact = db.session.scalars(select(Contact)).one()
        theme_counts.follow_site(contact, id_of(Site, "raayland"))
        db.session.flush()
        assert db.session.scalar(select(CONTACT.c.registered_site_id)) == id_of(Site, "raayland")
