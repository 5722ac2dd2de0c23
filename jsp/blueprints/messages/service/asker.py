"""What somebody who asked can do with the own conversation."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from jsp import clock, mail, sending
from jsp.blueprints.messages.service import about, add_message, check_text, expires_on
from jsp.extensions import db, look_again, take_turns
from jsp.models.messages import ClassRequest, Signal, Thread
from jsp.models.promises import next_promise, school_days
from jsp.models.said import Said
from jsp.rules import crisis
from jsp.rules.keys import DossierKey
from jsp.rules.refusal import N_, DomainError
from jsp.rules.thread import REMIND_AHEAD, Side, ThreadState

SHUT = N_("This conversation is closed. Do you have another question? Ask a new one.")


def find_thread(id: UUID, visit: int) -> Thread | None:
    """The conversation as its asker sees it; None once it was erased, or closed on a device since."""
    query = (
        select(Thread)
        .where(Thread.id == id, Thread.visit == visit)
        .options(
            joinedload(Thread.theme), joinedload(Thread.site), joinedload(Thread.signal),
            joinedload(Thread.class_request).joinedload(ClassRequest.school_class),
        )
    )  # fmt: skip
    return db.session.scalar(query)


def is_there(id: UUID) -> bool:
    """Whether it was not erased."""
    return db.session.scalar(select(Thread.id).where(Thread.id == id)) is not None


def close_visit(id: UUID, visit: int) -> None:
    """What was opened so opens nothing any more, not by a copy of its cookie either."""
    db.session.execute(update(Thread).where(Thread.id == id, Thread.visit == visit).values(visit=visit + 1))


def keep_code(thread: Thread) -> None:
    """Its asker has the code: nobody is shown it any more."""
    thread.is_code_kept = True


def sounds_serious(said: Sequence[Said]) -> bool:
    """Whether the last that was said is of the asker and sounds as if it cannot wait."""
    return bool(said) and said[-1].side is Side.ASKER and crisis.hears(said[-1].text)


def mark_read(thread: Thread) -> None:
    """The answer was read, so nobody has to be told of it any more; there is a week at least to read it again."""
    if not thread.is_answer_unread:
        return
    take_turns(about(thread.id))
    look_again(thread)
    thread.is_answer_unread = False
    thread.expires_on = max(thread.expires_on, clock.today() + REMIND_AHEAD)
    if thread.signal is not None and thread.signal.mail_id is not None:
        drop_signal(thread)


def write_back(thread: Thread, keys: DossierKey, text: str, *, key: UUID) -> None:
    """Say something more; from then on it waits for us again. Raises DomainError for a closed conversation."""
    check_text(text, field="text")
    if not sending.take(key, about=about(thread.id)):
        return
    look_again(thread)
    if thread.state is ThreadState.CLOSED:
        raise DomainError(SHUT, field="text")
    add_message(thread.id, keys, text, id=key, side=Side.ASKER)
    if thread.state is not ThreadState.OPEN:
        _promise_anew(thread)
    thread.state, thread.last_on, thread.expires_on = ThreadState.OPEN, clock.today(), expires_on(thread.asked_on)
    thread.is_opened = False


def close(thread: Thread, *, key: UUID) -> None:
    """Nothing more has to be said; it stays until it is erased. Raises DomainError before there is an answer."""
    if sending.take(key, about=about(thread.id)):
        look_again(thread)
        if thread.state is ThreadState.OPEN:
            raise DomainError(N_("There is no answer yet. Do you want none any more? Then erase everything."))
        thread.state, thread.closed_by_asker = ThreadState.CLOSED, True


def ask_for_signal(thread: Thread, *, address: str, language: str) -> None:
    """Let one neutral line go to that address when there is an answer; an empty address: nothing."""
    drop_signal(thread)
    if address:
        signal = Signal(id=thread.id, language=language)
        signal.address = address
        thread.signal = signal


def drop_signal(thread: Thread) -> None:
    """Forget the address, also in a mail that waits to be sent."""
    if thread.signal is None:
        return
    if thread.signal.mail_id is not None:
        mail.withdraw(thread.signal.mail_id)
    thread.signal = None
    db.session.flush()


def _promise_anew(thread: Thread) -> None:
    today = clock.today()
    thread.waiting_since, thread.school_days = today, school_days()
    thread.promise = next_promise(thread.site_id, today)
    thread.told_on, thread.told_until = thread.promised_on, thread.promised_until
