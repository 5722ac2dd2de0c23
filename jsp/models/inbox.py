"""Questions about conversations that more than one room asks: never what was said in them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, case, func, or_, select
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
WAITS = (Thread.state == ThreadState.OPEN, Thread.triage != Triage.SPAM, Thread.is_suspect.is_(False))
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
    return list(db.session.scalars(Thread.visible_to(user).where(*WAITS).order_by(*SOONEST_FIRST).options(*SHOWN)))


def requests_made_by(user: User) -> list[Thread]:
    """What somebody of the school asked for a class, the newest first."""
    query = select(Thread).join(Thread.class_request).where(Thread.asker_id == user.id).options(*SHOWN)
    return list(db.session.scalars(query.order_by(Thread.asked_on.desc(), Thread.id)))


@dataclass(frozen=True, slots=True)
class ToDo:
    """What waits for one worker: `questions`; `invited`: a colleague asked to join; `again`: today is the day to look.

    Each conversation stands in one of the three.
    """

    questions: list[Thread]
    invited: list[Thread]
    again: list[Thread]


def to_do(user: User, today: date) -> ToDo:
    """What waits for this worker on this day, the first promise first."""
    is_asked = (Thread.colleague_id == user.id) & Thread.is_colleague_told.is_(False)
    is_due = (Thread.remind_on <= today) & or_(Thread.assigned_id.is_(None), Thread.assigned_id == user.id)
    query = (
        Thread.visible_to(user)
        .where(or_(and_(*WAITS), (is_asked | is_due) & (Thread.state != ThreadState.CLOSED)))
        .order_by(*SOONEST_FIRST)
        .options(*SHOWN, joinedload(Thread.asked_colleague))
    )
    found = list(db.session.scalars(query))
    invited = [each for each in found if each.colleague_id == user.id and not each.is_colleague_told]
    questions = [each for each in found if each.waits_for_us and each not in invited]
    return ToDo(questions, invited, [each for each in found if each not in invited and each not in questions])


def load(site_ids: Sequence[int], now: datetime) -> Load:
    """How much waits at these sites and at no site in particular, at local time `now`: numbers only."""
    of_sites = Thread.site_id.in_(site_ids) | Thread.site_id.is_(None)
    query = select(Thread.promised_on, Thread.promised_until, func.count()).where(*WAITS, of_sites)
    rows = list(db.session.execute(query.group_by(Thread.promised_on, Thread.promised_until)))
    moment = (now.date(), now.time())
    late = sum(number for on, until, number in rows if on is not None and (on, until) <= moment)
    return Load(sum(number for _on, _until, number in rows), late)
