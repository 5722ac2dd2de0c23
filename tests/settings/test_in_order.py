"""The administrator reads in the app what `flask doctor` finds, and hears on the start page that there is something."""

import ast
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_babel import force_locale
from freezegun.api import FrozenDateTimeFactory

from jsp import doctor, jobs
from jsp.doctor import backups, trail
from jsp.extensions import db
from jsp.models import looked
from jsp.rules.finding import AT_REST, EVERY, KINDS, TRAIL, WHILE_WORKING
from jsp.rules.finding import wrong as found_wrong
from jsp.words.installation_terms import ABOUTS, sentence
from tests.browser import Browser
from tests.doctor.conftest import folder
from tests.statements import counted

__all__ = ["folder"]
PAGE, TODAY = "/settings/in-order", "/today/"
ONE, UNKNOWN = "Er is iets niet in orde aan de installatie.", "Niemand weet of alles in orde is"
FLUID = ("disk", "clock")  # of these the next look finds other numbers
SAYS = ("ok", "note", "wrong", "say")  # how a check says what it found


@pytest.fixture
def admin(app: Flask) -> Browser:
    return Browser(app).signed_in("beheer")


def keep(app: Flask, *wrong: str) -> None:
    """As the jobs keep what they found."""
    with app.app_context():
        looked.note(KINDS, wrong)
        db.session.commit()


def test_it_says_what_is_wrong_and_what_to_do(admin: Browser, folder: Path) -> None:
    assert "is open voor" not in admin.get(PAGE).words
    (folder / "data.key").chmod(0o644)
    said = admin.get(PAGE).words
    assert f"{folder / 'data.key'} staat open voor andere accounts op de server (644)." in said
    assert f"Wat je doet: Sluit het af: chmod 600 {folder / 'data.key'}" in said


def test_and_in_english(admin: Browser, folder: Path) -> None:
    (folder / "data.key").chmod(0o644)
    assert "data.key is open to others (644)." in admin.in_language("en").get(PAGE).words


def test_it_shows_all_that_the_doctor_finds_but_of_the_trail(app: Flask, admin: Browser, folder: Path) -> None:
    (folder / "backup.key").unlink()
    with app.test_request_context(), force_locale("en"):
        findings = [each for each in doctor.examine(doctor.WHILE_WAITING) if each.about not in FLUID]
        lines = [f"{ABOUTS[each.about]} {sentence(each.message, each.values)}" for each in findings]
    said = admin.in_language("en").get(PAGE).words
    assert len(lines) > 15
    assert not [line for line in lines if line not in said]
    assert set(doctor.WHILE_WAITING) == {*doctor.AT_REST, *doctor.RUNNING} - {trail.check}


@pytest.mark.parametrize(("wrong", "said"), [((), "werd nagelopen, klopte het."), ((TRAIL,), "klopte het niet.")])
def test_of_the_trail_it_tells_what_the_jobs_found(app: Flask, admin: Browser, wrong: tuple[str], said: str) -> None:
    assert "is nog niet nagelopen" in admin.get(PAGE).words
    keep(app, *wrong)
    page = admin.get(PAGE).words
    assert said in page
    assert "één keer per dag vanzelf, de laatste keer op" in page


def test_only_the_administrator_finds_it(admin: Browser, coordinator: Browser) -> None:
    assert f'href="{PAGE}"' in admin.get("/settings/").text
    assert f'href="{PAGE}"' not in coordinator.get("/settings/").text
    assert coordinator.get(PAGE).heading == "Deze pagina is niet voor jou"


def test_the_start_page_says_that_there_is_something(app: Flask, admin: Browser) -> None:
    keep(app)
    assert ONE not in admin.get(TODAY).words
    keep(app, "mail", "disk")
    page = admin.get(TODAY)
    assert ONE in page.words
    assert f'href="{PAGE}"' in page.text


def test_and_where_nobody_looked_that_nobody_knows(app: Flask, admin: Browser) -> None:
    assert UNKNOWN in admin.get(TODAY).words
    keep(app)
    assert UNKNOWN not in admin.get(TODAY).words


@pytest.mark.parametrize("late", KINDS)
def test_and_where_some_of_it_was_not_looked_at_for_too_long(
    app: Flask, frozen: FrozenDateTimeFactory, late: str
) -> None:
    """As where the daily look was broken off, while the one of every hour goes on."""
    keep(app)
    frozen.tick(EVERY[late] + looked.LATE)
    with app.app_context():
        looked.note([kind for kind in KINDS if kind != late], ())
        db.session.commit()
    assert UNKNOWN not in Browser(app).signed_in("beheer").get(TODAY).words
    frozen.tick(timedelta(seconds=1))
    assert UNKNOWN in Browser(app).signed_in("beheer").get(TODAY).words


def test_it_says_when_each_was_looked_at(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    keep(app)
    frozen.tick(timedelta(hours=2))
    with app.app_context():
        looked.note(WHILE_WORKING, ())
        db.session.commit()
    page = Browser(app).signed_in("beheer").in_language("en").get(PAGE).words
    assert "What can go wrong while it works Mon 23 Nov 14.30" in page
    assert "How it is set up Mon 23 Nov 12.30" in page


def test_before_anybody_looked_it_says_so(admin: Browser) -> None:
    page = admin.in_language("en").get(PAGE).words
    assert "What can go wrong while it works not yet How it is set up not yet" in page


@pytest.mark.parametrize(
    ("config", "is_said"),
    [({}, True), ({"DEVELOPMENT": True}, False), ({"MAIL_SERVER": ""}, False)],
)
def test_a_mail_is_spoken_of_where_mail_goes_out(
    app: Flask, admin: Browser, folder: Path, config: dict[str, object], is_said: bool
) -> None:
    app.config |= config
    assert ("You get a mail" in admin.in_language("en").get(PAGE).words) is is_said


def test_what_could_not_be_looked_at_is_told_by_its_own_word(
    app: Flask, admin: Browser, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backups, "ages_of", lambda _names: 1 / 0)
    monkeypatch.setattr(doctor, "AT_REST", ())
    words = admin.get(PAGE).words
    for word in ("Back-up", "Back-up op proef terugzetten"):
        assert f"{word} Dit kon niet bekeken worden (ZeroDivisionError)." in words
    with app.app_context():
        jobs.tell_administrators()
        db.session.commit()
        looks = looked.last_looks()
    assert [looks[kind].is_well for kind in ("backup", "restore-drill", AT_REST)] == [False, False, True]


def test_what_was_mended_is_off_the_start_page_at_once(app: Flask, admin: Browser, folder: Path) -> None:
    (folder / "data.key").chmod(0o644)
    keep(app, "at-rest", TRAIL)
    (folder / "data.key").chmod(0o400)
    again = admin.get(PAGE).form(f"{PAGE}/again")
    assert "Er is opnieuw gekeken." in admin.post(f"{PAGE}/again", again, follow=True).words
    with app.app_context():
        looks = looked.last_looks()
        found = {each.kind for each in doctor.examine(doctor.WHILE_WAITING) if each.state == "WRONG"}
    assert {kind for kind, each in looks.items() if not each.is_well} == {*found, TRAIL}, "the trail was not gone along"


def test_the_jobs_keep_what_they_find_also_where_the_app_is_tried_out(
    app: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    app.config["DEVELOPMENT"] = True
    monkeypatch.setattr(doctor, "WHILE_WORKING", (lambda: [found_wrong("disk", "Full.", "Make room.")],))
    with app.app_context():
        jobs.tell_administrators()
        db.session.commit()
        looks = looked.last_looks()
    assert set(looks) == set(KINDS)
    assert (looks["disk"].is_well, looks["mail"].is_well, looks[TRAIL].is_well) == (False, True, True)


@pytest.mark.parametrize("who", ["sanne", "bart", "renske"])
def test_nobody_else_pays_for_it(app: Flask, who: str) -> None:
    keep(app, "mail")
    browser = Browser(app).signed_in(who)
    browser.get(TODAY)
    with counted(app) as statements:
        page = browser.get(TODAY)
    assert not [each for each in statements if "job_run" in each]
    assert ONE not in page.words


def test_more_sites_ask_no_more(app: Flask, admin: Browser, frozen: FrozenDateTimeFactory) -> None:
    """In a year of which no school holiday is known it looks what was entered: once, whatever the number of sites."""
    frozen.move_to("2031-05-01 12:00:00")
    browser = Browser(app).signed_in("beheer")
    assert "zijn er geen schoolvakanties bekend voor Raayland" in browser.get(PAGE).words
    with counted(app) as statements:
        browser.get(PAGE)
    assert len([each for each in statements if "FROM closure" in each]) == 1


def said_by_checks() -> list[ast.Call]:
    files = Path(doctor.__path__[0]).glob("*.py")
    calls = [each for file in files for each in ast.walk(ast.parse(file.read_text())) if isinstance(each, ast.Call)]
    return [each for each in calls if isinstance(each.func, ast.Name) and each.func.id in SAYS]


def test_what_was_looked_at_has_a_name() -> None:
    abouts = {each.args[0].value for each in said_by_checks() if isinstance(each.args[0], ast.Constant)}
    assert len(abouts) > 15
    assert not abouts - set(ABOUTS)


def test_all_that_is_said_can_be_said_in_dutch() -> None:
    """A text without its mark stays out of the catalogue."""
    bare = [
        text for each in said_by_checks() for text in each.args[1:] if isinstance(text, ast.Constant | ast.JoinedStr)
    ]
    assert not [ast.unparse(each) for each in bare]
