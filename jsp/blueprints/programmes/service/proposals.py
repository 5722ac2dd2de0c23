"""Changes that who gives a lesson proposes, and what becomes of them (R59)."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.orm import joinedload

from jsp import clock, sending
from jsp.blueprints.programmes.service import ABOUT
from jsp.blueprints.programmes.service.origins import NOWHERE, Origin
from jsp.blueprints.programmes.service.versions import change_lesson
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.programmes import Adaptation, Programme, ProgrammeVersion
from jsp.rules import note_check
from jsp.rules.adaptation import AdaptationState
from jsp.rules.programme import Lesson
from jsp.rules.refusal import DomainError, NotFoundError

OWN = 5  # proposals that somebody sees back on the first page


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is proposed; without a part it is about the lesson as a whole."""

    key: UUID
    lesson: str
    part: str
    text: str
    origin: Origin = NOWHERE


def get_proposal(id: UUID) -> Adaptation:
    """With its programme and who made it; raises NotFoundError."""
    query = select(Adaptation).where(Adaptation.id == id)
    found = db.session.scalars(query.options(joinedload(Adaptation.programme), joinedload(Adaptation.made_by))).first()
    if found is None:
        raise NotFoundError(id)
    return found


def proposals(programme: Programme) -> list[Adaptation]:
    """All of this programme, the newest first, with who made each and the version that it became part of."""
    query = select(Adaptation).where(Adaptation.programme_id == programme.id)
    return list(db.session.scalars(
        query.order_by(Adaptation.made_on.desc(), Adaptation.id)
        .options(joinedload(Adaptation.made_by), joinedload(Adaptation.version))
    ))  # fmt: skip


def own_proposals(user: User) -> list[Adaptation]:
    """The last ones of this person, so that they hear what became of them."""
    query = select(Adaptation).where(Adaptation.made_by_id == user.id)
    shown = joinedload(Adaptation.programme), joinedload(Adaptation.version).load_only(ProgrammeVersion.number)
    query = query.order_by(Adaptation.made_on.desc(), Adaptation.id).limit(OWN).options(*shown)
    return list(db.session.scalars(query))


def propose(version: ProgrammeVersion, draft: Proposal, *, by: User) -> None:
    """Put it before who keeps the programmes. Raises DomainError for what may not stand in it."""
    note_check.check_bsn(draft.text, field="text")
    if sending.take(draft.key, about=ABOUT):
        db.session.execute(insert(Adaptation).values(
            id=draft.key, programme_id=version.programme_id, lesson_key=draft.lesson, activity_key=draft.part,
            text=draft.text, state=AdaptationState.OPEN, answer="", made_on=clock.today(), made_by_id=by.id,
            source=draft.origin.source, series_id=draft.origin.series_id,
        ))  # fmt: skip


def accept(proposal: Adaptation, lesson: Lesson, *, seen: str, note: str, key: UUID, by: User) -> None:
    """Make it part of a new version. Raises DomainError where it was settled meanwhile, or the version cannot be."""
    version = change_lesson(proposal.programme.code, lesson, seen=seen, note=note, key=key, by=by)
    if version is not None:
        _settle(proposal, AdaptationState.ACCEPTED)
        proposal.version_id = version.id


def decline(proposal: Adaptation, reason: str, *, key: UUID) -> None:
    """Leave the lesson as it is, and say why. Raises DomainError where it was settled meanwhile."""
    note_check.check_bsn(reason, field="reason")
    if sending.take(key, about=ABOUT):
        _settle(proposal, AdaptationState.DECLINED)
        proposal.answer = reason


def _settle(proposal: Adaptation, state: AdaptationState) -> None:
    look_again(proposal)
    if proposal.state is not AdaptationState.OPEN:
        raise DomainError(sending.SETTLED)
    proposal.state = state
