"""Is this still right? Each partner is asked twice a year by mail, and answers by a link that changes nothing itself.

The address holds which partner was asked, when and at which mail address, signed. What a partner says otherwise waits
for one of us (`jsp.verbs.corrections`): no link changes a number that pupils call.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy import func, or_, select

from jsp import audit, clock, mail, sending
from jsp.extensions import db, look_again, take_turns
from jsp.models.audit import Action
from jsp.models.directory import Partner
from jsp.models.directory_rows import WHOLE
from jsp.rules.marks import marked
from jsp.rules.refusal import DomainError
from jsp.verbs import partner_changes

EVERY = timedelta(days=182)
MOST_A_DAY = 20
WORKS = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Link:
    """What a link leads to: an entry that may still answer, or why there is none ("gone", "old", "archived")."""

    partner: Partner | None
    why_not: str = ""


def ask_partners() -> None:
    """Mail those who were not asked and not looked at for half a year; the rest of many come on the days after."""
    if not mail.can_send():
        return
    take_turns("asking partners")
    for partner in _due(clock.today()):
        partner.asked_on = clock.today()
        link = mail.link("directory.still_right", token=token(partner))
        mail.queue_to("still_right", address=partner.mail, language="nl", link=link, name=partner.name)


def token(partner: Partner) -> str:
    """What stands in the address of the link for a partner who is asked today."""
    made: str = _signer().dumps([partner.id, clock.today().toordinal(), marked(partner.mail)])
    return made


def find(text: str) -> Link:
    """What the link with this in its address leads to."""
    try:
        id, day, address = _signer().loads(text)
        partner = db.session.scalar(select(Partner).where(Partner.id == int(id)).options(*WHOLE))
        is_old = clock.today() - date.fromordinal(day) > WORKS
    except (BadSignature, ValueError, TypeError, OverflowError):
        return Link(None, "gone")
    if partner is None or marked(partner.mail) != address:
        return Link(None, "gone")
    if partner.is_archived:
        return Link(None, "archived")
    return Link(None, "old") if is_old else Link(partner)


def confirm(partner: Partner, *, key: UUID) -> None:
    """The partner itself says that all of it is right. Raises DomainError where it was archived meanwhile."""
    if not sending.take(key, about=partner_changes.about(partner.id)):
        return
    look_again(partner)
    if partner.is_archived:
        raise DomainError(sending.SETTLED)
    today = clock.today()
    partner.checked_on, partner.checked_by_id = today, None
    if partner.waiting_weeks is not None:
        partner.waiting_on = today
    audit.record(Action.DIRECTORY_CHANGED, partner_changes.KIND, partner.id, of_nobody=True)


def _due(today: date) -> Sequence[Partner]:
    asked_today = db.session.scalar(select(func.count()).select_from(Partner).where(Partner.asked_on == today)) or 0
    before = today - EVERY
    query = (
        select(Partner)
        .where(
            Partner.mail != "",
            Partner.archived_on.is_(None),
            or_(Partner.checked_on.is_(None), Partner.checked_on <= before),
            or_(Partner.asked_on.is_(None), Partner.asked_on <= before),
        )
        .order_by(Partner.checked_on.nulls_first(), Partner.id)
        .limit(max(MOST_A_DAY - asked_today, 0))
    )
    return list(db.session.scalars(query))


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="still right")
