"""Administrators hear by mail what is not well: the kind alone, and once a day at most."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp import doctor, jobs
from jsp.doctor import files, telling, trail
from jsp.extensions import db
from jsp.models.outbox import OutboxMail
from jsp.rules.finding import Finding, note, wrong
from tests import make

Moment = FrozenDateTimeFactory
DISK, MAIL = wrong("disk", "Only 3 MB free at /srv.", "Make room."), wrong("mail", "7 mails wait.", "Look.")


@pytest.fixture
def wrongs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> list[Finding]:
    """What is found wrong."""
    found: list[Finding] = []
    monkeypatch.setattr(doctor, "WHILE_WORKING", (lambda: found,))
    monkeypatch.setattr(doctor, "AT_REST", ())
    return found


@pytest.fixture
def told(app: Flask, wrongs: list[Finding]) -> Callable[[], list[tuple[str, str]]]:
    """Look, and say to whom was told what since the last time."""
    seen: set[object] = set()

    def look() -> list[tuple[str, str]]:
        with app.app_context():
            jobs.tell_administrators()
            db.session.commit()
            query = select(OutboxMail).where(OutboxMail.kind == "not_well")
            new = [each for each in db.session.scalars(query) if each.id not in seen]
            seen.update(each.id for each in new)
            return sorted((json.loads(each.letter)["to"], json.loads(each.letter)["body"]) for each in new)

    return look


def test_it_looks_once_an_hour(
    told: Callable[[], list[tuple[str, str]]], wrongs: list[Finding], frozen: Moment
) -> None:
    assert told() == []
    wrongs.append(DISK)
    frozen.tick(timedelta(minutes=59))
    assert told() == []
    frozen.tick(timedelta(minutes=1))
    assert len(told()) == 1


def test_it_says_only_what_is_wrong_technically(
    told: Callable[[], list[tuple[str, str]]], wrongs: list[Finding]
) -> None:
    wrongs += [DISK, note("backup", "Old.", "Make one.")]
    [(address, body)] = told()
    assert address == "beheer@demo.example"
    assert "Beheer" in body
    assert "/srv" not in body


def test_each_kind_once_a_day(told: Callable[[], list[tuple[str, str]]], wrongs: list[Finding], frozen: Moment) -> None:
    wrongs.append(DISK)
    assert len(told()) == 1
    wrongs.append(MAIL)
    frozen.tick(timedelta(hours=1))
    assert len(told()) == 1, "the other kind"
    frozen.tick(timedelta(hours=22, minutes=59))
    assert told() == []
    frozen.tick(timedelta(hours=1))
    assert len(told()) == 1, "the disk once more"
    frozen.tick(timedelta(hours=1))
    assert len(told()) == 1, "and the mail"


def test_every_administrator_who_works_here_hears_it(
    app: Flask, told: Callable[[], list[tuple[str, str]]], wrongs: list[Finding]
) -> None:
    with app.app_context():
        make.person("renske").roles = [*make.person("renske").roles, *make.person("beheer").roles]
        make.person("beheer").active = False
        db.session.commit()
    wrongs.append(DISK)
    assert [address for address, _body in told()] == ["renske@demo.example"]


def test_who_only_tries_the_app_hears_nothing(
    app: Flask, told: Callable[[], list[tuple[str, str]]], wrongs: list[Finding]
) -> None:
    app.config["DEVELOPMENT"] = True
    wrongs.append(DISK)
    assert told() == []


def test_how_it_is_set_up_is_looked_at_once_a_day_along_the_whole_trail(
    app: Flask, folder: Path, frozen: Moment, monkeypatch: pytest.MonkeyPatch
) -> None:
    walked: list[int] = []
    monkeypatch.setattr(doctor, "WHILE_WORKING", ())
    monkeypatch.setattr(doctor, "AT_REST", (lambda: walked.append(1) or [],))
    for hours, times in ((0, 1), (1, 1), (22, 1), (1, 2)):
        frozen.tick(timedelta(hours=hours))
        with app.app_context():
            jobs.tell_administrators()
            db.session.commit()
        assert len(walked) == times


def test_what_goes_wrong_while_it_works_has_words() -> None:
    abouts = {"mail", "jobs", "backup", "restore-drill", "disk", "releases", "promises", "trail", telling.AT_REST}
    assert set(telling.WORDS) == abouts


def test_what_is_not_set_up_right_is_told_in_one_mail(
    app: Flask, told: Callable[[], list[tuple[str, str]]], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A key that others can read and a standby that is not there are found by night, when nobody looks at the timer."""
    monkeypatch.setattr(doctor, "AT_REST", (files.check, lambda: [wrong("standby", "None is attached.", "Look.")]))
    folder.chmod(0o755)
    [(address, body)] = told()
    assert address == "beheer@demo.example"
    assert "Er klopt iets niet aan hoe JSP is ingericht" in body
    assert (str(folder) in body, "None is attached" in body) == (False, False)


def test_the_trail_is_among_what_is_looked_at_once_a_day() -> None:
    assert trail.check in doctor.AT_REST
