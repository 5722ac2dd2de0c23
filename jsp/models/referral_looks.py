"""What the trail knows of a referral: since when its worker has it, and as what it is looked at."""

from datetime import date

from sqlalchemy import select

from jsp.clock import LOCAL
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.referrals import Referral
from jsp.rules.referral import NOT_OUT

WRITING = "passport"  # what was looked at, in the trail, as long as it is written: nothing of it is shared yet


def handed_on(referral: Referral) -> date | None:
    """The day since when it is with the worker who has it now; None for who began it."""
    query = (
        select(AuditEntry.at)
        .where(AuditEntry.object_id == str(referral.id), AuditEntry.action == Action.HANDED_OVER)
        .order_by(AuditEntry.id.desc())
    )
    at = db.session.scalar(query.limit(1))
    return at.astimezone(LOCAL).date() if at else None


def looked_at(referral: Referral) -> str:
    """What the trail says was looked at by who reads the card now."""
    return WRITING if referral.state in NOT_OUT else "referral"
