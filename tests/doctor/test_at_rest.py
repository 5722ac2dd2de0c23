"""Keys, files, tables, clock, holidays, people: each broken once, and said."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select, text

from jsp import audit
from jsp.doctor import clocks, files, holidays, keys, migrations, settings, sign_in, trail
from jsp.extensions import db
from jsp.models.accounts import RoleRow
from jsp.models.audit import Action
from jsp.models.ground import Site
from jsp.models.hours import Closure
from jsp.models.reference import forget_reference
from jsp.rules.closures import ClosureKind, Effect
from jsp.rules.finding import State
from jsp.rules.holiday_proposals import Proposal
from jsp.rules.keys import make_keys
from jsp.rules.roles import Role
from jsp.rules.trail import Broken
from jsp.verbs.trail import Verdict
from tests import make
from tests.doctor.looking import look, notes, states, write, wrongs
from tests.test_cli import run


def test_keys_that_are_right(app: Flask, folder: Path) -> None:
    for check in (keys.check_data_key, keys.check_backup_key, keys.check_secret_key):
        assert states(look(app, check)) == {State.OK}, check


@pytest.mark.parametrize("mode", [0o440, 0o404, 0o604])
@pytest.mark.parametrize(("name", "check"), [
    ("data.key", keys.check_data_key), ("backup.key", keys.check_backup_key), ("secret.key", keys.check_secret_key),
])  # fmt: skip
def test_a_key_that_others_can_read(app: Flask, folder: Path, name: str, check: object, mode: int) -> None:
    (folder / name).chmod(mode)
    said = wrongs(look(app, check))  # type: ignore[arg-type]
    assert f"is open to others ({mode:o}). Close it: chmod {mode & 0o700:o} {folder / name}" in said


def test_a_key_of_another_account(app: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.geteuid", lambda: 4711)
    assert "belongs to another account" in wrongs(look(app, keys.check_data_key))


def test_no_key(app: Flask, folder: Path) -> None:
    for name in ("data.key", "backup.key", "secret.key"):
        (folder / name).unlink()
    assert "There is no key file at" in wrongs(look(app, keys.check_data_key))
    assert "python -m jsp.new_key --backup" in wrongs(look(app, keys.check_backup_key))
    assert states(look(app, keys.check_secret_key)) == {State.OK}, "it comes from the environment"
    app.config["DEVELOPMENT"] = True
    assert "There is no key for backups" in notes(look(app, keys.check_backup_key))


def test_a_key_file_that_is_none(app: Flask, folder: Path) -> None:
    write(folder / "data.key", "geen sleutel")
    said = wrongs(look(app, keys.check_data_key))
    assert "cannot be read" in said
    assert "geen sleutel" not in said, "what stands in a key file is never shown"


def test_a_key_that_is_used_and_was_taken_out(app: Flask, folder: Path) -> None:
    second = next(line for line in make_keys().splitlines() if line.startswith("1 ")).replace("1 ", "2 ", 1)
    write(folder / "data.key", second + "\n")
    found = look(app, keys.check_data_key)
    assert "Key 1 is used and not in the file" in wrongs(found)
    assert "no line of its own for index, codes, audit" in notes(found)


def test_backups_have_another_key_than_the_data(app: Flask, folder: Path) -> None:
    write(folder / "backup.key", (folder / "data.key").read_text())
    assert "It is the key file of the data" in wrongs(look(app, keys.check_backup_key))


def test_tables_of_another_version(app: Flask) -> None:
    assert states(look(app, migrations.check)) == {State.OK}
    with app.app_context():
        db.session.execute(text("UPDATE alembic_version SET version_num = '0003'"))
        db.session.commit()
    assert "The tables stand at 0003" in wrongs(look(app, migrations.check))
    assert "flask db upgrade" in wrongs(look(app, migrations.check))


@pytest.mark.parametrize("zone", ["UTC", "Europe/London", "Etc/GMT-1", "Europe/Helsinki"])
def test_a_zone_that_is_not_ours(zone: str) -> None:
    assert {each.state for each in clocks.check_zone()} == {State.OK}
    assert {each.state for each in clocks.check_zone(ZoneInfo(zone))} == {State.WRONG}


@pytest.mark.parametrize(("off", "state"), [(0, State.OK), (9, State.OK), (-11, State.WRONG), (3600, State.WRONG)])
def test_a_clock_that_is_off(app: Flask, monkeypatch: pytest.MonkeyPatch, off: int, state: State) -> None:
    there = datetime.now(UTC) + timedelta(seconds=off)
    monkeypatch.setattr(clocks, "_of_database", lambda: there)
    assert states(look(app, clocks.check_clock)) == {state}


def test_postgresql_is_asked_for_its_clock(app: Flask) -> None:
    with app.app_context():
        asked = clocks._of_database()
        assert (asked is not None) == (db.engine.dialect.name == "postgresql")


def test_a_clock_that_was_set_back(app: Flask, frozen: FrozenDateTimeFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clocks, "_of_database", lambda: None)
    with app.app_context():
        audit.record(Action.LISTED, "contact", user_id=make.person("sanne").id)
        db.session.commit()
    assert states(look(app, clocks.check_clock)) == {State.OK}
    frozen.tick(timedelta(hours=-1))
    assert "was set back" in wrongs(look(app, clocks.check_clock))


@pytest.mark.parametrize("name", ["erasures.jsonl", ""])
def test_files_that_are_open(app: Flask, folder: Path, name: str) -> None:
    write(folder / "erasures.jsonl", "", 0o600)
    assert not wrongs(each for each in look(app, files.check) if str(folder) in each.what)
    (folder / name).chmod(0o755)
    assert "is open to others (755)" in wrongs(each for each in look(app, files.check) if str(folder) in each.what)


def test_a_database_file_that_is_open(app: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("own.sqlite", "own.sqlite-wal", "own.sqlite-shm"):
        write(folder / name, "", 0o640)
    monkeypatch.setattr(files, "database_file", lambda: folder / "own.sqlite")
    said = wrongs(look(app, files.check))
    assert [f"own.sqlite{end} is open" in said for end in ("", "-wal", "-shm")] == [True] * 3


def test_no_folder(app: Flask, folder: Path) -> None:
    app.instance_path = str(folder / "elsewhere")
    assert "There is no folder" in wrongs(look(app, files.check))


def test_holidays_that_nobody_knows_yet(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    assert states(look(app, holidays.check)) == {State.OK}
    frozen.move_to("2030-03-01 12:00:00")
    assert states(look(app, holidays.check)) == {State.OK}, "the next school year is too far away"
    frozen.move_to("2030-05-01 12:00:00")
    said = wrongs(look(app, holidays.check))
    assert "from 2031-01-01 on for Raayland (south), Gilde (south)" in said
    with app.app_context():
        raayland = db.session.get(Site, make.id_of(Site, "raayland"))
        db.session.add(Closure(
            site=raayland, kind=ClosureKind.SCHOOL_HOLIDAY, effect=Effect.CLOSED, name_nl="Voorjaar", name_en="Spring",
            starts_on=date(2031, 2, 22), ends_on=date(2031, 3, 2),
        ))  # fmt: skip
        db.session.commit()
        forget_reference()
    assert "Raayland" not in wrongs(look(app, holidays.check)), "who entered them knows them"


def test_a_christmas_holiday_says_nothing_of_the_year_that_it_ends_in(
    app: Flask, frozen: FrozenDateTimeFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    christmas = Proposal("x", ClosureKind.SCHOOL_HOLIDAY, "Kerst", "Christmas", date(2026, 12, 19), date(2027, 1, 3))
    monkeypatch.setattr(holidays.holiday_proposals, "proposals", lambda _region, _first, _last: [christmas])
    assert "from 2027-01-01 on" in wrongs(look(app, holidays.check))
    assert "from 2026-08-01 on" not in wrongs(look(app, holidays.check))


def test_nobody_who_lets_people_in(app: Flask) -> None:
    assert states(look(app, sign_in.check)) == {State.OK}
    with app.app_context():
        make.person("renske").active = False
        db.session.commit()
    assert "There is no coordinator" in notes(look(app, sign_in.check))
    with app.app_context():
        make.person("beheer").active = False
        db.session.commit()
    assert "flask users create-admin" in wrongs(look(app, sign_in.check))


def test_two_roles_that_do_not_go_together_are_said_and_stop_nothing(app: Flask) -> None:
    with app.app_context():
        mentor = db.session.scalars(select(RoleRow).where(RoleRow.name == Role.MENTOR)).one()
        for name in ("beide", "weg"):
            make.make_user(name, Role.WORKER).roles.append(mentor)
        db.session.flush()
        make.person("weg").active = False
        db.session.commit()
    assert notes(look(app, sign_in.check)).startswith(
        "NOTE  people: People with two roles that do not go together: 1. Take one"
    )


def test_who_is_invited_may_take_their_time(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    with app.app_context():
        make.person("beheer").active = False
        db.session.commit()
    run(app, "users", "create-admin", "daan@demo.example", "--name", "Daan")
    assert "has not opened the account yet" in notes(look(app, sign_in.check))
    frozen.tick(timedelta(days=8))
    assert "There is no administrator" in wrongs(look(app, sign_in.check))


def test_no_way_in(app: Flask, folder: Path) -> None:
    app.config |= {"LOCAL_SIGN_IN": False, "OIDC_ISSUER": ""}
    assert "nobody can come in" in wrongs(look(app, sign_in.check))
    app.config["OIDC_ISSUER"] = "https://login.example"
    assert not wrongs(look(app, sign_in.check))


def test_set_up_for_real_use(app: Flask, folder: Path) -> None:
    assert states(look(app, settings.check)) == {State.OK}
    app.config["DEVELOPMENT"] = True
    assert "DEVELOPMENT is on" in wrongs(look(app, settings.check))
    app.config |= {"DEVELOPMENT": False, "BASE_URL": "http://jsp.example"}
    assert "not on https" in wrongs(look(app, settings.check))
    app.config |= {"BASE_URL": "https://jsp.example", "HTTPS_ONLY": False}
    assert "not on https" in wrongs(look(app, settings.check))
    app.config |= {"HTTPS_ONLY": True, "DEBUG": True}
    assert "Debugging is on" in wrongs(look(app, settings.check))


def test_a_trail_that_was_touched(app: Flask) -> None:
    whole = Verdict(7, 7, b"", None, 0, (), (), 1, 0)
    assert states(trail.judge(whole)) == {State.OK}
    broken = Verdict(6, 6, b"", Broken(7, 7), 0, (), (), 1, 0)
    assert "does not hold together behind link 6" in wrongs(trail.judge(broken))
    assert "was never published" in notes(trail.judge(Verdict(7, 7, b"", None, 0, (), (), 0, 0)))
    assert not wrongs(look(app, trail.check))
