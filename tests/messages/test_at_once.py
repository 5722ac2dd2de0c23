"""What two do at the same moment with a conversation: nothing acknowledged is lost, nothing is there twice."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from jsp import clock
from jsp.blueprints.messages.service import answering, asker, asking, contacts, erasing
from jsp.blueprints.messages.service.asking import Question
from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.ground import Outcome, Site, Theme
from jsp.models.messages import Message, Thread
from jsp.models.outbox import OutboxMail
from jsp.rules.contact import Channel
from jsp.rules.refusal import DomainError, NotFoundError
from jsp.rules.reply_code import make_code
from jsp.rules.thread import ThreadState
from tests import make
from tests.together import at_once

Moment = FrozenDateTimeFactory
Look = Callable[[], None]


@pytest.fixture
def thread_id(committing: Flask) -> UUID:
    with committing.test_request_context():
        theme, site = make.id_of(Theme, "money"), make.id_of(Site, "gilde")
        code = make_code(uuid4().bytes * 2)
        made = asking.ask(Question(key=uuid4(), theme_id=theme, site_id=site, text="Een vraag", code=code))
        db.session.commit()
        return made.id


def found(id: UUID) -> Thread:
    """As a room would find it; on SQLite the other one may have been first."""
    thread = db.session.get(Thread, id)
    if thread is None:
        raise NotFoundError(id)
    return thread


def test_of_two_answers_at_once_one_is_sent(committing: Flask, thread_id: UUID) -> None:
    with committing.app_context():
        seen = answering.mark(found(thread_id))

    def answer(look: Look) -> None:
        thread, by = found(thread_id), make.person("sanne")
        look()
        answering.answer(thread, "Kom langs", key=uuid4(), seen=seen, by=by)

    results = at_once(committing, answer, answer)
    assert sorted(type(each) for each in results if each) == [DomainError]
    with committing.app_context():
        assert count(Message, Message.thread_id == thread_id) == 2


def test_two_who_make_it_a_contact_make_one(committing: Flask, thread_id: UUID) -> None:
    with committing.app_context():
        outcome, site, before = make.id_of(Outcome, "listened"), make.id_of(Site, "gilde"), count(Contact)

    def convert(look: Look) -> UUID:
        thread, by = found(thread_id), make.person("sanne")
        look()
        return contacts.turn_into_contact(
            thread, outcome_id=outcome, site_id=site, channel=Channel.WEB_FORM, key=uuid4(), by=by
        )  # fmt: skip

    results = at_once(committing, convert, convert)
    assert sorted(type(each).__name__ for each in results) == ["DomainError", "UUID"]
    with committing.app_context():
        assert count(Contact) == before + 1


def test_what_is_written_back_while_it_expires_is_kept(committing: Flask, thread_id: UUID, frozen: Moment) -> None:
    with committing.app_context():
        thread = found(thread_id)
        thread.state, thread.expires_on = ThreadState.ANSWERED, clock.today()
        db.session.commit()
    frozen.tick(24 * 3600)

    def write(look: Look) -> None:
        thread = found(thread_id)
        look()
        asker.write_back(thread, thread.content_keys, "Nog iets", key=uuid4())

    def expire(look: Look) -> None:
        look()
        erasing.expire(thread_id)

    written, _expired = at_once(committing, write, expire)
    with committing.app_context():
        kept = count(Message, Message.thread_id == thread_id)
    assert (written is None and kept == 2) or (isinstance(written, NotFoundError) and kept == 0), (written, kept)


def test_who_writes_back_after_it_was_erased_is_told_so(app: Flask) -> None:
    with app.test_request_context():
        theme, code = make.id_of(Theme, "money"), make_code(uuid4().bytes * 2)
        thread = found(asking.ask(Question(key=uuid4(), theme_id=theme, text="Een vraag", code=code)).id)
        keys = thread.content_keys
        db.session.execute(delete(Thread), execution_options={"synchronize_session": False})
        with pytest.raises(NotFoundError):
            asker.write_back(thread, keys, "Nog iets", key=uuid4())


def test_what_is_erased_while_it_is_answered_leaves_no_mail(committing: Flask, thread_id: UUID) -> None:
    with committing.app_context():
        asker.ask_for_signal(found(thread_id), address="noor@demo.example", language="nl")
        db.session.commit()
        seen = answering.mark(found(thread_id))

    def answer(look: Look) -> None:
        thread, by = found(thread_id), make.person("sanne")
        look()
        answering.answer(thread, "Kom langs", key=uuid4(), seen=seen, by=by)

    def erase(look: Look) -> None:
        look()
        erasing.erase(thread_id)

    answered, erased = at_once(committing, answer, erase)
    assert erased is None
    assert answered is None or isinstance(answered, NotFoundError | IntegrityError), answered
    with committing.app_context():
        assert count(Thread, Thread.id == thread_id) == count(OutboxMail) == 0


def test_the_same_form_many_times_at_once_is_one_question(committing: Flask) -> None:
    with committing.app_context():
        theme = make.id_of(Theme, "money")
    question = Question(key=uuid4(), theme_id=theme, text="Een vraag", code=make_code(uuid4().bytes * 2))

    def ask(_look: Look) -> bytes:
        return asking.ask(question).key

    keys = at_once(committing, *[ask] * 8)
    assert len(set(keys)) == 1, keys
    with committing.app_context():
        assert count(Thread, Thread.id == question.key) == 1


def count(table: type, *which: object) -> int:
    return db.session.scalar(select(func.count()).select_from(table).where(*which)) or 0  # type: ignore[arg-type]
