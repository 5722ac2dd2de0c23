"""No class, teacher or worker is ever in two places, however many plan at the same moment: the database refuses it.

Straight into the tables, without any lock of ours.
"""

from collections.abc import Callable
from datetime import date, time, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import IntegrityError, OperationalError

from jsp import clock
from jsp.extensions import db, retried, take_turns
from jsp.models.ground import Site
from jsp.models.lesson_sessions import LessonSession, SessionPlace
from jsp.models.lessons import SeriesLesson
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.rules.programme import Kind
from tests.lessons.conftest import add_ground
from tests.lessons.rows import add_series
from tests.together import at_once

Look = Callable[[], None]
Act = Callable[[], None]
FIRST = date(2027, 1, 4)
DAYS = [FIRST + timedelta(days=at) for at in range(125)]  # times eight who want something at once: 1,000 races
NOON, ENDS = time(12), time(13)
POSITIONS = count(100)
OVERLAPS = text("""
WITH busy AS (
  SELECT kind, who, "on", starts, ends, CAST(session_id AS text) AS what FROM session_place WHERE takes_place
  UNION ALL
  SELECT 'worker', member_id, "on", starts, ends, CAST(id AS text) FROM attendance WHERE takes_place
)
SELECT count(*) FROM busy a JOIN busy b ON a.kind = b.kind AND a.who = b.who AND a."on" = b."on" AND a.what < b.what
WHERE a.starts < b.ends AND b.starts < a.ends
""")


def lesson(series: UUID, on: date, starts: time, **who: int) -> UUID:
    """A firm lesson of its own until an hour later for these, with nothing looked at first."""
    id, ends = uuid4(), starts.replace(hour=starts.hour + 1)
    lesson_id = db.session.scalar(insert(SeriesLesson).values(
        series_id=series, position=next(POSITIONS), key="1", kind=Kind.LESSON, title="", core_reason="", repeats=[]
    ).returning(SeriesLesson.id))  # fmt: skip
    row = {"on": on, "starts": starts, "ends": ends, "takes_place": True}
    db.session.execute(insert(LessonSession).values(
        id=id, series_id=series, lesson_id=lesson_id, state="planned", has_teacher_key=True, has_worker_key=True,
        room="", is_resumed=False, moves=0, left=[], checks=[], teacher_ready=False, worker_ready=False, sequence=0,
        changed_at=clock.now(), **row,
    ))  # fmt: skip
    places = [row | {"session_id": id, "kind": kind, "who": each} for kind, each in who.items()]
    db.session.execute(insert(SessionPlace).values(places))
    return id


def opening(site_id: int, on: date, starts: time, member_id: int | None = None) -> int:
    """A desk until an hour later."""
    row = {"on": on, "starts": starts, "ends": starts.replace(hour=starts.hour + 1), "takes_place": True}
    made = Opening(site_id=site_id, room="", **row)
    db.session.add(made)
    db.session.flush()
    if member_id is not None:
        sit(made.id, member_id, row)
    return made.id


def sit(opening_id: int, member_id: int, row: dict[str, Any]) -> None:
    place = row | {"opening_id": opening_id, "member_id": member_id, "position": 0, "is_here": False}
    db.session.execute(insert(Attendance).values(place))


class Race:
    """Eight who all want something between 12.00 and 13.30 of one day, of two classes, two teachers, two workers."""

    def __init__(self, on: date, series: UUID, workers: list[int], sites: list[int]) -> None:
        self.on, self.series, (self.sanne, self.lieke) = on, series, workers
        self.moving = lesson(series, on, time(9), **{"class": 3, "teacher": 1, "worker": self.sanne})
        self.later = opening(sites[0], on, time(15), self.sanne)
        self.desks = [opening(site, on, NOON) for site in sites[1:]]

    def wishes(self) -> list[Act]:
        """In the order of the threads."""
        return [
            lambda: self._book(0, 1, 1, self.sanne), lambda: self._book(10, 1, 2, self.lieke),
            lambda: self._book(20, 2, 1, self.lieke), lambda: self._book(30, 2, 2, self.sanne),
            self._move, lambda: self._sit(0, self.sanne), lambda: self._sit(1, self.lieke), self._earlier,
        ]  # fmt: skip

    def _book(self, minute: int, school_class: int, teacher: int, worker: int) -> None:
        lesson(self.series, self.on, time(12, minute), **{"class": school_class, "teacher": teacher, "worker": worker})

    def _move(self) -> None:
        changed = update(LessonSession).where(LessonSession.id == self.moving)
        db.session.execute(changed.values(starts=time(12, 15), ends=time(13, 15)))

    def _sit(self, desk: int, worker: int) -> None:
        row = {"on": self.on, "starts": NOON, "ends": ENDS, "takes_place": True}
        sit(self.desks[desk], worker, row)

    def _earlier(self) -> None:
        db.session.execute(update(Opening).where(Opening.id == self.later).values(starts=time(12, 45)))


@pytest.fixture(scope="module")
def impatient(committing: Flask) -> Flask:
    """Where it is noticed soon that some wait for each other: there are many of them here."""
    with committing.app_context():
        if db.engine.dialect.name == "postgresql":
            db.session.execute(text(f'ALTER DATABASE "{db.engine.url.database}" SET deadlock_timeout TO 20'))
            db.session.commit()
            db.engine.dispose()
    return committing


@pytest.fixture
def races(impatient: Flask) -> list[Race]:
    with impatient.app_context():
        add_ground()
        series = add_series().id
        workers = list(db.session.scalars(select(TeamMember.id).order_by(TeamMember.id)))
        sites = list(db.session.scalars(select(Site.id).order_by(Site.id)))
        made = [Race(day, series, workers, sites) for day in DAYS]
        db.session.commit()
    return made


def test_a_thousand_races_leave_nobody_in_two_places(impatient: Flask, races: list[Race]) -> None:
    wishes = list(zip(*(race.wishes() for race in races), strict=True))

    def want(own: tuple[Act, ...]) -> Callable[[Look], int]:
        def act(looked: Look) -> int:
            return sum(has_won(looked, wish) for wish in own)

        return act

    won = at_once(impatient, *(want(own) for own in wishes))
    assert sum(map(len, wishes)) == 1000
    with impatient.app_context():
        assert db.session.scalar(OVERLAPS) == 0
    assert sum(won) >= len(DAYS), "on each day somebody gets the hour"


def has_won(looked: Look, wish: Act) -> bool:
    looked()
    try:
        retried(wish)
        db.session.commit()
    except (IntegrityError, OperationalError):
        db.session.rollback()
        return False
    return True


def test_two_who_wait_for_each_other_both_get_their_turn(impatient: Flask) -> None:
    def reach(*things: str) -> Callable[[Look], list[str]]:
        meets = iter([True])

        def act(looked: Look) -> list[str]:
            def take_both() -> list[str]:
                take_turns(things[0])
                if next(meets, False):
                    looked()
                take_turns(things[1])
                return list(things)

            return retried(take_both)

        return act

    assert at_once(impatient, reach("a", "b"), reach("b", "a")) == [["a", "b"], ["b", "a"]]


@pytest.mark.parametrize(("code", "tries"), [("40P01", 3), ("40001", 3), ("23P01", 1), ("", 1)])
def test_only_what_was_broken_off_is_tried_again_and_not_for_ever(app: Flask, code: str, tries: int) -> None:
    tried = []

    def act() -> None:
        tried.append(code)
        broken = Exception("broken off")
        broken.sqlstate = code  # type: ignore[attr-defined]
        raise OperationalError("", {}, broken)

    with app.app_context(), pytest.raises(OperationalError):
        retried(act)
    assert len(tried) == tries
