"""Somebody asks something."""

import secrets
from base64 import b64decode, b64encode
from dataclasses import dataclass
from uuid import UUID

from limits import RateLimitItemPerMinute
from sqlalchemy import insert

from jsp import clock, sending
from jsp.blueprints.messages.service import about, add_message, check_text, expires_on
from jsp.blueprints.messages.service.codes import PACE, lock_of, place_of_key
from jsp.code_pace import mark_of
from jsp.extensions import db
from jsp.models.history import Sending
from jsp.models.messages import ClassRequest, Reach, Thread
from jsp.models.promises import next_promise, school_days
from jsp.rules import note_check
from jsp.rules.contact import AskedBy
from jsp.rules.keys import KEY_BYTES, DossierKey
from jsp.rules.reply_lock import Lock
from jsp.rules.thread import ReachKind, Side, Urgency, Wish

FLOOD = RateLimitItemPerMinute(30, 10, namespace="asked")  # of one site; what comes on top of them is looked at apart


@dataclass(frozen=True, slots=True)
class ReachDraft:
    """How somebody wants to be reached, and by what name."""

    kind: ReachKind
    value: str
    first_name: str


@dataclass(frozen=True, slots=True)
class ClassDraft:
    """What is asked for a class, chosen from the list or typed."""

    school_class_id: int | None
    class_words: str
    wish: Wish
    urgency: Urgency


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as it was filled in; exactly one of `code`, `reach` and `asker_id` says how the answer gets there."""

    key: UUID
    theme_id: int
    text: str
    site_id: int | None = None
    asked_by: AskedBy | None = None
    code: str = ""
    reach: ReachDraft | None = None
    asker_id: int | None = None
    class_request: ClassDraft | None = None
    is_suspect: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """What became of a question: its conversation, the key to what is said in it, and the code of its asker."""

    id: UUID
    key: bytes
    code: str


def ask(question: Question) -> Asked:
    """Write the question down and promise an answer; the same form sent again changes nothing. Raises DomainError.

    The slow part, the hash of the code, is done before anything is locked.
    """
    _check(question)
    was_sent = db.session.get(Sending, question.key) is not None  # then nothing is hashed: who repeats costs nobody
    lock = lock_of(question.code) if question.code and not was_sent else None
    key = secrets.token_bytes(KEY_BYTES)
    if not sending.take(question.key, about=about(question.key)):
        return Asked(question.key, _key_of(question.key), question.code)
    _add_thread(question, key, lock)
    add_message(question.key, DossierKey(key), question.text, id=question.key, side=Side.ASKER)
    _add_beside(question)
    return Asked(question.key, key, question.code)


def _key_of(id: UUID) -> bytes:
    """The key of what was sent before; empty where it was erased since."""
    thread = db.session.get(Thread, id)
    return b64decode(thread.key) if thread is not None else b""


def _check(question: Question) -> None:
    check_text(question.text, field="question")
    for text in _lines(question):
        note_check.check_bsn(text)


def _lines(question: Question) -> list[str]:
    found = [question.reach.first_name] if question.reach else []
    return [*found, question.class_request.class_words] if question.class_request else found


def _add_thread(question: Question, key: bytes, lock: Lock | None) -> None:
    id, today = question.key, clock.today()
    made = next_promise(question.site_id, today)
    on, until = (made.on, made.until) if made else (None, None)
    of_code: dict[str, object] = {}
    if lock is not None:
        of_code = {
            "lookup": lock.lookup, "word_mark": mark_of(question.code),
            "code_key_sealed": lock.wrap(key, place=place_of_key(id)),
        }  # fmt: skip
    db.session.execute(insert(Thread).values(
        id=id, key_sealed=Thread.key.seal(Thread, id, b64encode(key).decode()), site_id=question.site_id,
        theme_id=question.theme_id, asked_by=question.asked_by, asker_id=question.asker_id, asked_on=today,
        last_on=today, waiting_since=today, expires_on=expires_on(today), school_days=school_days(),
        promised_on=on, promised_until=until, told_on=on, told_until=until,
        is_suspect=question.is_suspect or _is_flood(question), **of_code,
    ))  # fmt: skip


def _is_flood(question: Question) -> bool:
    return question.asker_id is None and not PACE.is_within(FLOOD, f"site {question.site_id}")


def _add_beside(question: Question) -> None:
    id, reach, asked = question.key, question.reach, question.class_request
    if reach is not None:
        db.session.execute(insert(Reach).values(
            id=id, kind=reach.kind, value_sealed=Reach.value.seal(Reach, id, reach.value),
            first_name_sealed=Reach.first_name.seal(Reach, id, reach.first_name),
        ))  # fmt: skip
    if asked is not None:
        db.session.execute(insert(ClassRequest).values(
            id=id, school_class_id=asked.school_class_id, wish=asked.wish, urgency=asked.urgency,
            class_words_sealed=ClassRequest.class_words.seal(ClassRequest, id, asked.class_words),
        ))  # fmt: skip
