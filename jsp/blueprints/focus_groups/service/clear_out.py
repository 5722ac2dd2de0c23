"""What is erased when, of all talks that somebody holds."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import func, select

from jsp import clock
from jsp.blueprints.focus_groups.service.erasing import day_of
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.coding import Passage
from jsp.models.focus_groups import FocusGroup, Participant, Pseudonym
from jsp.models.talk_texts import Correction, TalkNote, TalkText
from jsp.rules.talk_retention import is_long_open


@dataclass(frozen=True, slots=True)
class Row:
    """A talk, the day on which it goes (None: none is set), and how much goes then.

    `is_long_open`: it was held long ago, and nobody approved it.
    """

    group: FocusGroup
    on: date | None
    texts: int
    notes: int
    passages: int
    corrections: int
    names: int
    is_long_open: bool

    @property
    def days(self) -> int:
        """How many days from now; 0 once its day has come."""
        return max(0, (self.on - clock.today()).days) if self.on else 0


@dataclass(frozen=True, slots=True)
class Preview:
    """Those with a day, the first one first; those that wait for approval; those that went."""

    dated: list[Row]
    open: list[Row]
    erased: list[Row]


def preview(user: User) -> Preview:
    """All talks that this person holds."""
    groups = list(db.session.scalars(FocusGroup.held_by(user).order_by(FocusGroup.held_on, FocusGroup.id)))
    ids = [each.id for each in groups]
    texts, notes, corrections = (_count(table, table.group_id, ids) for table in (TalkText, TalkNote, Correction))
    passages, names = _count_passages(ids), _count_names(ids)
    rows = [
        Row(each, day_of(each), texts.get(each.id, 0), notes.get(each.id, 0), passages.get(each.id, 0),
            corrections.get(each.id, 0), names.get(each.id, 0),
            each.is_open and is_long_open(each.held_on, clock.today()))
        for each in groups
    ]  # fmt: skip
    return Preview(
        sorted((row for row in rows if row.on), key=lambda row: (row.on, row.group.held_on)),
        [row for row in rows if row.group.is_open], [row for row in rows if row.group.is_erased],
    )  # fmt: skip


def _count(table: type[Any], column: Any, ids: list[UUID], *where: Any) -> Mapping[UUID, int]:
    query = select(column, func.count()).select_from(table).where(column.in_(ids), *where).group_by(column)
    return {id: number for id, number in db.session.execute(query)}


def _count_passages(ids: list[UUID]) -> Mapping[UUID, int]:
    query = select(TalkText.group_id, func.count()).join(Passage, Passage.text_id == TalkText.id)
    rows = db.session.execute(query.where(TalkText.group_id.in_(ids)).group_by(TalkText.group_id))
    return {id: number for id, number in rows}


def _count_names(ids: list[UUID]) -> Mapping[UUID, int]:
    named = Participant.name_sealed.is_not(None) | Participant.mail_sealed.is_not(None)
    seats = _count(Participant, Participant.group_id, ids, named)
    hidden = _count(Pseudonym, Pseudonym.group_id, ids)
    return {id: seats.get(id, 0) + hidden.get(id, 0) for id in {*seats, *hidden}}
