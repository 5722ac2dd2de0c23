"""What findings rest on: passages in their order, and how much of them somebody may read."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload, selectinload

from jsp import audit, sending
from jsp.blueprints.findings.service import KIND
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.coding import Passage
from jsp.models.findings import Evidence, Finding
from jsp.models.focus_group_rows import least
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TalkText
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.talk import Part
from jsp.verbs.quotes import Quote, quotes_of

MOST = 40  # passages behind one finding
TOO_MANY = N_("A finding rests on at most %(most)d passages. Choose those that say it best.")


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage behind a finding, for one reader. `is_readable`: they may read the talk that it is of.

    `words` are empty where they are gone, or not for this reader; `is_free`: they may stand in a report.
    """

    row: Evidence
    is_readable: bool
    words: str = ""
    part: Part | None = None
    is_free: bool = False


def shown(user: User, rows: Sequence[Evidence]) -> list[Shown]:
    """These as this person may read them, in their order."""
    talks = _readable(user, {each.group_id for each in rows})
    quotes = quotes_of([each.passage_id for each in rows if each.passage_id and each.group_id in talks])
    return [_shown(user, each, talks.get(each.group_id), quotes) for each in rows]


def readable_quotes(user: User, passages: Sequence[Passage]) -> list[tuple[Quote, bool]]:
    """These as quotes, and whether this person reads the words: who holds the talk does, others what is free."""
    found = quotes_of([each.id for each in passages])
    held = set(db.session.scalars(FocusGroup.held_by(user).with_only_columns(FocusGroup.id)))
    quotes = [found[each.id] for each in passages if each.id in found]
    return [(each, each.is_free or each.group.id in held) for each in quotes]


def programme_of(quotes: Sequence[tuple[Quote, bool]]) -> int | None:
    """The programme that all talks of these are about; None where they are about several, or about none."""
    about = {quote.group.programme_id for quote, _is_read in quotes}
    return about.pop() if len(about) == 1 else None


def get_passages(user: User, ids: Collection[UUID]) -> list[Passage]:
    """Those of talks that this person may read, as they come in them; raises NotFoundError for any other."""
    readable = FocusGroup.visible_to(user, least=least()).with_only_columns(FocusGroup.id)
    query = select(Passage).join(Passage.text).where(Passage.id.in_(ids), TalkText.group_id.in_(readable))
    found = list(db.session.scalars(
        query.order_by(TalkText.group_id, Passage.text_id, Passage.starts, Passage.id)
        .options(joinedload(Passage.text))
    ))  # fmt: skip
    if len(found) != len(set(ids)):
        raise NotFoundError("passage")
    return found


def get_evidence(user: User, finding: Finding, id: UUID) -> Shown:
    """One of this finding, of a talk that this person may read; raises NotFoundError for any other."""
    for each in shown(user, finding.evidence):
        if each.row.id == id and each.is_readable:
            return each
    raise NotFoundError(id)


def add_passages(finding: Finding, passages: Sequence[Passage], *, key: UUID) -> None:
    """Let it rest on these too; those that it rests on already stay where they are. Raises DomainError."""
    if sending.take(key, about=f"finding {finding.id}"):
        rest_on(finding, passages)
        audit.record(Action.FINDING_CHANGED, KIND, finding.id)


def rest_on(finding: Finding, passages: Sequence[Passage]) -> None:
    """The same for who has the turn. Raises DomainError for too many."""
    held = set(db.session.scalars(select(Evidence.passage_id).where(Evidence.finding_id == finding.id)))
    count, last = db.session.execute(
        select(func.count(), func.max(Evidence.place)).where(Evidence.finding_id == finding.id)
    ).one()  # fmt: skip
    new = [each for each in passages if each.id not in held]
    if count + len(new) > MOST:
        raise DomainError(TOO_MANY, most=MOST)
    for place, each in enumerate(new, start=0 if last is None else last + 1):
        db.session.add(Evidence(
            id=uuid4(), finding_id=finding.id, group_id=each.text.group_id, passage_id=each.id, place=place
        ))  # fmt: skip


def take_off(evidence: Evidence, *, key: UUID) -> None:
    """The finding no longer rests on it."""
    if sending.take(key, about=f"finding {evidence.finding_id}"):
        look_again(evidence)
        db.session.delete(evidence)
        audit.record(Action.FINDING_CHANGED, KIND, evidence.finding_id)


def move(evidence: Evidence, by: int, *, key: UUID) -> None:
    """One place to the front (-1) or to the back (1); at the end of the row nothing happens."""
    if not sending.take(key, about=f"finding {evidence.finding_id}"):
        return
    look_again(evidence)
    query = select(Evidence).where(Evidence.finding_id == evidence.finding_id).order_by(Evidence.place, Evidence.id)
    row = list(db.session.scalars(query.execution_options(populate_existing=True)))
    at = row.index(evidence)
    row.insert(max(0, at + by), row.pop(at))
    for place, each in enumerate(row):
        each.place = place
    audit.record(Action.FINDING_CHANGED, KIND, evidence.finding_id)


def _readable(user: User, ids: Collection[UUID]) -> dict[UUID, FocusGroup]:
    query = FocusGroup.visible_to(user, least=least()).where(FocusGroup.id.in_(ids))
    return {each.id: each for each in db.session.scalars(query.options(selectinload(FocusGroup.holders)))}


def _shown(user: User, row: Evidence, talk: FocusGroup | None, quotes: dict[UUID, Quote]) -> Shown:
    if talk is None:
        return Shown(row, is_readable=False)
    if row.passage_id is None:
        return Shown(row, True, row.quote, row.part, bool(row.quote))
    quote = quotes.get(row.passage_id)
    if quote is None:
        return Shown(row, True)
    words = quote.words if quote.is_free or talk.is_held_by(user) else ""
    return Shown(row, True, words, quote.part, quote.is_free)
