"""Going on after a referral has ended: in a new one. The one that ended stays as it ended, and counts as it did."""

from uuid import UUID

from sqlalchemy import select

from jsp import audit, clock
from jsp.blueprints.referrals.service.mine import get_own
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.referrals import Referral
from jsp.rules import note_check
from jsp.rules.referral import GOES_ON, OVER, Side, TaskKind, Warmth, Way
from jsp.rules.refusal import DomainError
from jsp.verbs import referring

SETTLED = (  # by going on
    TaskKind.NOT_POSSIBLE, TaskKind.CALL_PARTNER, TaskKind.LINK_CLOSED, TaskKind.ASK_ALONE, TaskKind.MEETING_OFF,
)  # fmt: skip


def goes_on_in(row: Referral) -> Referral | None:
    """The referral in which this one goes on; None where there is none."""
    if row.is_open:
        return None
    return db.session.scalar(select(Referral).where(Referral.reopened_from_id == row.id))


def may_reopen(row: Referral) -> bool:
    """Whether it has ended in a way after which it may go on, and does not go on yet."""
    return row.state in GOES_ON and goes_on_in(row) is None


def reopen(row: Referral, *, reason: str, key: UUID, by: User) -> Referral:
    """A draft for the same partner, with a word of why and what is still there of the card; the same form makes one.

    Everything is asked anew: the age, who has authority, and each yes. Its first contact is today's.
    """
    note_check.check_bsn(reason, field="reason")
    if not referring.take(row, key, owner=by.id):
        return get_own(by, key)
    if not may_reopen(row):
        raise DomainError(OVER)
    new = _draft(row, key)
    if lines := referring.read_packet(row):
        referring.write_packet(new, lines)
    referring.add_note(new, Side.WORKER, reason)
    referring.close_tasks(row, *SETTLED)
    audit.record(Action.REFERRAL_CHANGED, referring.KIND, new.id, user_id=by.id)
    return new


def _draft(row: Referral, key: UUID) -> Referral:
    today = clock.today()
    new = Referral(
        id=key, reopened_from_id=row.id, site=row.site, theme=row.theme, owner=row.owner, partner=row.partner,
        contact_id=row.contact_id, thread_id=row.thread_id, help=row.partner.help, way=Way.WARM, warmth=Warmth.CALL,
        may_parents_know=row.may_parents_know, contact_on=today, made_on=today, moved_on=today,
    )  # fmt: skip
    referring.give_key(new)
    db.session.add(new)
    db.session.flush()
    return new
