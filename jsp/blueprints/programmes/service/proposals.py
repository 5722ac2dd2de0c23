"""Changes that who gives a lesson proposes, and what becomes of them (R59)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
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
from jsp.rules.evaluation import Source
from jsp.rules.programme import Lesson
from jsp.rules.refusal import DomainError, NotFoundError
from jsp.rules.roles import Permission
from jsp.rules.session import Side
from jsp.verbs import proposing

OWN = 5  # proposals that somebody sees back on the first page


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What is proposed; without a part it is about the lesson as a whole."""

    key: UUID
    lesson: str
    part: str
    text: str
    origin: Origin = NOWHERE


@dataclass(frozen=True, slots=True)
class Told:
    """A proposal as it is read. `side`: of the two professions, instead of a name and a day.

    What came of a class says who made it only to themselves: a name and a day lead to the class. Who keeps the
    programmes needs no name either, for the answer finds its own way. What came of a talk leads to no class.
    """

    made: Adaptation
    side: Side | None = None

    @property
    def until(self) -> date:
        """Its day, or the last one of its month, by which it may be put in order."""
        on = self.made.made_on
        return on if self.side is None else on.replace(day=monthrange(on.year, on.month)[1])


def told_to(user: User, proposal: Adaptation) -> Told:
    """As this person reads it."""
    if proposal.source in (Source.NONE, Source.TALK) or proposal.made_by_id == user.id:
        return Told(proposal)
    return Told(proposal, Side.WORKER if proposal.made_by.may(Permission.LOG_CONTACTS) else Side.TEACHER)


def get_proposal(id: UUID) -> Adaptation:
    """With its programme and who made it; raises NotFoundError."""
    query = select(Adaptation).where(Adaptation.id == id)
    found = db.session.scalars(query.options(joinedload(Adaptation.programme), joinedload(Adaptation.made_by))).first()
    if found is None:
        raise NotFoundError(id)
    return found


def proposals(programme: Programme, user: User) -> list[Told]:
    """All of this programme as this person reads them, the newest first, with the version that each became part of."""
    query = select(Adaptation).where(Adaptation.programme_id == programme.id).order_by(Adaptation.id)
    who = joinedload(Adaptation.made_by).selectinload(User.roles)
    found = db.session.scalars(query.options(who, joinedload(Adaptation.version)))
    return sorted((told_to(user, each) for each in found), key=lambda each: each.until, reverse=True)


def own_proposals(user: User) -> list[Adaptation]:
    """The last ones of this person, so that they hear what became of them."""
    query = select(Adaptation).where(Adaptation.made_by_id == user.id)
    shown = joinedload(Adaptation.programme), joinedload(Adaptation.version).load_only(ProgrammeVersion.number)
    query = query.order_by(Adaptation.made_on.desc(), Adaptation.id).limit(OWN).options(*shown)
    return list(db.session.scalars(query))


def after_talks(programme: Programme, lesson: str) -> list[Adaptation]:
    """Those for a lesson that came of talks, the latest first."""
    query = select(Adaptation).where(
        Adaptation.programme_id == programme.id, Adaptation.lesson_key == lesson, Adaptation.source == Source.TALK
    )  # fmt: skip
    return list(db.session.scalars(query.order_by(Adaptation.made_on.desc(), Adaptation.id)))


def propose(version: ProgrammeVersion, draft: Proposal, *, by: User) -> None:
    """Put it before who keeps the programmes. Raises DomainError for what may not stand in it."""
    proposing.propose(
        version.programme_id, draft.lesson, draft.text, part=draft.part, key=draft.key, by=by,
        source=draft.origin.source, series_id=draft.origin.series_id,
    )  # fmt: skip


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
    proposal.state, proposal.settled_on = state, clock.today()
