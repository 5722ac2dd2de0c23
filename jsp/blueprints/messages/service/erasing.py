"""Conversations come to an end: by their asker, by their clock, and by hand where nobody ever read the answer."""

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.orm import joinedload

from jsp import audit, clock
from jsp.blueprints.messages.service import KIND, about
from jsp.blueprints.messages.service.asker import drop_signal
from jsp.extensions import db, insert, take_turns
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.history import Sending
from jsp.models.messages import Message, Reach, Thread
from jsp.models.reference import get_setting
from jsp.models.traces import ThreadTrace
from jsp.rules import thread as rules
from jsp.rules.refusal import N_, DomainError
from jsp.rules.retention import Kind
from jsp.rules.thread import ThreadState, Triage
from jsp.verbs import erasures, holds

FORGET_SENDINGS_AFTER = timedelta(days=2)  # until then a form could still be sent again
ERASED = "erased "


def erase(id: UUID) -> None:
    """Erase it with its keys; of a real one that is in no contact stays how many there were of the theme that month.

    Raises DomainError where a claim or the law outweighs the wish of who asked.
    """
    holds.check_person(KIND, id)
    thread = _own_turn(id)
    if thread is not None:
        _erase(thread)


def erase_forgotten(id: UUID, *, by: User) -> None:
    """Erase an answer that was never read, once its time is over; raises DomainError before that."""
    holds.turn(KIND, id)
    thread = _own_turn(id)
    if thread is None or not thread.is_forgotten(clock.today()):
        raise DomainError(N_("This conversation still has time. It stays until its day has come."))
    holds.check_free(KIND, id)
    audit.record(Action.ERASED, KIND, thread.id, user_id=by.id)
    _erase(thread)


def list_over() -> Sequence[UUID]:
    """Conversations whose day has passed."""
    return list_due(clock.today())


def list_due(day: date) -> Sequence[UUID]:
    """Those whose day has passed by then, as they now are: both sides read all of it."""
    is_read = (Thread.state != ThreadState.OPEN) & ~Thread.is_answer_unread
    return db.session.scalars(select(Thread.id).where(Thread.expires_on < day, is_read).order_by(Thread.id)).all()


def expire(id: UUID) -> bool:
    """Erase it where it has had its time and both sides read it all; who writes back at this moment keeps it."""
    if holds.keeps(KIND, id):
        return False
    thread = _own_turn(id)
    if thread is None or not rules.is_over(thread.expires_on, clock.today(), is_unread=thread.is_unread):
        return False
    _erase(thread)
    return True


def list_reaches_due(day: date) -> Sequence[UUID]:
    """Conversations of which the number or address is no longer needed by then."""
    kept = timedelta(days=int(get_setting("contact_identity_days")))
    query = select(Reach.id).join(Thread, Thread.id == Reach.id)
    query = query.where(Thread.last_on < day - kept, Thread.state != ThreadState.OPEN)
    return db.session.scalars(query.order_by(Reach.id)).all()


def forget_reach(id: UUID) -> bool:
    """Erase the number or address that somebody left, where nobody needs it any more."""
    return id in list_reaches_due(clock.today()) and not holds.keeps(KIND, id) and _forget_reach(str(id))


def forget_reaches() -> None:
    """Erase numbers and addresses that are no longer needed."""
    for id in list_reaches_due(clock.today()):
        forget_reach(id)


def forget_sendings() -> None:
    """Throw away the once-keys of conversations that were erased some days ago."""
    day = clock.today() - FORGET_SENDINGS_AFTER
    db.session.execute(delete(Sending).where(Sending.mark.startswith(ERASED), Sending.mark < f"{ERASED}{day}"))


def _own_turn(id: UUID) -> Thread | None:
    take_turns(about(id))
    query = select(Thread).where(Thread.id == id).options(joinedload(Thread.signal))
    return db.session.scalar(query.execution_options(populate_existing=True))


def _erase(thread: Thread) -> None:
    if thread.triage is Triage.REAL and thread.contact_id is None:
        _leave_trace(thread)
    drop_signal(thread)
    said = list(db.session.scalars(select(Message.id).where(Message.thread_id == thread.id)))
    day = f"{ERASED}{clock.today()}"
    db.session.execute(update(Sending).where(Sending.key.in_([thread.id, *said])).values(mark=day))
    db.session.execute(delete(Thread).where(Thread.id == thread.id))
    db.session.expunge(thread)
    erasures.note(Kind.THREAD, thread.id)


def _leave_trace(thread: Thread) -> None:
    query = insert(ThreadTrace).values(theme_id=thread.theme_id, month=thread.asked_on.replace(day=1), number=1)
    query = query.on_conflict_do_update(
        index_elements=[ThreadTrace.theme_id, ThreadTrace.month], set_={"number": ThreadTrace.number + 1}
    )
    db.session.execute(query)


def _again(id: str) -> bool:
    thread = _own_turn(UUID(id))
    if thread is not None:
        _erase(thread)
    return thread is not None


def _forget_reach(id: str) -> bool:
    gone = db.session.execute(delete(Reach).where(Reach.id == UUID(id)).returning(Reach.id)).scalars().all()
    erasures.note(Kind.REACH, *gone)
    return bool(gone)


erasures.bind(Kind.THREAD, erasures.Way(list_due, expire, _again, tables=("thread", "message", "reach", "signal")))
erasures.bind(Kind.REACH, erasures.Way(list_reaches_due, forget_reach, _forget_reach, tables=("reach",)))
