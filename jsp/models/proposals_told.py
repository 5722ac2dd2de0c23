"""Proposals for a programme on a start page: those that wait for an answer, and what came of one's own."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, or_, select

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.programmes import Adaptation, Programme, ProgrammeVersion
from jsp.rules.adaptation import AdaptationState
from jsp.rules.roles import Permission

TOLD_FOR = timedelta(days=14)  # what became of a proposal


@dataclass(frozen=True, slots=True)
class ToldProposals:
    """How many of one programme are in this state; of those that were settled, the own ones about one lesson."""

    code: str
    name: str
    state: AdaptationState
    lesson: str
    number: int


def proposals_told(user: User, today: date) -> list[ToldProposals]:
    """One question, and none for who neither keeps programmes nor proposes anything."""
    if not user.may(Permission.PLAN_LESSONS):
        return []
    version, is_open = ProgrammeVersion, Adaptation.state == AdaptationState.OPEN
    name = select(version.data["name"].as_string()).where(version.programme_id == Programme.id)
    name = name.order_by(version.number.desc()).limit(1)
    told = and_(Adaptation.made_by_id == user.id, Adaptation.settled_on >= today - TOLD_FOR)
    shown = or_(told, is_open) if user.may(Permission.KEEP_PROGRAMMES) else told
    query = select(Programme.code, name.scalar_subquery(), Adaptation.state, Adaptation.lesson_key).join(Programme)
    found = Counter(
        (code, called, state, "" if state is AdaptationState.OPEN else key)
        for code, called, state, key in db.session.execute(query.where(shown))
    )
    return [ToldProposals(*kind, number) for kind, number in sorted(found.items())]
