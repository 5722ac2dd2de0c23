"""Two who change the same finding or decision come one after the other, and each change leaves its line."""

from uuid import UUID

from jsp import audit, sending
from jsp.blueprints.findings.service import DECISION, KIND
from jsp.extensions import look_again
from jsp.models.audit import Action
from jsp.models.findings import Decision, Finding

Changed = Finding | Decision


def mark(row: Changed) -> str:
    """A short mark of how it stands, to notice that somebody else changed it."""
    return _mark_of_decision(row) if isinstance(row, Decision) else _mark_of_finding(row)


def take(row: Changed, *, key: UUID) -> bool:
    """Whether this is new; then it is our turn, and the row is as it stands now."""
    kind = DECISION if isinstance(row, Decision) else KIND
    if not sending.take(key, about=f"{kind} {row.id}"):
        return False
    look_again(row)
    audit.record(Action.FINDING_CHANGED, kind, row.id)
    return True


def take_as_seen(row: Changed, *, seen: str, key: UUID) -> bool:
    """The same; raises DomainError where somebody changed it since it was `seen`."""
    if not take(row, key=key):
        return False
    sending.check_unchanged(seen, mark(row), sending.IN_SIGHT)
    return True


def _mark_of_finding(row: Finding) -> str:
    return sending.marked(row.words, row.kind, ",".join(row.points), row.programme_id, row.archived_on)


def _mark_of_decision(row: Decision) -> str:
    return sending.marked(
        row.what, row.who, row.due_on, row.done_on, row.adaptation_id, row.agreement_id, row.questionnaire_id,
        row.item_key, row.told,
    )  # fmt: skip
