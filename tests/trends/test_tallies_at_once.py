"""Two who change, undo or write down at the same moment, also while all is counted again: the figures stay right."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select, text
from sqlalchemy.exc import OperationalError

from jsp.blueprints.intake import service
from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.ground import Theme
from jsp.rules.refusal import NotFoundError
from jsp.verbs import tally_truth
from tests.make import id_of, person
from tests.together import at_once
from tests.trends.figures import REASON, check, record, usual

Look = Callable[[], None]


@pytest.fixture
def stored(committing: Flask) -> UUID:
    """A conversation that was written down before."""
    with committing.app_context():
        id = record(usual()).id
        db.session.commit()
        return id


def changing(id: UUID, to: str) -> Callable[[Look], None]:
    def act(look: Look) -> None:
        contact = db.session.get_one(Contact, id)
        changed = replace(contact.draft, id=uuid4(), theme_ids=(id_of(Theme, to), id_of(Theme, "other")))
        look()
        service.change_contact(contact, changed, reason=REASON, by=person("sanne"))

    return act


def undoing(id: UUID) -> Callable[[Look], None]:
    def act(look: Look) -> None:
        contact = db.session.get(Contact, id)
        look()
        if contact is None:
            raise NotFoundError(id)
        service.undo_contact(contact, by=person("sanne"))

    return act


def logging(look: Look) -> None:
    made = usual(theme_ids=(id_of(Theme, "money"), id_of(Theme, "school")))
    look()
    record(made)


def test_two_changes_at_once_count_one_after_the_other(committing: Flask, stored: UUID) -> None:
    assert at_once(committing, changing(stored, "school"), changing(stored, "health")) == [None, None]
    with committing.app_context():
        check()


def test_of_two_undos_at_once_one_counts(committing: Flask, stored: UUID) -> None:
    answers = at_once(committing, undoing(stored), undoing(stored))
    assert sorted(type(each) for each in answers if each) == [NotFoundError]
    with committing.app_context():
        check()


def test_a_change_and_an_undo_at_once_leave_it_right(committing: Flask, stored: UUID) -> None:
    answers = at_once(committing, changing(stored, "school"), undoing(stored))
    assert None in answers
    with committing.app_context():
        check()


def test_many_who_write_down_at_once_all_count(committing: Flask) -> None:
    assert at_once(committing, *[logging] * 6) == [None] * 6
    with committing.app_context():
        check()


def test_who_writes_down_while_all_is_counted_again_counts(committing: Flask, stored: UUID) -> None:
    def rebuild(look: Look) -> None:
        db.session.scalar(select(Contact.id))
        look()
        tally_truth.rebuild()

    assert at_once(committing, rebuild, logging, logging, changing(stored, "health")) == [None] * 4
    with committing.app_context():
        check()


@pytest.mark.parametrize("committing", ["postgresql"], indirect=True)  # SQLite has one writer at a time
def test_nobody_writes_down_between_what_is_thrown_away_and_what_is_counted(committing: Flask, stored: UUID) -> None:
    def write() -> None:
        with committing.test_request_context():
            db.session.execute(text("SET LOCAL lock_timeout = 10"))  # milliseconds
            record(usual(theme_ids=(id_of(Theme, "respect_safety"),)))  # in cells that nobody counted in so far

    with committing.app_context():
        tally_truth.rebuild()
        with ThreadPoolExecutor(1) as pool, pytest.raises(OperationalError, match="lock timeout"):
            pool.submit(write).result()
        db.session.commit()
        check()
