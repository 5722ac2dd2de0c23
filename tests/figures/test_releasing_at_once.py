"""Processes that make the same figures at the same moment make them once; one that fails holds up no other site."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from uuid import uuid4

import pytest
from flask import Flask, g
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import text

from jsp import jobs
from jsp.blueprints.figures.service import releasing
from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.ground import Site
from jsp.rules.release_periods import Period
from jsp.verbs import theme_counts
from tests.figures.asked import AUTUMN, DUE, WINTER, asked, periods
from tests.make import id_of
from tests.together import at_once, wait_until_done_or_waiting

SPRING = Period(date(2026, 4, 1), date(2026, 7, 31))


def test_the_first_stays_and_the_others_do_nothing(
    committing: Flask, monkeypatch: pytest.MonkeyPatch, frozen: FrozenDateTimeFactory
) -> None:
    """Where the database lets them, all have seen that nobody made them before one of them does."""
    frozen.move_to(DUE)
    mine, real = threading.local(), releasing._is_made

    def look_together(site_id: int, period: Period) -> bool:
        found = real(site_id, period)
        mine.look()
        return found

    def act(look: Callable[[], None]) -> None:
        mine.look = look
        releasing.release(id_of(Site, "gilde"), AUTUMN)

    with committing.app_context():
        asked("money", times=30)
        asked("school", times=30)
    monkeypatch.setattr(releasing, "_is_made", look_together)
    assert at_once(committing, act, act, act) == [None, None, None]
    with committing.app_context():
        assert periods() == [AUTUMN]
        db.session.rollback()


@pytest.mark.parametrize(("counting", "period"), [("verweg", AUTUMN), ("raayland", SPRING)])
def test_a_question_whose_site_is_set_right_while_one_of_the_two_is_counted_counts_at_one_of_them(
    committing: Flask, counting: str, period: Period
) -> None:
    """Who sets it right waits for the job, be it at the old site or at the new one, and then sees what it made."""
    is_done, key = threading.Event(), uuid4()

    def release(look: Callable[[], None]) -> int:
        number = sum(theme_counts.count_questions(id_of(Site, counting), period).values())
        look()
        wait_until_done_or_waiting(is_done)
        releasing.release(id_of(Site, counting), period)
        return number

    def set_right(look: Callable[[], None]) -> str:
        try:
            look()
            contact = db.session.get_one(Contact, key)
            theme_counts.follow_site(contact, id_of(Site, "raayland"))
        finally:
            is_done.set()
        return db.session.get_one(Site, contact.registered_site_id).code

    with committing.app_context():
        asked("money", site="verweg", id=key, registered=period.ends)
    number, counts_at = at_once(committing, release, set_right)
    assert (number, counts_at) in [(int(counting == each), each) for each in ("verweg", "raayland")]


def test_a_site_that_fails_holds_up_no_other_and_gets_its_own_in_order_later(
    app: Flask, monkeypatch: pytest.MonkeyPatch, frozen: FrozenDateTimeFactory
) -> None:
    """Were its later period made first, the one that failed never would be."""
    frozen.move_to("2027-04-20")
    real = releasing._counts

    def fail(site_id: int, period: Period) -> dict[int, int]:
        if (site_id, period) == (id_of(Site, first), AUTUMN):
            raise ZeroDivisionError
        return real(site_id, period)

    with app.app_context():
        for site in ("gilde", "raayland"):
            asked("money", times=30, site=site)
        first, other = sorted(("gilde", "raayland"), key=lambda code: id_of(Site, code))
        monkeypatch.setattr(releasing, "_counts", fail)
        with pytest.raises(jobs.UnfinishedError):
            jobs.release_themes()
        assert (periods(first), periods(other)) == ([], [AUTUMN, WINTER])
        monkeypatch.setattr(releasing, "_counts", real)
        jobs.release_themes()
        assert periods(first) == [AUTUMN, WINTER]


def test_who_looks_what_is_due_keeps_nobody_from_writing(
    committing: Flask, monkeypatch: pytest.MonkeyPatch, frozen: FrozenDateTimeFactory
) -> None:
    frozen.move_to(DUE)
    real = releasing.list_due

    def write_meanwhile(today: date) -> list[releasing.Due]:
        found = real(today)
        with db.engine.connect() as other, app_writes():
            other.execute(text("UPDATE site SET name = name"))
            other.commit()
        return found

    with committing.app_context():
        asked("money", times=30)
        monkeypatch.setattr(releasing, "list_due", write_meanwhile)
        jobs.release_themes()
        assert periods() == [AUTUMN]
        db.session.rollback()


@contextmanager
def app_writes() -> Iterator[None]:
    """As another process, that does not only read."""
    was, g.reading = g.reading, False
    yield
    g.reading = was
