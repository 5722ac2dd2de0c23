"""Acts on the one series of a test, by somebody of the cast: loaded, done, committed."""

from collections.abc import Callable
from datetime import date
from typing import Any
from uuid import uuid4

from flask import Flask
from sqlalchemy import select

from jsp.blueprints.lessons.service import moving
from jsp.blueprints.lessons.service.sight import seen_of
from jsp.extensions import db
from jsp.models.lesson_rows import Card, Row, get_card
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.models.team import TeamMember
from tests import make

Does = Callable[..., object]


def card_of(name: str) -> Card:
    """The one series, as this person sees it."""
    return get_card(make.person(name), db.session.scalars(select(LessonSeries.id)).one())


def row_of(card: Card, position: int) -> Row:
    row = card.row(position)
    assert row is not None
    return row


def seen(card: Card, position: int) -> dict[str, Any]:
    """The hour of that lesson as a page shows it now."""
    return {"seen": seen_of(row_of(card, position))}


def act(app: Flask, name: str, does: Does) -> None:
    """Let this person do it: `does` gets the card, a new key and the person."""
    with app.test_request_context():
        does(card_of(name), key=uuid4(), by=make.person(name))
        db.session.commit()


def sessions(app: Flask) -> list[LessonSession]:
    """All there are, in order of time."""
    with app.app_context():
        return list(db.session.scalars(select(LessonSession).order_by(LessonSession.on, LessonSession.starts)))


def resume(app: Flask, name: str, since: date | None = None) -> None:
    """As the page showed it."""

    def does(card: Card, **by: Any) -> None:
        seen = moving.plan_resume(card, since).mark
        moving.resume(card, since=since, seen=seen, **by)

    act(app, name, does)


def days(app: Flask) -> list[date]:
    return [each.on for each in sessions(app)]


def sanne() -> TeamMember:
    return db.session.scalars(select(TeamMember).where(TeamMember.first_name == "Sanne")).one()


def member_id(name: str) -> int:
    """Of somebody in the team, by the first name."""
    return db.session.scalars(select(TeamMember.id).where(TeamMember.first_name == name)).one()
