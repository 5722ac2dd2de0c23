"""Quotes: passages as they may be read outside the group."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp.extensions import db
from jsp.models.coding import Passage
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TalkText
from jsp.rules.quoting import may_be_quoted, quoted, shown_part, speakers
from jsp.rules.talk import Part, named_parts


@dataclass(frozen=True, slots=True)
class Quote:
    """What was said: the words without tags, and of whom only the role. `is_free`: it may stand in a report."""

    passage_id: UUID
    text_id: UUID
    group: FocusGroup
    words: str
    part: Part | None
    is_free: bool


def quotes_of(passage_ids: Collection[UUID]) -> dict[UUID, Quote]:
    """The passages as quotes; what was withdrawn or erased is not among them. The caller looked who may see them."""
    query = select(Passage).where(Passage.id.in_(passage_ids)).options(
        joinedload(Passage.text).joinedload(TalkText.group).selectinload(FocusGroup.participants)
    )  # fmt: skip
    found: dict[UUID, Quote] = {}
    words: dict[UUID, str] = {}
    for each in db.session.scalars(query):
        text = each.text
        if text.id not in words:
            words[text.id] = text.words
        found[each.id] = _quote(each, text, words[text.id])
    return found


def _quote(passage: Passage, text: TalkText, words: str) -> Quote:
    said_by = speakers(words, passage.span)
    seats = text.group.participants
    consent = {seat.tag: seat.may_quote for seat in seats}
    return Quote(
        passage.id, text.id, text.group, quoted(words, passage.span),
        shown_part(said_by, named_parts(seat.part for seat in seats)), may_be_quoted(said_by, consent),
    )  # fmt: skip
