"""Where a sign-in was used last, and why it is over: told to the browser that held it, and to nobody else."""

from collections.abc import Callable
from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.blueprints.accounts.service import changes
from jsp.extensions import db
from jsp.models.accounts import SignIn
from jsp.rules.people import ChangeKind
from jsp.rules.roles import Role
from jsp.rules.sign_in import IDLE, NOTED, Ended
from tests.accounts.factors import App, fill, letter, link_in
from tests.accounts.test_own_sign_ins import ends
from tests.accounts.test_passwords import LONG, change
from tests.accounts.test_sign_in import LIST, SIGN_IN, cookie, is_in, with_cookie
from tests.browser import Browser
from tests.intake.desk import RECORD
from tests.intake.desk import fill as written
from tests.make import PASSWORD, person

SETUP, CODE = "/accounts/authenticator", "/accounts/code"
SAID = {
    Ended.ELSEWHERE: "Je bent hier uitgelogd vanaf een ander apparaat",
    Ended.PASSWORD: "Je wachtwoord is gewijzigd",
    Ended.FACTOR: "Op een ander apparaat is een tweede stap ingesteld",
    Ended.ACCOUNT: "Een beheerder heeft je account gewijzigd",
}
LONG_AGO, OVER = "Je was 8 uur ingelogd", "Je bent niet meer ingelogd. Log opnieuw in."
EVERYTHING = (*SAID.values(), LONG_AGO, OVER)


def end_it(_app: Flask, here: Browser) -> None:
    page = here.get(LIST)
    [where] = ends(page)
    here.post(where, page.form(where))


def end_all(_app: Flask, here: Browser) -> None:
    page = here.get(LIST)
    here.post(f"{LIST}/end", page.form(f"{LIST}/end"))


def new_password(_app: Flask, here: Browser) -> None:
    assert change(here, PASSWORD, LONG).status == 302


def lost_password(app: Flask, _here: Browser) -> None:
    fill(Browser(app), "/accounts/forgot-password", email="bart@demo.example")
    fill(Browser(app), link_in(letter(app, "reset")), password=LONG, password_confirm=LONG)


def new_factor(_app: Flask, here: Browser) -> None:
    page = here.post(SETUP, here.get(SETUP).form(SETUP) | {"setup": "authenticator"})
    key = next("".join(each.itertext()) for each in page._all("strong"))
    here.post(CODE, page.form(CODE) | {"code": App(key).code()})


def other_role(app: Flask, _here: Browser) -> None:
    with app.app_context():
        changes.ask_change(
            person("bart"), ChangeKind.GRANT_ROLE, key=uuid4(), role=Role.CARE_COORDINATOR, reason="Erbij", by=None
        )
        db.session.commit()


def closed(app: Flask, _here: Browser) -> None:
    with app.app_context():
        changes.ask_change(person("bart"), ChangeKind.DISABLE, key=uuid4(), reason="Weg", by=None)
        db.session.commit()


WAYS = [
    (end_it, Ended.ELSEWHERE), (end_all, Ended.ELSEWHERE), (new_password, Ended.PASSWORD),
    (lost_password, Ended.PASSWORD), (new_factor, Ended.FACTOR), (other_role, Ended.ACCOUNT), (closed, Ended.ACCOUNT),
]  # fmt: skip


def told(browser: Browser) -> list[str]:
    """All that is said about it where somebody has to sign in."""
    page = browser.get("/today/", follow=True)
    assert page.heading == "Inloggen"
    return [each for each in EVERYTHING if each in page.words]


@pytest.mark.parametrize(("act", "why"), WAYS)
def test_it_says_what_ended_it_once_and_there_alone(
    app: Flask, mentor: Browser, act: Callable[[Flask, Browser], None], why: Ended
) -> None:
    other = Browser(app).signed_in("bart")
    held = cookie(app, other)
    act(app, mentor)
    assert told(other) == [SAID[why]]
    assert told(other) == [], "it is said once"
    assert told(Browser(app)) == [], "and to nobody who did not hold it"
    assert not is_in(with_cookie(app, held)), "and what was ended opens nothing"


def test_who_changed_the_password_goes_on_and_stands_in_the_list_alone(app: Flask, mentor: Browser) -> None:
    Browser(app).signed_in("bart")
    new_password(app, mentor)
    assert is_in(mentor)
    page = mentor.get(LIST)
    assert page.words.count("sinds ma 23 nov") == 1
    assert f"{LIST}/end" not in page.text


def test_a_script_that_asks_something_takes_nobodys_message(app: Flask, mentor: Browser) -> None:
    other = Browser(app).signed_in("bart")
    end_all(app, mentor)
    answer = other.client.get("/today/", headers={"Sec-Fetch-Mode": "cors"})
    assert answer.headers["Location"].startswith(SIGN_IN)
    assert told(other) == [SAID[Ended.ELSEWHERE]]


def test_who_comes_for_a_page_reads_that_a_quarter_of_an_hour_ends_it(app: Flask) -> None:
    silence, browser = "Wie een kwartier niets doet", Browser(app)
    page = browser.get("/today/", follow=True)
    assert silence in page.words
    assert silence not in browser.get(SIGN_IN).words


def test_of_somebody_else_nothing_is_ended(app: Flask, mentor: Browser, worker: Browser) -> None:
    new_password(app, mentor)
    assert is_in(worker)
    with app.app_context():
        bart = person("bart").id
        ended = db.session.scalars(select(SignIn.user_id).where(SignIn.ended.is_not(None))).all()
        assert set(ended) == {bart}


def test_after_eight_hours_that_is_what_it_says(worker: Browser, frozen: FrozenDateTimeFactory) -> None:
    for _ in range(47):
        frozen.tick(timedelta(minutes=10))
        assert is_in(worker)
    frozen.tick(timedelta(minutes=10))
    assert told(worker) == [LONG_AGO]


def test_a_form_that_comes_after_it_says_so_too(app: Flask, worker: Browser) -> None:
    other = Browser(app).signed_in("sanne")
    sent = written(other.get("/today/"))
    end_it(app, worker)
    page = other.post(RECORD, sent)
    assert (page.status, SAID[Ended.ELSEWHERE] in page.words) == (401, True)
    assert "Doe je een kwartier niets" not in page.words


def test_a_form_that_comes_after_a_silence_says_that(worker: Browser, frozen: FrozenDateTimeFactory) -> None:
    sent = written(worker.get("/today/"))
    frozen.tick(timedelta(minutes=16))
    page = worker.post(RECORD, sent)
    assert (page.status, "Doe je een kwartier niets" in page.words) == (401, True)
    assert not [each for each in EVERYTHING if each in page.words]


def test_the_list_says_when_each_was_used_last(app: Flask, worker: Browser, frozen: FrozenDateTimeFactory) -> None:
    other = Browser(app).signed_in("sanne")
    for minutes, noted in ((4, "12.30"), (2, "12.36"), (1, "12.36"), (5, "12.42")):
        frozen.tick(timedelta(minutes=minutes))
        assert is_in(other)
        page = worker.get(LIST) if minutes < 5 else None
        assert page is None or f"laatst gebruikt rond ma 23 nov {noted}" in page.words
    with app.app_context():
        seen = [each.isoformat() for each in db.session.scalars(select(SignIn.seen).order_by(SignIn.seen))]
    assert seen == ["2026-11-23T11:36:00+00:00", "2026-11-23T11:42:00+00:00"]


def test_one_that_fell_silent_is_no_longer_in_it(app: Flask, worker: Browser, frozen: FrozenDateTimeFactory) -> None:
    left = Browser(app).signed_in("sanne")
    for _ in range(2):
        frozen.tick((IDLE + NOTED) / 2 - timedelta(seconds=1))
        assert is_in(worker)
    worker.signed_in("sanne")
    assert len(ends(worker.get(LIST))) == 2, "so long it may have been used without our writing it down"
    frozen.tick(timedelta(seconds=2))
    assert len(ends(worker.get(LIST))) == 1
    assert not is_in(left)


def test_that_a_use_is_written_down_takes_nothing_back(
    app: Flask, worker: Browser, frozen: FrozenDateTimeFactory
) -> None:
    """What a page did in the same request stays, and a page is not kept waiting by its failing."""
    form = worker.get("/accounts/profile")
    frozen.tick(NOTED)
    values = form.form("/accounts/profile") | {"first_name": "Sanneke"}
    assert worker.post("/accounts/profile", values).status == 303
    with app.app_context():
        assert db.session.scalars(select(SignIn.seen)).one().isoformat() == "2026-11-23T11:35:00+00:00"
        assert person("sanne").first_name == "Sanneke"


def test_the_sign_in_page_knows_no_list(browser: Browser) -> None:
    assert not [each for each in EVERYTHING if each in browser.get(SIGN_IN).words]
