"""What a worker can do with a conversation."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from sqlalchemy import delete, func, select

from jsp import audit, clock, mail, sending
from jsp.blueprints.messages.service import KIND, about, add_message, check_text, expires_on
from jsp.extensions import db, look_again, take_turns
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.messages import ClassRequest, Message, Thread
from jsp.models.thread_readers import ThreadReader
from jsp.rules.refusal import N_, DomainError
from jsp.rules.thread import Result, Side, ThreadState, Triage

GAP = "[…]"  # in a ready sentence: still to be filled in


def mark(thread: Thread) -> str:
    """What a worker had in sight: how much was said, and whether it is open."""
    said = db.session.scalar(select(func.count()).where(Message.thread_id == thread.id))
    return sending.marked(said, thread.state is ThreadState.CLOSED)


def answer(thread: Thread, text: str, *, key: UUID, seen: str, by: User) -> None:
    """Write an answer; whoever answers first, answers. Raises DomainError where somebody wrote since it was `seen`."""
    check_text(text, field="text")
    if GAP in text:
        raise DomainError(N_("Fill in first what stands as %(gap)s."), field="text", gap=GAP)
    if not sending.take(key, about=about(thread.id)):
        return
    look_again(thread)
    sending.check_unchanged(seen, mark(thread), sending.IN_SIGHT)
    if thread.state is ThreadState.CLOSED:
        raise DomainError(N_("This conversation is closed. Open it again first."), field="text")
    if not thread.can_be_answered:
        raise DomainError(N_("Nobody would read this: the asker wants to be called or mailed."), field="text")
    add_message(thread.id, thread.content_keys, text, id=key, side=Side.TEAM, writer_id=by.id)
    thread.state, thread.triage, thread.is_suspect = ThreadState.ANSWERED, Triage.REAL, False
    thread.last_on, thread.expires_on = clock.today(), expires_on(thread.asked_on)
    thread.is_answer_unread = True
    thread.assigned_id = thread.assigned_id or by.id
    db.session.execute(delete(ThreadReader).where(ThreadReader.thread_id == thread.id))
    _send_signal(thread)
    audit.record(Action.ANSWERED, KIND, thread.id)


def assign(thread: Thread, to: User, *, key: UUID) -> None:
    """Let one worker see to it; everybody else of the site can still read and answer."""
    if sending.take(key, about=about(thread.id)):
        look_again(thread)
        thread.assigned_id, thread.triage, thread.is_suspect = to.id, Triage.REAL, False
        audit.record(Action.ASSIGNED, KIND, thread.id)


def involve(thread: Thread, colleague: User, *, key: UUID, by: User) -> None:
    """Ask a colleague to join, who finds it on the own start page."""
    if sending.take(key, about=about(thread.id)):
        look_again(thread)
        thread.colleague_id, thread.asked_colleague_id, thread.is_colleague_told = colleague.id, by.id, False
        thread.triage, thread.is_suspect = Triage.REAL, False
        audit.record(Action.ASSIGNED, KIND, thread.id)


def judge(thread: Thread, triage: Triage, *, key: UUID) -> None:
    """Say that it is no real question: then it is closed, and counts nowhere; or that it is one after all.

    Raises DomainError where somebody took it for real meanwhile.
    """
    if not sending.take(key, about=about(thread.id)):
        return
    look_again(thread)
    if thread.triage is not (Triage.NEW if triage is Triage.SPAM else Triage.SPAM):
        raise DomainError(sending.SETTLED)
    thread.triage, thread.is_suspect = triage, False
    thread.state = ThreadState.CLOSED if triage is Triage.SPAM else _turn(thread)
    audit.record(Action.TRIAGED, KIND, thread.id)


def judge_suspects(threads: Iterable[Thread], *, key: UUID) -> None:
    """Close all that was shown as nonsense, but for what somebody dealt with meanwhile; each can be put back."""
    if not sending.take(key, about="suspects"):
        return
    for thread in threads:
        take_turns(about(thread.id))
        look_again(thread)
        if thread.is_suspect and thread.state is ThreadState.OPEN:
            thread.triage, thread.is_suspect, thread.state = Triage.SPAM, False, ThreadState.CLOSED
            audit.record(Action.TRIAGED, KIND, thread.id)


def close(thread: Thread, *, key: UUID) -> None:
    """Nothing more has to be said; what was said stays until it is erased. Raises DomainError before an answer."""
    if sending.take(key, about=about(thread.id)):
        look_again(thread)
        if thread.state is ThreadState.OPEN and thread.can_be_answered:
            raise DomainError(N_("Somebody waits for an answer. Write one first, however short."))
        thread.state, thread.triage = ThreadState.CLOSED, Triage.REAL
        audit.record(Action.CLOSED, KIND, thread.id)


def reopen(thread: Thread, *, key: UUID) -> None:
    """Go on after all."""
    if sending.take(key, about=about(thread.id)):
        look_again(thread)
        thread.state, thread.closed_by_asker, thread.triage = _turn(thread), False, Triage.REAL
        audit.record(Action.REOPENED, KIND, thread.id)


def remind(thread: Thread, day: date, *, key: UUID) -> None:
    """Look at it again on that day. Raises DomainError for a day on which it is not there."""
    if not clock.today() < day <= thread.expires_on:
        raise DomainError(
            N_("Choose a day from tomorrow until it is erased, %(day)s."), field="on", day=thread.expires_on
        )
    if sending.take(key, about=about(thread.id)):
        look_again(thread)
        thread.remind_on = day


def settle_request(request: ClassRequest, thread: Thread, result: Result, *, key: UUID) -> None:
    """Say what becomes of what was asked for a class; who asked sees it."""
    if sending.take(key, about=about(thread.id)):
        look_again(thread)
        request.result, request.result_on = result, clock.today()
        thread.triage, thread.is_suspect = Triage.REAL, False
        thread.is_answer_unread = thread.can_be_answered
        _send_signal(thread)
        audit.record(Action.SETTLED, KIND, thread.id)


def _turn(thread: Thread) -> ThreadState:
    """Whose turn it is by what was said last."""
    query = select(Message.side).where(Message.thread_id == thread.id).order_by(Message.position.desc()).limit(1)
    return ThreadState.OPEN if db.session.scalar(query) is Side.ASKER else ThreadState.ANSWERED


def _send_signal(thread: Thread) -> None:
    """One line, once, until the answer is read."""
    signal = thread.signal
    if signal is not None and signal.mail_id is None:
        signal.mail_id = mail.queue_to("answer_waiting", address=signal.address, language=signal.language)
