"""Four lessons of V2B, and how they stand once schools close and open."""

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.hours import Closure
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.rules.closures import ClosureKind, Effect
from jsp.rules.session import ActKind, SessionState
from jsp.verbs import planning
from tests import make
from tests.browser import Browser
from tests.hours.desk import press
from tests.lessons.rows import THURSDAY, add_series, add_session

WEEK = timedelta(weeks=1)
TWO_WEEKS = {"kind": "school_closure", "starts_on": "2026-11-24", "ends_on": "2026-12-07"}
PLANNED, PROPOSED, OUT = SessionState.PLANNED, SessionState.PROPOSED, SessionState.INTERRUPTED
AS_BOOKED = ["26 planned", "3 planned", "10 proposed", "17 planned"]


def add_four_lessons(app: Flask) -> None:
    """On four Thursdays; to the third one Sanne still has to say yes."""
    with app.app_context():
        made = add_series()
        for at, state in enumerate([PLANNED, PLANNED, PROPOSED, PLANNED]):
            add_session(made, at + 1, THURSDAY + at * WEEK, state)
        db.session.commit()


def training_day(site: str, first: date = THURSDAY, last: date = THURSDAY) -> Closure:
    """Nothing follows it yet; flushes."""
    made = Closure(site_id=make.id_of(Site, site), kind=ClosureKind.TRAINING_DAY, effect=Effect.CLOSED, name_nl="",
                   name_en="", starts_on=first, ends_on=last)  # fmt: skip
    db.session.add(made)
    db.session.flush()
    return made


def stands(app: Flask) -> list[str]:
    """How the lessons stand, in the order of their days."""
    with app.app_context():
        rows = db.session.scalars(select(LessonSession).order_by(LessonSession.on))
        return [f"{each.on.day} {each.state}{'' if each.closure_id is None else ' closed'}" for each in rows]


def undone(by: Browser, id: int) -> None:
    """The closure is taken back."""
    address = f"/hours/closures/{id}"
    press(by, address, f"{address}/take-back")


def change(app: Flask, position: int, **values: Any) -> None:
    """As the pair would."""
    with app.app_context():
        made = db.session.scalars(select(LessonSeries)).one()
        session = db.session.scalars(select(LessonSession).join(LessonSession.lesson).where(
            LessonSession.lesson_id == made.lessons[position - 1].id
        )).one()  # fmt: skip
        act = planning.Act(made, ActKind.RESUMED, uuid4(), None)
        act.change([(session, values)])
        db.session.commit()
