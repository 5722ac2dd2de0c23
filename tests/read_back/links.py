"""Talks with a link in hand, for tests of who has only that."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.focus_groups import FocusGroup, Participant
from jsp.models.talk_texts import Correction, TalkText
from jsp.rules.talk import TalkState
from jsp.verbs import talk_links
from tests.focus_groups import rows


@dataclass(frozen=True)
class Link:
    """The link of one seat, and what it is about."""

    token: str
    group_id: UUID
    seat_id: UUID
    text_id: UUID

    @property
    def where(self) -> str:
        return f"/terug/{self.token}"

    def line(self, at: int, rest: str = "") -> str:
        return f"{self.where}/words/{self.text_id}/{at}{rest}"


def made(
    app: Flask, *, tag: str = "M2", words: str = rows.SAID, state: TalkState = TalkState.READ_BACK, **more: Any
) -> Link:
    """A talk that is read back, with the link of that seat."""
    with app.app_context():
        group, text = rows.add_told(words, state=state, **more)
        seat = next(each for each in group.participants if each.tag == tag)
        db.session.commit()
        return Link(talk_links.token(seat), group.id, seat.id, text.id)


def seat(app: Flask, link: Link) -> Participant:
    with app.app_context():
        return db.session.get_one(Participant, link.seat_id)


def words(app: Flask, link: Link) -> list[str]:
    """The lines of the text as they stand."""
    with app.app_context():
        return db.session.get_one(TalkText, link.text_id).words.split("\n")


def corrections(app: Flask) -> list[tuple[str, str, str]]:
    """All of them: kind, before, after."""
    with app.app_context():
        found = db.session.scalars(select(Correction).order_by(Correction.made_on, Correction.kind))
        return [(each.kind.value, each.before, each.after) for each in found]


def move_to(app: Flask, link: Link, **values: Any) -> None:
    """Let the talk stand otherwise."""
    with app.app_context():
        group = db.session.get_one(FocusGroup, link.group_id)
        for name, value in values.items():
            setattr(group, name, value)
        db.session.commit()
