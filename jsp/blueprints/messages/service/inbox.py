"""What a worker sees of the conversations, and who else is busy with them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from jsp import audit, clock
from jsp.blueprints.messages.service import KIND
from jsp.code_pace import mark_of
from jsp.extensions import db, insert
from jsp.models import caseload, members
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.inbox import SHOWN, SOONEST_FIRST, waiting_threads
from jsp.models.messages import Thread
from jsp.models.team import Opening, TeamMember
from jsp.models.thread_readers import ThreadReader
from jsp.rules.refusal import NotFoundError
from jsp.rules.thread import OPEN_TOGETHER_MINUTES, ThreadState, Triage

MOST_CLOSED, MOST_SHOWN = 100, 50
SUSPECT = (Thread.state == ThreadState.OPEN, Thread.is_suspect, Thread.triage != Triage.SPAM)


@dataclass(frozen=True, slots=True)
class Inbox:
    """What waits for us, the first promise first; what looks like nonsense (the first ones, and how many there are);

    what waits for the asker; what is over and was never read.
    """

    waiting: list[Thread]
    suspect: list[Thread]
    suspects: int
    answered: list[Thread]
    forgotten: list[Thread]


@dataclass(frozen=True, slots=True)
class Expert:
    """A colleague with a discipline, and when they sit at the desk next; `opening` is None where nothing is planned."""

    member: TeamMember
    user: User
    opening: Opening | None


def read_inbox(user: User) -> Inbox:
    """Everything that is open for this worker; of very many the first."""
    today = clock.today()
    suspect = _list(user, *SUSPECT)
    unread = (Thread.state != ThreadState.OPEN) & Thread.is_answer_unread
    forgotten = _list(user, unread, Thread.expires_on < today)
    answered = _list(user, Thread.state == ThreadState.ANSWERED, ~(unread & (Thread.expires_on < today)))
    more = select(func.count()).select_from(Thread.visible_to(user).where(*SUSPECT).subquery())
    return Inbox(waiting_threads(user), suspect, db.session.scalar(more) or 0, answered, forgotten)


def list_suspects(user: User, ids: Iterable[UUID]) -> list[Thread]:
    """Those of these that this worker may judge."""
    return _list(user, Thread.id.in_(list(ids)[:MOST_SHOWN]), Thread.is_suspect)


def list_closed(user: User) -> list[Thread]:
    """What is over and not erased yet, the newest first."""
    query = Thread.visible_to(user).where(Thread.state == ThreadState.CLOSED).options(*SHOWN)
    return list(db.session.scalars(query.order_by(Thread.last_on.desc(), Thread.id).limit(MOST_CLOSED)))


def get_thread(user: User, id: UUID) -> Thread:
    """A conversation that this worker may read; raises NotFoundError for any other."""
    thread = db.session.scalar(
        Thread.visible_to(user).where(Thread.id == id).options(
            *SHOWN, joinedload(Thread.reach), joinedload(Thread.colleague),
            joinedload(Thread.signal), joinedload(Thread.asker),
        )
    )  # fmt: skip
    if thread is None:
        raise NotFoundError(id)
    return thread


def open_thread(thread: Thread, *, by: User) -> list[str]:
    """Note who opened it: a reminder has done its work then.

    Returns the first names of colleagues who opened it a moment ago, and did not answer yet.
    """
    now = clock.now()
    since = now - timedelta(minutes=OPEN_TOGETHER_MINUTES)
    query = insert(ThreadReader).values(thread_id=thread.id, user_id=by.id, at=now)
    query = query.on_conflict_do_update(
        index_elements=[ThreadReader.thread_id, ThreadReader.user_id], set_={"at": now}
    )  # fmt: skip
    db.session.execute(query)
    thread.is_opened = True
    if thread.colleague_id == by.id:
        thread.is_colleague_told = True
    if thread.remind_on and thread.remind_on <= clock.today() and thread.assigned_id in (None, by.id):
        thread.remind_on = None
    audit.record(Action.READ, KIND, thread.id)
    others = select(User.first_name).join(ThreadReader, ThreadReader.user_id == User.id)
    others = others.where(ThreadReader.thread_id == thread.id, ThreadReader.at > since, User.id != by.id)
    return list(db.session.scalars(others.order_by(User.first_name)))


def find_at_desk(user: User, word: str) -> list[Thread]:
    """The open conversations whose code begins with that word."""
    query = Thread.visible_to(user).where(Thread.word_mark == mark_of(word), Thread.state != ThreadState.CLOSED)
    return list(db.session.scalars(query.order_by(*SOONEST_FIRST).options(*SHOWN)))


def experts(user: User, site_id: int | None) -> list[Expert]:
    """The colleagues of the site, or of all own sites, with their discipline; who is at the desk first comes first."""
    sites = [site for site in user.open_sites if site_id in (None, site.id)]
    people = {each.id: each for site in sites for each in caseload.colleagues(user, site)}
    team = [each for each in members.members_on(clock.today()) if each.user_id in people]
    turns = members.next_turns([each.id for each in team], [site.id for site in sites], clock.local_now())
    found = [Expert(each, people[each.user_id or 0], turns.get(each.id)) for each in team]
    return sorted(found, key=lambda each: (each.opening is None, each.opening.on if each.opening else clock.today()))


def get_expert(user: User, thread: Thread, user_id: int) -> User:
    """One of those colleagues; raises NotFoundError for anybody else."""
    for each in experts(user, thread.site_id):
        if each.user.id == user_id:
            return each.user
    raise NotFoundError(user_id)


def _list(user: User, *which: ColumnElement[bool] | InstrumentedAttribute[bool]) -> list[Thread]:
    query = Thread.visible_to(user).where(*which).order_by(*SOONEST_FIRST).options(*SHOWN)
    return list(db.session.scalars(query.limit(MOST_SHOWN)))
