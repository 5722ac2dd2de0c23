"""The referrals of a worker: what waits, what has ended, and finding one again by its name."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select, tuple_
from sqlalchemy.orm import selectinload

from jsp import audit, clock
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.referral_looks import handed_on
from jsp.models.referral_rows import SHOWN, find_referral, get_referral, left_behind, open_referrals
from jsp.models.referrals import Packet, Referral
from jsp.rules.referral import CLOSED, State
from jsp.rules.refusal import NotFoundError
from jsp.verbs import referring

PAGE = 30
Place = tuple[date, UUID]  # of the last row of a page


@dataclass(frozen=True, slots=True)
class Left:
    """A referral whose worker left. `is_told`: the young person lets the team know how it goes, so the page may say it.

    `due_on`: since when there is something to do for it.
    """

    row: Referral
    is_told: bool
    due_on: date | None


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


def shared_with_team(user: User, *, besides: Collection[UUID] = ()) -> list[Referral]:
    """Open ones of colleagues of which the young person lets the team know how it goes."""
    query = Referral.visible_to(user).where(Referral.owner_id != user.id, Referral.state.not_in(CLOSED))
    query = query.where(Referral.id.not_in(besides))
    return _with_answers(list(db.session.scalars(query.order_by(Referral.moved_on, Referral.id).options(*SHOWN))))


def left_ones(user: User) -> list[Left]:
    """Those at the own sites whose worker left: what is due longest first, then what has waited longest."""
    today = clock.today()
    query = left_behind(user, today).order_by(Referral.moved_on, Referral.id)
    rows = _with_answers(list(db.session.scalars(query.options(*SHOWN, selectinload(Referral.tasks)))))
    seen = Referral.visible_to(user).where(Referral.id.in_([row.id for row in rows])).with_only_columns(Referral.id)
    told = set(db.session.scalars(seen)) if rows else set()
    left = [Left(row, row.id in told, _due_on(row, today)) for row in rows]
    return sorted(left, key=lambda each: each.due_on or date.max)


def _due_on(row: Referral, today: date) -> date | None:
    return min((each.due_on for each in row.tasks if each.done_on is None and each.due_on <= today), default=None)


def get_to_take(user: User, id: UUID) -> Referral:
    """One whose worker left, or that was handed on since: who asks hears who has it. NotFoundError for any other."""
    row = find_referral(id)
    if row is None or row.site_id not in {site.id for site in user.sites}:
        raise NotFoundError(id)
    if not is_left(user, id) and handed_on(row) is None:
        raise NotFoundError(id)
    return row


def is_left(user: User, id: UUID) -> bool:
    """Whether this worker may take it over now."""
    query = left_behind(user, clock.today()).where(Referral.id == id).with_only_columns(Referral.id)
    return db.session.scalar(query) is not None


def without_code(rows: Sequence[Referral]) -> list[UUID]:
    """Those that were sent and of which no code is to be said: erased since, or to another than stands there now."""
    sent = [row for row in rows if row.state is State.SENT]
    if sent:
        ids = [row.id for row in sent]
        db.session.scalars(select(Referral).where(Referral.id.in_(ids)).options(selectinload(Referral.packet))).all()
    return [row.id for row in sent if row.is_erased or not referring.is_same_receiver(row)]


def find_by_name(user: User, name: str) -> list[Referral]:
    """Those of this worker with exactly this name on the card; that one was looked for is kept, the name is not."""
    audit.record(Action.IDENTITY_SEARCHED, referring.KIND)
    mark = referring.name_mark(name, owner_id=user.id)
    if mark is None:
        return []
    query = select(Referral).join(Referral.packet).where(Packet.name_mark == mark, Referral.owner_id == user.id)
    return list(db.session.scalars(query.order_by(Referral.made_on.desc(), Referral.id).options(*SHOWN)))
