"""Conversations come to an end: by their asker, by their clock, and by hand where nobody ever read the answer."""

from datetime import timedelta

from sqlalchemy import delete, select
from sqlalchemy.orm import joinedload

from jsp import audit, clock, mail
from jsp.blueprints.messages.service import about
from jsp.extensions import db, insert, take_turns
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.messages import Reach, Thread, ThreadTrace
from jsp.models.reference import get_setting
from jsp.rules import thread as rules
from jsp.rules.refusal import N_, DomainError
from jsp.rules.thread import ThreadState, Triage


def erase(thread: Thread) -> None:
    """Erase it with its keys; of a real one that is in no contact stays how many there were of the theme that month."""
    if thread.triage is Triage.REAL and thread.contact_id is None:
        _leave_trace(thread)
    if thread.signal is not None and thread.signal.mail_id is not None:
        mail.withdraw(thread.signal.mail_id)
    db.session.execute(delete(Thread).where(Thread.id == thread.id))
    db.session.expunge(thread)


def erase_forgotten(thread: Thread, *, by: User) -> None:
    """Erase an answer that was never read, once its time is over; raises DomainError before that."""
    if not thread.is_forgotten(clock.today()):
        raise DomainError(N_("This conversation still has time. It stays until its day has come."))
    audit.record(Action.ERASED, "thread", thread.id, user_id=by.id)
    erase(thread)


def expire() -> None:
    """Erase what has had its time and was read by both sides, and numbers and addresses that are no longer needed."""
    today = clock.today()
    for id in db.session.scalars(select(Thread.id).where(Thread.expires_on < today)).all():
        take_turns(about(id))  # who writes back at this moment keeps it
        query = select(Thread).where(Thread.id == id).options(joinedload(Thread.signal))
        thread = db.session.scalar(query.execution_options(populate_existing=True))
        if thread is not None and rules.is_over(thread.expires_on, today, is_unread=thread.is_unread):
            erase(thread)
    _forget_reaches()


def _forget_reaches() -> None:
    kept = timedelta(days=int(get_setting("contact_identity_days")))
    old = select(Thread.id).where(Thread.last_on < clock.today() - kept, Thread.state != ThreadState.OPEN)
    db.session.execute(delete(Reach).where(Reach.id.in_(old)))


def _leave_trace(thread: Thread) -> None:
    query = insert(ThreadTrace).values(theme_id=thread.theme_id, month=thread.asked_on.replace(day=1), number=1)
    query = query.on_conflict_do_update(
        index_elements=[ThreadTrace.theme_id, ThreadTrace.month], set_={"number": ThreadTrace.number + 1}
    )
    db.session.execute(query)
