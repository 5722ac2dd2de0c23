"""Who works here reads what is kept of them, with the periods that hold, and finds the way to it."""

import re
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp import clock, jobs
from jsp.extensions import db
from jsp.models.accounts import Passkey, SignIn
from jsp.models.ground import Setting
from jsp.models.reference import forget_reference
from jsp.rules import sign_in
from jsp.rules.sign_in import Ended
from tests.browser import Browser
from tests.make import person

PAGE = "/gegevens/medewerkers"
TOLD = {
    SignIn: {"began": "Wanneer je inlogde", "seen": "wanneer die voor het laatst is gebruikt",
             "ended": "Dan bewaren we tot die tijd ook waardoor."},
    Passkey: {"name": "de naam die je eraan gaf", "device_type": "op wat voor apparaat hij staat",
              "lastuse_datetime": "wanneer je hem voor het laatst gebruikte"},
}  # fmt: skip
MARKS = {
    SignIn: {"id", "user_id"},
    Passkey: {"id", "user_id", "credential_id", "public_key", "sign_count", "transports", "backup_state", "extensions",
              "usage"},
}  # fmt: skip
PERIODS = {
    "inactive_account_days": "Gebruik je het %s dagen niet?",
    "inactive_account_erase_days": "Is een gesloten account %s dagen niet gebruikt?",
    "audit_log_days": "Het spoor: %s dagen.",
}


def set_to(app: Flask, **values: str) -> None:
    with app.app_context():
        db.session.add_all(Setting(key=key, value=value) for key, value in values.items())
        db.session.commit()
        forget_reference()


@pytest.mark.parametrize("key", PERIODS)
def test_how_long_is_what_the_settings_say(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory, key: str
) -> None:
    before = browser.get(PAGE).words
    set_to(app, inactive_account_days="123", inactive_account_erase_days="456", audit_log_days="789")
    said = {"inactive_account_days": 123, "inactive_account_erase_days": 456, "audit_log_days": 789}[key]
    assert PERIODS[key] % said not in before
    frozen.tick(timedelta(minutes=1))  # for so long the page is kept
    assert PERIODS[key] % said in browser.get(PAGE).words


def test_and_what_the_app_goes_by(app: Flask, browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sign_in, "IDLE", timedelta(minutes=17))
    monkeypatch.setattr(sign_in, "ABSOLUTE", timedelta(hours=19))
    monkeypatch.setattr(sign_in, "INVITATION_WITHIN", timedelta(days=23))
    monkeypatch.setitem(app.config, "BACKUP_DAYS", 41)
    said = browser.get(PAGE).words
    for figure in ("17 minuten niets", "uiterlijk na 19 uur", "Een uitnodiging werkt 23 dagen", "nog 41 dagen in een"):
        assert figure in said


def test_it_tells_what_is_kept_of_every_sign_in_and_passkey(browser: Browser) -> None:
    """All but keys and marks that only the sign-in itself goes by."""
    said = browser.get(PAGE).words
    for table, columns in TOLD.items():
        assert set(table.__table__.columns.keys()) == {*columns, *MARKS[table]}
        assert not [words for words in columns.values() if words not in said]


def test_the_page_says_until_when_a_sign_in_stands_here(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that was ended elsewhere stays as well, to tell its browser why."""
    long_ago = clock.now() - sign_in.ABSOLUTE
    with app.app_context():
        for began, ended in ((long_ago, None), (long_ago + timedelta(hours=1), Ended.ELSEWHERE)):
            row = SignIn(id=uuid4().hex, user_id=person("sanne").id, began=began, seen=began, ended=ended)
            db.session.add(row)
        db.session.commit()
        jobs.tidy()
        assert [each.ended for each in db.session.scalars(select(SignIn))] == [Ended.ELSEWHERE]
    monkeypatch.setattr(sign_in, "ABSOLUTE", timedelta(hours=19))
    assert "Anders gaat dat 19 uur nadat je inlogde weg." in Browser(app).get(PAGE).words


def test_no_figure_is_written_by_hand(app: Flask) -> None:
    text = (Path(app.root_path) / "templates/public/staff_privacy.html").read_text()
    sentences = re.findall(r'_\("(.*?)"', text)
    assert len(sentences) > 20
    assert not [each for each in sentences if re.search(r"\d", each)]


@pytest.mark.parametrize(("shown", "said"), [("yes", "Een jongere die vraagt wie er keek, leest ook je voornaam."),
                                             ("no", "leest je rol en niet je naam")])  # fmt: skip
def test_who_sees_the_name_goes_by_the_setting(app: Flask, browser: Browser, shown: str, said: str) -> None:
    set_to(app, public_first_names=shown)
    assert said in browser.get(PAGE).words


def test_whom_to_ask(app: Flask, browser: Browser) -> None:
    set_to(app, privacy_mail="data@jsp.example", privacy_officer="Fenna")
    page = browser.get(PAGE)
    assert 'href="mailto:data@jsp.example"' in page.text
    assert "Fenna" in page.words
    assert "Autoriteit Persoonsgegevens" in page.words


@pytest.mark.parametrize("who", ["sanne", "bart", "annelies", "renske", "nora", "beheer"])
def test_everybody_who_works_here_is_led_to_it_and_from_it_to_their_own(app: Flask, who: str) -> None:
    person = Browser(app).signed_in(who)
    assert f'href="{PAGE}"' in person.get("/accounts/profile").text
    page = person.get(PAGE).text
    for own in ("/accounts/profile", "/trail/"):
        assert f'href="{own}"' in page
        assert person.get(own).status == 200


def test_who_is_not_signed_in_finds_it_from_the_page_for_all(browser: Browser) -> None:
    page = browser.get("/gegevens")
    assert "Werk je hier?" in page.words
    assert f'href="{PAGE}"' in page.text
