"""Findings: writing one down, saying it in better words, putting it away."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from jsp import audit, clock, sending
from jsp.blueprints.findings.service import KIND
from jsp.blueprints.findings.service.evidence import rest_on
from jsp.blueprints.findings.service.turns import take, take_as_seen
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.coding import Passage
from jsp.models.findings import Finding
from jsp.rules import note_check
from jsp.rules.coding import FindingKind
from jsp.rules.talk import Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What a finding says."""

    words: str
    kind: FindingKind
    points: Sequence[Point]
    programme_id: int | None


def make_finding(draft: Draft, passages: Sequence[Passage], *, key: UUID, by: User) -> None:
    """Write it down, resting on these passages. Raises DomainError for what may not stand in it."""
    note_check.check_bsn(draft.words, field="words")
    if not sending.take(key, about=f"finding {key}"):
        return
    row = Finding(id=key, made_on=clock.today(), made_by_id=by.id)
    _fill(row, draft)
    db.session.add(row)
    db.session.flush()
    rest_on(row, passages)
    audit.record(Action.FINDING_CHANGED, KIND, row.id)


def change_finding(finding: Finding, draft: Draft, *, seen: str, key: UUID) -> None:
    """The same in better words. Raises DomainError, also where somebody changed it since it was `seen`."""
    note_check.check_bsn(draft.words, field="words")
    if take_as_seen(finding, seen=seen, key=key):
        _fill(finding, draft)


def archive(finding: Finding, *, key: UUID) -> None:
    """Put it away: it stands in no list and no report any more."""
    if take(finding, key=key):
        finding.archived_on = finding.archived_on or clock.today()


def restore(finding: Finding, *, key: UUID) -> None:
    """It counts again."""
    if take(finding, key=key):
        finding.archived_on = None


def _fill(row: Finding, draft: Draft) -> None:
    row.words, row.kind, row.programme_id = draft.words, draft.kind, draft.programme_id
    row.points = [each.value for each in Point if each in draft.points]
