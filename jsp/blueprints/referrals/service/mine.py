"""The referrals of a worker: what waits, what has ended, and finding one again by its name."""

from datetime import date
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.orm import selectinload

from jsp import audit
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.referral_rows import SHOWN, get_referral, open_referrals
from jsp.models.referrals import Packet, Referral
from jsp.rules.referral import CLOSED, State
from jsp.rules.refusal import NotFoundError
from jsp.verbs import referring

PAGE = 30
Place = tuple[date, UUID]  # of the last row of a page


def get_own(user: User, id: UUID) -> Referral:
    """A referral of this worker; raises NotFoundError for any other, also for one of which the team may know."""
    row = get_referral(user, id)
    if row.owner_id != user.id:
        raise NotFoundError(id)
    return row


def open_ones(user: User) -> list[Referral]:
    """The open ones, what has waited longest first, with what was said to each."""
    return _with_answers(open_referrals(user))


def _with_answers(rows: list[Referral]) -> list[Referral]:
    """Read at once: whether somebody said no decides what stands in a list."""
    ids = [row.id for row in rows if row.state is State.AWAITING_CONSENT]
    if ids:
        db.session.scalars(select(Referral).where(Referral.id.in_(ids)).options(selectinload(Referral.consents))).all()
    return rows


def closed_ones(user: User, before: Place | None) -> tuple[list[Referral], Place | None]:
    """One page of those that ended, the newest first, and where the next page begins."""
    query = select(Referral).where(Referral.owner_id == user.id, Referral.state.in_(CLOSED))
    if before is not None:
        query = query.where(tuple_(Referral.closed_on, Referral.id) < tuple_(*before))
    query = query.order_by(Referral.closed_on.desc(), Referral.id.desc()).options(*SHOWN).limit(PAGE + 1)
    rows = list(db.session.scalars(query))
    last = rows[PAGE - 1] if len(rows) > PAGE else None
    return rows[:PAGE], (last.closed_on, last.id) if last is not None and last.closed_on is not None else None


def shared_with_team(user: User) -> list[Referral]:
    """Open ones of colleagues of which the young person lets the team know how it goes."""
    query = Referral.visible_to(user).where(Referral.owner_id != user.id, Referral.state.not_in(CLOSED))
    return _with_answers(list(db.session.scalars(query.order_by(Referral.moved_on, Referral.id).options(*SHOWN))))


def find_by_name(user: User, name: str) -> list[Referral]:
    """Those of this worker with exactly this name on the card; that one was looked for is kept, the name is not."""
    audit.record(Action.IDENTITY_SEARCHED, referring.KIND)
    mark = referring.name_mark(name, owner_id=user.id)
    if mark is None:
        return []
    query = select(Referral).join(Referral.packet).where(Packet.name_mark == mark, Referral.owner_id == user.id)
    return list(db.session.scalars(query.order_by(Referral.made_on.desc(), Referral.id).options(*SHOWN)))
