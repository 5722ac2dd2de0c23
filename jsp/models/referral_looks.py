"""Who looked at a referral, as the young person may read it: days and first names, never the minute."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from jsp.clock import LOCAL
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action, AuditEntry
from jsp.models.base import in_language
from jsp.models.ground import Discipline
from jsp.models.referrals import Referral
from jsp.models.team import TeamMember
from jsp.rules.referral import NOT_OUT, Saw

SAW = {Action.READ: Saw.WORDS, Action.IDENTITY_READ: Saw.SHARED, Action.PARTNER_READ: Saw.LINK}
WRITING = "passport"  # what was looked at, in the trail, as long as it is written: nothing of it is shared yet


@dataclass(frozen=True, slots=True)
class Look:
    """That somebody looked on a day. `first_name` is empty for the partner, `discipline` for who is in no team."""

    on: date
    first_name: str
    discipline: str
    what: Saw


def handed_on(referral: Referral) -> date | None:
    """The day since when it is with the worker who has it now; None for who began it."""
    query = (
        select(AuditEntry.at)
        .where(AuditEntry.object_id == str(referral.id), AuditEntry.action == Action.HANDED_OVER)
        .order_by(AuditEntry.id.desc())
    )
    at = db.session.scalar(query.limit(1))
    return at.astimezone(LOCAL).date() if at else None


def who_looked(referral: Referral) -> list[Look]:
    """Who looked at it, the newest day first; who looked more than once on a day stands there once."""
    query = (
        select(
            AuditEntry.at,
            AuditEntry.action,
            AuditEntry.object_kind,
            User.first_name,
            Discipline.name_nl,
            Discipline.name_en,
        )
        .outerjoin(User, User.id == AuditEntry.user_id)
        .outerjoin(TeamMember, TeamMember.user_id == User.id)
        .outerjoin(Discipline, Discipline.id == TeamMember.discipline_id)
        .where(AuditEntry.object_id == str(referral.id), AuditEntry.action.in_(SAW))
        .order_by(AuditEntry.id.desc())
    )
    looks = (
        Look(at.astimezone(LOCAL).date(), name or "", in_language(dutch or "", english or ""), _saw(action, kind))
        for at, action, kind, name, dutch, english in db.session.execute(query)
    )
    return list(dict.fromkeys(looks))


def looked_at(referral: Referral) -> str:
    """What the trail says was looked at by who reads the card now."""
    return WRITING if referral.state in NOT_OUT else "referral"


def _saw(action: Action, kind: str) -> Saw:
    return Saw.WRITTEN if kind == WRITING else SAW[action]
