"""Questions about conversations that more than one room asks: never what was said in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import joinedload

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.messages import ClassRequest, Thread
from jsp.rules.thread import ThreadState, Triage

SHOWN = (
    joinedload(Thread.theme),
    joinedload(Thread.site),
    joinedload(Thread.assigned),
    joinedload(Thread.class_request).joinedload(ClassRequest.school_class),
)
SOONEST_FIRST = (
    case((Thread.promised_on.is_(None), 1), else_=0), Thread.promised_on, Thread.promised_until, Thread.asked_on,
    Thread.id,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Load:
    """How much waits: questions without an answer, and how many of them are late."""

    number: int
    late: int


def waiting_threads(user: User) -> list[Thread]:
    """What waits for an answer of this worker or a colleague, the first promise first."""
    return list(db.session.scalars(_waiting(user).options(*SHOWN)))


def invited_threads(user: User) -> list[Thread]:
    """Conversations in which a colleague asked this worker to join, not yet seen."""
    query = (
        select(Thread)
        .where(Thread.colleague_id == user.id, Thread.is_colleague_told.is_(False))
        .where(Thread.state != ThreadState.CLOSED)
        .order_by(Thread.asked_on, Thread.id)
        .options(*SHOWN, joinedload(Thread.asked_colleague))
    )
    return list(db.session.scalars(query))


def load(site_ids: Sequence[int], now: datetime) -> Load:
    """How much waits at these sites and at no site in particular, at local time `now`: numbers only."""
    of_sites = Thread.site_id.in_(site_ids) | Thread.site_id.is_(None)
    query = select(Thread.promised_on, Thread.promised_until, func.count()).where(
        Thread.state == ThreadState.OPEN, Thread.is_suspect.is_(False), of_sites
    )
    rows = list(db.session.execute(query.group_by(Thread.promised_on, Thread.promised_until)))
    moment = (now.date(), now.time())
    late = sum(number for on, until, number in rows if on is not None and (on, until) <= moment)
    return Load(sum(number for _on, _until, number in rows), late)


def _waiting(user: User) -> Select[Thread]:
    return (
        Thread.visible_to(user)
        .where(Thread.state == ThreadState.OPEN, Thread.triage != Triage.SPAM, Thread.is_suspect.is_(False))
        .order_by(*SOONEST_FIRST)
    )
