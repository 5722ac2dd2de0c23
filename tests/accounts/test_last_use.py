"""That the use of a sign-in is written down keeps no reader waiting."""

from datetime import timedelta

from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select, update

from jsp.extensions import BRIEF, db
from jsp.models.accounts import SignIn
from jsp.rules.sign_in import NOTED
from tests.accounts.test_sign_in import is_in
from tests.browser import Browser
from tests.statements import counted

BEGAN = "2026-11-23T11:30:00+00:00"


def test_who_reads_waits_for_no_writer_and_a_failing_is_left_for_a_while(
    committing: Flask, frozen: FrozenDateTimeFactory
) -> None:
    """SQLite lets one write at a time, and PostgreSQL one change a row."""
    worker = Browser(committing).signed_in("sanne")
    frozen.tick(NOTED)
    with committing.app_context():
        engine = db.engine
    with engine.connect() as other, counted(committing) as asked:
        other.execute(update(SignIn).values(seen=SignIn.seen))
        for tries, minutes in ((1, 1), (1, 5), (2, 0)):
            assert is_in(worker)
            assert len([each for each in asked if each.endswith((f"_timeout={BRIEF}", f"_timeout = {BRIEF}"))]) == tries
            frozen.tick(timedelta(minutes=minutes))
        other.rollback()
    assert is_in(worker)
    with committing.app_context():
        assert db.session.scalars(select(SignIn.seen)).one().isoformat() == BEGAN
