"""Findings: writing one down, saying it in better words, putting it away."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from jsp import audit, clock, sending
from jsp.blueprints.findings.service import KIND
from jsp.blueprints.findings.service.evidence import rest_on
from jsp.extensions import db, look_again
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


def mark(finding: Finding) -> str:
    """A short mark of how it stands, to notice that somebody else changed it."""
    return sending.marked(
        finding.words, finding.kind, ",".join(finding.points), finding.programme_id, finding.archived_on
    )  # fmt: skip


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
    _record(row)


def change_finding(finding: Finding, draft: Draft, *, seen: str, key: UUID) -> None:
    """The same in better words. Raises DomainError, also where somebody changed it since it was `seen`."""
    note_check.check_bsn(draft.words, field="words")
    if sending.take(key, about=f"finding {finding.id}"):
        look_again(finding)
        sending.check_unchanged(seen, mark(finding), sending.IN_SIGHT)
        _fill(finding, draft)
        _record(finding)


def archive(finding: Finding, *, key: UUID) -> None:
    """Put it away: it stands in no list and no report any more."""
    if sending.take(key, about=f"finding {finding.id}"):
        look_again(finding)
        finding.archived_on = finding.archived_on or clock.today()
        _record(finding)


def restore(finding: Finding, *, key: UUID) -> None:
    """It counts again."""
    if sending.take(key, about=f"finding {finding.id}"):
        look_again(finding)
        finding.archived_on = None
        _record(finding)


def _fill(row: Finding, draft: Draft) -> None:
    row.words, row.kind, row.programme_id = draft.words, draft.kind, draft.programme_id
    row.points = [each.value for each in Point if each in draft.points]


def _record(finding: Finding) -> None:
    audit.record(Action.FINDING_CHANGED, KIND, finding.id)
