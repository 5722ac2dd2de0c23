"""Decisions: what is done, by whom and when (R38), and what who took part is told of it."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from jsp import audit, clock, sending
from jsp.blueprints.findings.service import DECISION
from jsp.blueprints.findings.service.turns import take, take_as_seen
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.findings import Decision, Finding
from jsp.rules import note_check


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a decision says."""

    what: str
    who: str
    due_on: date | None


def decide(finding: Finding, draft: Draft, *, key: UUID, by: User) -> None:
    """Write it down. Raises DomainError for what may not stand in it, as all that follow."""
    _check(draft)
    if sending.take(key, about=f"finding {finding.id}"):
        db.session.add(Decision(
            id=key, finding_id=finding.id, what=draft.what, who=draft.who, due_on=draft.due_on,
            made_on=clock.today(), made_by_id=by.id,
        ))  # fmt: skip
        audit.record(Action.FINDING_CHANGED, DECISION, key)


def change(decision: Decision, draft: Draft, *, seen: str, key: UUID) -> None:
    """Something else is done, or by somebody else, or on another day."""
    _check(draft)
    if take_as_seen(decision, seen=seen, key=key):
        decision.what, decision.who, decision.due_on = draft.what, draft.who, draft.due_on


def done(decision: Decision, *, key: UUID) -> None:
    """It is done."""
    if take(decision, key=key):
        decision.done_on = decision.done_on or clock.today()


def undone(decision: Decision, *, key: UUID) -> None:
    """It is still to do after all."""
    if take(decision, key=key):
        decision.done_on = None


def tell(decision: Decision, told: str, *, seen: str, key: UUID) -> None:
    """What we did with it, for who took part; an empty text takes it back."""
    note_check.check_bsn(told, field="told")
    if take_as_seen(decision, seen=seen, key=key) and told != decision.told:
        decision.told, decision.told_on = told, clock.today() if told else None


def _check(draft: Draft) -> None:
    note_check.check_bsn(draft.what, field="what")
    note_check.check_bsn(draft.who, field="who")
