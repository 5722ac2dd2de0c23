"""Accounts that nobody uses: told, closed a week later, and a year after the last time without a name."""

from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from freezegun import freeze_time
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select, text

from jsp import audit, jobs
from jsp.blueprints.retention.service import accounts, names
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.contacts import Contact
from jsp.models.outbox import OutboxMail
from jsp.models.people import PersonChange
from jsp.models.team import TeamMember
from jsp.rules.people import ChangeKind, ChangeState
from jsp.verbs import erasures, trail_pruning
from tests.browser import Browser
from tests.make import person
from tests.retention import rows

DAY = timedelta(days=1)


def used(*names: str) -> None:
    """They signed in today."""
    for name in names:
        audit.record(Action.SIGNED_IN, "user", person(name).id, user_id=person(name).id)
    db.session.commit()


def night(app: Flask) -> None:
    with app.app_context():
        jobs.erase_what_is_over()
        db.session.commit()


def mails(app: Flask) -> list[str]:
    with app.app_context():
        return sorted(db.session.scalars(select(OutboxMail.kind)))


def is_open(app: Flask, name: str) -> bool:
    with app.app_context():
        return person(name).active


@pytest.fixture
def unused(app: Flask, frozen: FrozenDateTimeFactory) -> Flask:
    """Otto signed in today, and never again."""
    with app.app_context():
        used("otto")
    return app


def test_a_letter_comes_a_week_before_and_once(unused: Flask, frozen: FrozenDateTimeFactory) -> None:
    frozen.tick(82 * DAY)
    night(unused)
    assert mails(unused) == []
    frozen.tick(DAY)
    night(unused)
    night(unused)
    assert mails(unused) == ["account_unused"]
    frozen.tick(6 * DAY)
    night(unused)
    assert is_open(unused, "otto")
    frozen.tick(DAY)
    night(unused)
    assert not is_open(unused, "otto")
    assert mails(unused) == ["account_closed", "account_unused"]


def test_nobody_is_closed_who_was_not_told_a_week_before(unused: Flask, frozen: FrozenDateTimeFactory) -> None:
    frozen.tick(200 * DAY)
    night(unused)
    assert is_open(unused, "otto")
    frozen.tick(7 * DAY)
    night(unused)
    assert not is_open(unused, "otto")


def test_who_signs_in_after_the_letter_keeps_it(unused: Flask, frozen: FrozenDateTimeFactory) -> None:
    frozen.tick(85 * DAY)
    night(unused)
    with unused.app_context():
        used("otto")
    frozen.tick(30 * DAY)
    night(unused)
    assert is_open(unused, "otto")


def test_who_is_closed_is_out_at_the_next_click(unused: Flask, frozen: FrozenDateTimeFactory) -> None:
    with unused.app_context():
        assert accounts.close(person("otto").id) is False, "not before its day"
    frozen.tick(83 * DAY)
    night(unused)
    frozen.tick(7 * DAY)
    night(unused)
    assert Browser(unused).signs_in("otto").status != 302


def test_the_only_coordinator_and_the_only_administrator_stay(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    with app.app_context():
        used("renske", "beheer")
    frozen.tick(300 * DAY)
    night(app)
    frozen.tick(10 * DAY)
    night(app)
    assert is_open(app, "renske")
    assert is_open(app, "beheer")


def test_of_whom_the_trail_knows_nothing_nothing_is_done(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    frozen.tick(900 * DAY)
    night(app)
    assert is_open(app, "otto")
    assert mails(app) == []


def test_the_coordinator_hears_where_work_waits(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    with app.app_context():
        used("sanne")
        id = rows.add_contact(app, days=1)
        db.session.get_one(Contact, id).follow_up_on = db.session.get_one(Contact, id).on + 30 * DAY
        db.session.commit()
    frozen.tick(83 * DAY)
    night(app)
    assert mails(app) == ["account_leaves_work", "account_unused"]
    with app.app_context():
        [each] = accounts.list_unused()
        assert (each.person.first_name, each.work, each.closes_on - each.last_on) == ("Sanne", 1, 90 * DAY)
    page = Browser(app).signed_in("renske").in_language("en").get("/settings/retention")
    assert "1 thing waits for them" in page.words


def test_a_year_after_the_last_time_the_name_goes_and_the_work_stays(
    app: Flask, frozen: FrozenDateTimeFactory, journal: Path
) -> None:
    with app.app_context():
        used("sanne")
        who = person("sanne")
        id, contact = who.id, rows.add_contact(app, days=1)
        who.tf_totp_secret, who.fs_webauthn_user_handle = "geheim", "greep"
        db.session.add(PersonChange(
            id=contact, user_id=id, kind=ChangeKind.DISABLE, reason="Sanne is ziek", state=ChangeState.DONE,
            asked_at=audit.clock.now(),
        ))  # fmt: skip
        db.session.commit()
    for days in (84, 8, 274):
        frozen.tick(days * DAY)
        night(app)
    with app.app_context():
        gone = db.session.get_one(User, id)
        assert (gone.first_name, gone.email) == ("oud-medewerker", f"{id}@erased.invalid")
        assert (gone.password, gone.tf_totp_secret, gone.fs_webauthn_user_handle, gone.roles) == (None, None, None, [])
        assert db.session.get_one(Contact, contact).owner_id == id, "what was done stays"
        left = [each.first_name for each in db.session.scalars(select(TeamMember).where(TeamMember.user_id == id))]
        assert set(left) <= {"oud-medewerker"}
        words = [str(row) for name in ("user", "team_member", "person_change", "invitation")
                 for row in db.session.execute(text(f'SELECT * FROM "{name}"'))]  # fmt: skip
        assert not [row for row in words if "Sanne" in row or "sanne@" in row]
        assert names.forget(str(id)) is False, "once"


def test_an_account_that_was_opened_again_stays_so_after_a_backup_was_put_back(app: Flask) -> None:
    """It was closed in March, says the journal; they came back in April, says the backup of May."""
    with app.app_context():
        used("otto")
        id = person("otto").id
        for kind in ("account", "account_name"):
            assert erasures.replay([{"kind": kind, "id": str(id), "on": "2026-03-01"}]) == 0
        db.session.commit()
        assert (person("otto").active, person("otto").first_name) == (True, "Otto")


def test_the_name_goes_also_where_the_trail_was_cut(app: Flask, journal: Path) -> None:
    with app.app_context():
        with freeze_time("2024-06-01"):
            used("otto")
        id = person("otto").id
        person("otto").active = False
        assert trail_pruning.prune() == 1
        assert id not in accounts.last_used()
    night(app)
    with app.app_context():
        assert db.session.get_one(User, id).first_name == "oud-medewerker"
