"""`flask doctor`: a line for each thing, what to do, and an exit status that a timer can go by."""

import pkgutil
from importlib import import_module
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from jsp import doctor
from jsp.doctor import mail, promises
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.rules.finding import State, note, ok, wrong
from jsp.words.installation_terms import ABOUTS as WORDS
from tests.doctor.looking import look
from tests.test_cli import run

LINES = (ok("one", "Well."), note("two", "Worth knowing.", "Look."), wrong("three", "Broken.", "Mend it."))


def checks(monkeypatch: pytest.MonkeyPatch, *lines: object) -> None:
    monkeypatch.setattr(doctor, "AT_REST", (lambda: lines,))
    monkeypatch.setattr(doctor, "RUNNING", ())


def test_a_line_says_what_is_wrong_and_what_to_do(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    checks(monkeypatch, *LINES)
    result = run(app, "doctor")
    assert result.output.splitlines() == [
        "OK    one: Well.", "NOTE  two: Worth knowing. Look.", "WRONG three: Broken. Mend it.",
    ]  # fmt: skip
    assert result.exit_code == 1


def test_what_is_worth_knowing_lets_it_pass(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    checks(monkeypatch, *LINES[:2])
    assert run(app, "doctor").exit_code == 0


def test_what_is_right_can_be_left_out(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    checks(monkeypatch, *LINES)
    assert run(app, "doctor", "--only-wrong").output == "WRONG three: Broken. Mend it.\n"


def test_the_mail_server_is_left_alone_unless_asked(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    knocked: list[str] = []
    monkeypatch.setattr(mail.mail, "knock", lambda: knocked.append("knock"))
    monkeypatch.setitem(app.config, "MAIL_SERVER", "smtp://127.0.0.1:1")
    run(app, "doctor")
    assert not knocked
    assert "mail-server: It answers" in run(app, "doctor", "--mail").output
    assert knocked == ["knock"]


def test_where_the_database_is_gone_it_says_so_and_makes_none(
    app: Flask, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """An empty one would say that all is new, and lead away from the backup."""
    gone = tmp_path / "gone.sqlite"
    monkeypatch.setitem(app.config, "SQLALCHEMY_DATABASE_URI", f"sqlite:///{gone}")
    result = run(app, "doctor")
    assert (result.exit_code, result.output.splitlines()) == (1, [
        f"Error: There is no database at {gone}. Was there one? Put a backup back: docs/backup.md. "
        "Is this installation new? Then: flask db upgrade"
    ])  # fmt: skip
    assert not gone.exists()


def test_a_check_that_cannot_look_holds_up_no_other(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> list[object]:
        raise OperationalError("SELECT secret", {}, OSError("the value"))

    monkeypatch.setattr(doctor, "AT_REST", (broken, lambda: [ok("next", "Well.")]))
    monkeypatch.setattr(doctor, "RUNNING", ())
    monkeypatch.setattr(doctor, "ABOUTS", {broken: ("backup", "restore-drill")})
    result = run(app, "doctor")
    for about in ("backup", "restore-drill"):
        assert f"WRONG {about}: This could not be looked at (OSError)." in result.output
    assert "OK    next: Well." in result.output
    assert "the value" not in result.output


def test_every_check_is_made() -> None:
    """A function `check…` in a file of the doctor that no list names would never be asked."""
    made = {*doctor.AT_REST, *doctor.RUNNING, *doctor.WHILE_WORKING, mail.check_server}
    files = [import_module(f"jsp.doctor.{each.name}") for each in pkgutil.iter_modules(doctor.__path__)]
    there = {value for file in files for name, value in vars(file).items() if name.startswith("check")}
    assert there == made


def test_every_check_says_what_it_looks_at(app: Flask, folder: Path) -> None:
    """By that it is told of one that cannot look: under its own words, which everybody can read."""
    for check, abouts in doctor.ABOUTS.items():
        with app.app_context():
            assert {each.about for each in check()} <= set(abouts), check
        assert set(abouts) <= set(WORDS), check
    assert doctor.ABOUTS.keys() == {*doctor.AT_REST, *doctor.RUNNING, *doctor.WHILE_WORKING, mail.check_server}
    assert {about for abouts in doctor.ABOUTS.values() for about in abouts} == set(WORDS)


def test_it_writes_nothing_and_names_nobody(app: Flask, folder: Path) -> None:
    with app.app_context():
        people = [word for each in db.session.scalars(select(User)) for word in (each.email, each.first_name)]
    said = run(app, "doctor").output
    assert len(said.splitlines()) > 15
    assert not [word for word in people if word in said]


def test_a_well_installation_is_well(app: Flask, folder: Path) -> None:
    """All but what this test has no part in: backups, jobs, the disk and the database of this machine."""
    elsewhere = {"backup", "restore-drill", "jobs", "disk", "synchronous", "clock", "files", "releases", "migrations"}
    with app.app_context():
        found = [each.line for each in doctor.examine() if each.state is State.WRONG and each.about not in elsewhere]
    assert not found


def test_a_broken_promise_does_not_say_where(app: Flask) -> None:
    assert "Raayland" not in str(look(app, promises.check))
