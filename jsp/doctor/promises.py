"""Whether questions are answered by when that was promised."""

from collections.abc import Iterator

from sqlalchemy import func, or_, select

from jsp import clock
from jsp.extensions import db
from jsp.models.messages import Thread
from jsp.rules.finding import Finding, ok, wrong
from jsp.rules.refusal import N_
from jsp.rules.thread import ThreadState


def count_broken() -> int:
    """How many open questions are past their promise: a number, of all sites together."""
    now = clock.local_now()
    late = or_(
        Thread.promised_on < now.date(),
        (Thread.promised_on == now.date()) & (Thread.promised_until <= now.time().replace(microsecond=0)),
    )
    return db.session.scalar(select(func.count()).where(Thread.state == ThreadState.OPEN, late)) or 0


def check() -> Iterator[Finding]:
    """No open question is past its promise."""
    number = count_broken()
    if number:
        tell = N_("Tell the coordinator of the team.")
        yield wrong("promises", N_("%(number)s open questions are past their promise."), tell, number=number)
    else:
        yield ok("promises", N_("No open question is past its promise."))
