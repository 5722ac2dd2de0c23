"""Seats in a talk: more, fewer, and at most sixty."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask

from jsp.blueprints.focus_groups.service import people as service
from jsp.extensions import db
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TalkNote
from jsp.rules.refusal import DomainError
from jsp.rules.talk import Part, TalkState
from tests import make
from tests.browser import Browser, Page
from tests.focus_groups.planned import begun, place, seat_id, seats, send
from tests.focus_groups.rows import add_text
from tests.together import at_once


@pytest.fixture
def id(app: Flask) -> UUID:
    """A talk of Sanne with four mentors and two workers."""
    return begun(app)


def test_who_comes_later_gets_the_next_number(app: Flask, worker: Browser, id: UUID) -> None:
    send(worker, id, "/seats", part="mentor", more="2")
    send(worker, id, "/seats", part="carer", more="1")
    with app.app_context():
        assert list(seats(app)) == ["O1", "M1", "M2", "M3", "M4", "M5", "M6", "J1", "J2"]


@pytest.mark.parametrize(("part", "more"), [
    ("mentor", "37"), ("mentor", "0"), ("mentor", "-1"), ("mentor", "9" * 25), ("mentor", ""), ("pupil", "1"),
    ("king", "1"), ("", "1"),
])  # fmt: skip
def test_seats_that_do_not_fit_are_refused(app: Flask, worker: Browser, id: UUID, part: str, more: str) -> None:
    assert send(worker, id, "/seats", part=part, more=more).status == 422
    with app.app_context():
        assert len(seats(app)) == 6


def test_sixty_people_is_the_end(app: Flask, worker: Browser, id: UUID) -> None:
    assert send(worker, id, "/seats", part="teacher", more="40").status == 200
    assert send(worker, id, "/seats", part="carer", more="14").status == 200
    assert send(worker, id, "/seats", part="carer", more="1").status == 422
    with app.app_context():
        assert len(seats(app)) == 60


def remove(browser: Browser, app: Flask, id: UUID, tag: str) -> Page:
    where = place(id, f"/{seat_id(app, tag)}/remove")
    return browser.post(where, browser.get(where).form(where), follow=True)


def test_a_seat_goes_and_the_others_keep_their_number(app: Flask, worker: Browser, id: UUID) -> None:
    assert remove(worker, app, id, "M2").status == 200
    send(worker, id, "/seats", part="mentor", more="1")
    with app.app_context():
        assert list(seats(app)) == ["M1", "M3", "M4", "M5", "J1", "J2"]


def test_who_answered_about_quoting_and_then_stayed_away_goes_too(app: Flask, worker: Browser, id: UUID) -> None:
    with app.app_context():
        seat = seats(app)["M2"]
        seat.may_quote, seat.answered_on = True, make.MONDAY
        db.session.commit()
    assert place(id, f"/{seat_id(app, 'M2')}/remove") in worker.get(place(id)).text
    assert remove(worker, app, id, "M2").status == 200
    with app.app_context():
        assert "M2" not in seats(app)


@pytest.mark.parametrize("why", ["read", "noted", "in a text", "approved"])
def test_a_seat_that_somebody_sits_in_stays(app: Flask, worker: Browser, id: UUID, why: str) -> None:
    where = place(id, f"/{seat_id(app, 'M2')}/remove")
    values = worker.get(where).form(where)
    with app.app_context():
        group, seat = db.session.get_one(FocusGroup, id), seats(app)["M2"]
        if why == "read":
            seat.read_on = make.MONDAY
        elif why == "noted":
            note = TalkNote(id=uuid4(), group_id=id, author_id=make.person("sanne").id, said_by="M2", place=1)
            note.words = "Rust."
            db.session.add(note)
        elif why == "in a text":
            add_text(group, "# Vraag\nM1: ja\nM2: nee")
        else:
            group.state, group.read_until, group.approved_on = TalkState.APPROVED, make.MONDAY, make.MONDAY
        db.session.commit()
    assert worker.post(where, values).status == 422
    with app.app_context():
        assert "M2" in seats(app)


def test_words_of_another_with_a_longer_number_hold_no_seat(app: Flask, worker: Browser) -> None:
    id = begun(app, seats={Part.MENTOR: 12})
    with app.app_context():
        add_text(db.session.get_one(FocusGroup, id), "M12: ja, M2: zei dat ook")
        db.session.commit()
    assert remove(worker, app, id, "M2").status == 200
    assert remove(worker, app, id, "M12").status == 422


def test_the_last_seat_stays(app: Flask, worker: Browser) -> None:
    id = begun(app, seats={Part.TEACHER: 1})
    assert remove(worker, app, id, "D1").status == 422


@pytest.mark.parametrize("what", ["/remove", "/link", "/quote/yes"])
def test_a_seat_of_another_talk_is_missing(app: Flask, worker: Browser, id: UUID, what: str) -> None:
    other = begun(app, seats={Part.TEACHER: 2})
    own, foreign = seat_id(app, "M1"), seat_id(app, "D1")
    page = worker.get(place(id)) if what != "/remove" else worker.get(place(id, f"/{own}{what}"))
    values = page.form(place(id, f"/{own}{what}"))
    assert other != id
    assert worker.post(place(id, f"/{foreign}{what}"), values, follow=True).status == 404


def adding(id: UUID, name: str, part: Part) -> Callable[[Callable[[], None]], None]:
    def act(looked: Callable[[], None]) -> None:
        by = make.person(name)
        looked()
        service.add_seats(id, part, 1, key=uuid4(), by=by)

    return act


def tags_of(app: Flask, id: UUID) -> list[str]:
    with app.app_context():
        return [seat.tag for seat in db.session.get_one(FocusGroup, id).participants]


def test_two_who_add_seats_at_the_same_moment_get_two_numbers(committing: Flask) -> None:
    id = begun(committing, holders=("sanne", "lieke"))
    assert at_once(committing, *(adding(id, name, Part.MENTOR) for name in ("sanne", "lieke"))) == [None, None]
    assert [tag for tag in tags_of(committing, id) if tag.startswith("M")] == ["M1", "M2", "M3", "M4", "M5", "M6"]


def test_two_at_the_same_moment_do_not_pass_sixty(committing: Flask) -> None:
    id = begun(committing, holders=("sanne", "lieke"), seats={Part.MENTOR: 40, Part.TEACHER: 19})
    told = at_once(committing, *(adding(id, name, Part.TEACHER) for name in ("sanne", "lieke")))
    assert [type(each) for each in told if each is not None] == [DomainError]
    assert len(tags_of(committing, id)) == 60
