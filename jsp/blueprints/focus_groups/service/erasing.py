"""What was said goes some time after approval; the report stays. What goes when can be seen beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import selectinload

from jsp import audit, clock, sending
from jsp.blueprints.focus_groups.service.planning import KIND
from jsp.blueprints.focus_groups.service.turns import take
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.findings import Evidence
from jsp.models.focus_group_rows import get_group
from jsp.models.focus_groups import FocusGroup
from jsp.models.reference import get_setting
from jsp.models.talk_texts import Correction, TalkNote, TalkText
from jsp.rules import note_check
from jsp.rules.refusal import DomainError, NotFoundError
from jsp.rules.retention import Kind
from jsp.rules.roles import Role
from jsp.rules.talk import TalkState
from jsp.rules.talk_retention import ERASED, NOT_APPROVED, check_longer, erase_on
from jsp.verbs import erasures, talk_names, talk_texts
from jsp.verbs.quotes import quotes_of


@dataclass(frozen=True, slots=True)
class Quotes:
    """Of the quotes behind findings: how many stay in the report, and how many go with the text."""

    stay: int
    go: int


def raw_days() -> int:
    """How many days after approval all that was said goes."""
    return int(get_setting("focus_group_raw_days"))


def day_of(group: FocusGroup) -> date | None:
    """The day on which it goes; None for what was not approved, or went already."""
    if group.approved_on is None or group.is_erased:
        return None
    return erase_on(group.approved_on, raw_days(), group.keep_until)


def may_keep(group: FocusGroup, user: User) -> bool:
    """Whether this person may have it kept longer: who holds it, and the coordinator who reads it."""
    return group.is_held_by(user) or Role.COORDINATOR in user.role_set


def keep_longer(id: UUID, until: date, reason: str, *, key: UUID, by: User) -> None:
    """Keep it until that day, for that reason. Raises DomainError with the field."""
    group = _take(id, key, by)
    if group is None:
        return
    note_check.check_bsn(reason, field="reason")
    usual = erase_on(group.approved_on or clock.today(), raw_days(), None)
    check_longer(until, reason, usual=usual, today=clock.today())
    group.keep_until, group.keep_reason = until, reason
    audit.record(Action.TALK_CHANGED, KIND, id)


def keep_as_usual(id: UUID, *, key: UUID, by: User) -> None:
    """Not longer after all. Raises DomainError."""
    group = _take(id, key, by)
    if group is None:
        return
    group.keep_until, group.keep_reason = None, ""
    audit.record(Action.TALK_CHANGED, KIND, id)


def erase_now(id: UUID, *, key: UUID, by: User) -> None:
    """Erase what was said before its day, for who holds it. Raises DomainError where that cannot be."""
    group = take(id, key, by)
    if group is None:
        return
    _check_there(group)
    _erase(group)


def quotes_after(group: FocusGroup) -> Quotes:
    """What becomes of the quotes behind findings."""
    rows = _evidence_of(group)
    quotes = quotes_of([row.passage_id for row in rows if row.passage_id])
    free = [row.passage_id in quotes and quotes[row.passage_id].is_free for row in rows if row.passage_id]
    return Quotes(sum(free), len(free) - sum(free))


def list_over() -> Sequence[UUID]:
    """Talks whose day has come."""
    return list_due(clock.today())


def list_due(day: date) -> Sequence[UUID]:
    """Those whose day has come by then."""
    query = select(FocusGroup.id, FocusGroup.approved_on, FocusGroup.keep_until).where(
        FocusGroup.state == TalkState.APPROVED, FocusGroup.erased_on.is_(None)
    )  # fmt: skip
    days, rows = raw_days(), db.session.execute(query.order_by(FocusGroup.id))
    return [id for id, approved_on, kept in rows if approved_on and erase_on(approved_on, days, kept) <= day]


def expire(id: UUID) -> bool:
    """Erase it where its day has come; who keeps it longer at this moment keeps it."""
    group = _own_turn(id)
    day = day_of(group) if group is not None else None
    if group is None or day is None or day > clock.today():
        return False
    _erase(group)
    return True


def _again(id: str) -> bool:
    group = _own_turn(UUID(id))
    if group is None or group.is_erased:
        return False
    _erase(group)
    return True


def _own_turn(id: UUID) -> FocusGroup | None:
    group = db.session.get(FocusGroup, id, options=[selectinload(FocusGroup.participants)])
    if group is not None:
        talk_texts.turn(group)
    return group


def _erase(group: FocusGroup) -> None:
    """Quotes that may be read outside stay behind their findings; all else that was written down goes."""
    _settle_quotes(group)
    for table in (TalkText, TalkNote, Correction):
        db.session.execute(delete(table).where(table.group_id == group.id))
    talk_names.erase(group)
    group.erased_on, group.keep_until, group.keep_reason = clock.today(), None, ""
    audit.record(Action.ERASED, KIND, group.id, of_nobody=True)
    erasures.note(Kind.TALK, group.id)


def _settle_quotes(group: FocusGroup) -> None:
    rows = _evidence_of(group)
    quotes = quotes_of([row.passage_id for row in rows if row.passage_id])
    for row in rows:
        quote = quotes.get(row.passage_id) if row.passage_id else None
        if quote is not None:
            row.quote, row.part = (quote.words, quote.part) if quote.is_free else ("", None)
        row.passage_id = None  # that the finding rests on this talk stays, and so who may read it
    db.session.flush()


def _evidence_of(group: FocusGroup) -> Sequence[Evidence]:
    return db.session.scalars(select(Evidence).where(Evidence.group_id == group.id).order_by(Evidence.id)).all()


def _take(id: UUID, key: UUID, by: User) -> FocusGroup | None:
    """The talk as it stands now that it is our turn, for who may have it kept; None where this was sent before."""
    if not sending.take(key, about=f"talk {id}"):
        return None
    group = get_group(by, id)
    if not may_keep(group, by):
        raise NotFoundError(id)
    _check_there(group)
    return group


def _check_there(group: FocusGroup) -> None:
    """Refuse what was not approved, and what went already."""
    if group.is_erased or group.approved_on is None:
        raise DomainError(ERASED if group.is_erased else NOT_APPROVED)


TABLES = ("talk_text", "talk_note", "correction_of_talk", "evidence")
erasures.bind(Kind.TALK, erasures.Way(list_due, expire, _again, tables=TABLES))
