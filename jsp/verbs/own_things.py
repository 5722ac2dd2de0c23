"""Things that are shown, erased or kept longer, by their kind: whose they are, and whether they are there still."""

from typing import Any
from uuid import UUID

from sqlalchemy import or_, select

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.contacts import Contact, Correction
from jsp.models.messages import Thread
from jsp.models.referrals import Referral
from jsp.rules.roles import Permission, Role

TABLES: dict[str, Any] = {"contact": Contact, "thread": Thread, "referral": Referral}
NEEDS = {
    "contact": Permission.LOG_CONTACTS, "thread": Permission.ANSWER_QUESTIONS, "referral": Permission.REFER,
}  # fmt: skip
WRITTEN = or_(
    Contact.note_sealed.is_not(None),
    Contact.strengths_sealed.is_not(None),
    Contact.corrections.any(Correction.reason_sealed.is_not(None)),
)
POINTS = (
    "age_band",
    "level",
    "study_year",
    "school_class_id",
    "colleague_id",
    "colleague_seen_on",
    "follow_up_on",
    "follow_up_done_on",
    "note_sealed",
    "strengths_sealed",
)  # of a conversation: what no figure needs, and what could point to somebody
MORE = or_(
    *(getattr(Contact, name).is_not(None) for name in POINTS), Contact.is_reachable_agreed, Contact.hand_overs.any(),
    Contact.corrections.any(),
)  # fmt: skip


def is_left(kind: str, id: UUID) -> bool:
    """Whether anything of it stands here still; of a conversation its words."""
    table = TABLES[kind]
    query = select(table.id).where(table.id == id)
    return db.session.scalar(query.where(WRITTEN) if table is Contact else query) is not None


def is_more_than_count(id: UUID) -> bool:
    """Whether a conversation holds more than what is counted."""
    return db.session.scalar(select(Contact.id).where(Contact.id == id, MORE)) is not None


def is_own(kind: str, id: UUID, user: User) -> bool:
    """Whether this person works here, may open its page, and it is theirs; a question is of the whole team."""
    if not user.may(NEEDS[kind]):
        return False
    table = TABLES[kind]
    query = table.visible_to(user).where(table.id == id)
    if table is not Thread:  # a colleague who was there, or whom it was shared with, reads and does no more
        query = query.where(table.owner_id == user.id)
    return db.session.scalar(query) is not None


def oversees(kind: str, id: UUID, user: User) -> bool:
    """Whether this person is a coordinator and it is not their own: what was said of it may be about whose it is.

    A question that nobody took is of everybody who answers there.
    """
    row = db.session.get(TABLES[kind], id)
    if row is None or Role.COORDINATOR not in user.role_set:
        return False
    owner_id = row.assigned_id if kind == "thread" else row.owner_id
    return not is_own(kind, id, user) if owner_id is None else bool(owner_id != user.id)
