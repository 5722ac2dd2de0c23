"""What was erased is in no file of SQLite any more; PostgreSQL cleans up by itself, when it decides to."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from jsp import jobs
from jsp.extensions import db
from jsp.models.lesson_sessions import LessonSession
from jsp.rules.session import SessionState
from tests.lessons.conftest import add_ground
from tests.lessons.rows import THURSDAY, add_series, add_session

TEXT = "een ruzie in de appgroep"


@pytest.mark.parametrize("committing", ["sqlite"], indirect=True)
def test_what_played_in_a_class_cannot_be_found_back(committing: Flask) -> None:
    with committing.app_context():
        add_ground()
        held = add_session(add_series(), 1, THURSDAY - timedelta(weeks=2), SessionState.PLANNED)
        held.plays = TEXT
        db.session.commit()
        sealed = held.plays_sealed or b""
        db.session.remove()
        assert is_held(committing, sealed), "the way of looking finds it while it is there"
        for job in (jobs.erase_what_is_over, jobs.tidy, jobs.empty_log):
            job()
            db.session.commit()
        assert db.session.scalars(select(LessonSession.plays_sealed)).one() is None
        assert not is_held(committing, sealed)
        assert not is_held(committing, TEXT.encode())


def is_held(app: Flask, text: bytes) -> bool:
    """By the file of the database, or one beside it."""
    file = Path(str(app.config["SQLALCHEMY_DATABASE_URI"]).removeprefix("sqlite:///"))
    return any(text in each.read_bytes() for each in file.parent.glob(f"{file.name}*"))
