"""Guessing passwords slows down, and keeps nobody out who works here every day."""

from datetime import timedelta

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from tests.accounts.factors import fill, letter, letters, link_in
from tests.browser import Browser, Page

WAIT = "Er zijn te veel verkeerde pogingen gedaan"
FORGOT = "/accounts/forgot-password"
GOOD = "fietsbel-tuinslang-kers-wolk"


def guess(app: Flask, name: str, times: int) -> None:
    for _ in range(times):
        Browser(app).signs_in(name, "verkeerd-wachtwoord")


def test_after_five_wrong_ones_a_strange_browser_waits_a_minute(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    guess(app, "bart", 5)
    assert WAIT in Browser(app).signs_in("bart").words
    frozen.tick(timedelta(seconds=61))
    assert Browser(app).signs_in("bart").status == 302


def test_the_wait_tells_nothing_about_accounts(app: Flask) -> None:
    guess(app, "niemand", 5)
    assert WAIT in Browser(app).signs_in("niemand").words


def test_the_browser_of_every_day_is_not_held_up(app: Flask) -> None:
    own = Browser(app)
    own.signs_in("bart")
    own.post("/accounts/sign-out", own.get("/today/").form("/accounts/sign-out"))
    guess(app, "bart", 9)
    assert WAIT in Browser(app).signs_in("bart").words
    assert own.signs_in("bart").status == 302


def test_a_known_browser_guesses_no_faster(app: Flask) -> None:
    own = Browser(app)
    own.signs_in("bart")
    own.post("/accounts/sign-out", own.get("/today/").form("/accounts/sign-out"))
    for _ in range(5):
        own.signs_in("bart", "verkeerd-wachtwoord")
    assert WAIT in own.signs_in("bart").words


def test_guessing_at_one_account_holds_up_no_other(app: Flask) -> None:
    guess(app, "bart", 6)
    assert Browser(app).signs_in("nora").status == 302


def test_guessing_at_invented_accounts_holds_up_nobody(app: Flask) -> None:
    for number in range(61):
        Browser(app).signs_in(f"iemand-{number}", "verkeerd-wachtwoord")
    assert Browser(app).signs_in("bart").status == 302


def test_a_letter_is_the_way_past_it(app: Flask) -> None:
    guess(app, "bart", 6)
    own = Browser(app)
    fill(own, FORGOT, email="bart@demo.example")
    address = link_in(letter(app, "reset"))
    answer = fill(own, address, password=GOOD, password_confirm=GOOD)
    assert answer.response.headers["Location"] == "/accounts/password-changed"
    guess(app, "bart", 6)
    assert WAIT in Browser(app).signs_in("bart", GOOD).words
    assert own.signs_in("bart", GOOD).response.headers["Location"] == "/today/"
    assert [mail["to"] for mail in letters(app) if mail["kind"] == "password_changed"] == ["bart@demo.example"]


def test_a_new_password_ends_what_was_open_and_its_letter_works_once(app: Flask, mentor: Browser) -> None:
    fill(Browser(app), FORGOT, email="bart@demo.example")
    address = link_in(letter(app, "reset"))
    fill(Browser(app), address, password=GOOD, password_confirm=GOOD)
    assert mentor.get("/today/").status == 302
    assert "Deze link werkt niet meer" in Browser(app).get(address, follow=True).words
    assert Browser(app).signs_in("bart", GOOD).status == 302


@pytest.mark.parametrize("new", ["", "fietsbel-tuinslang-kers-wolk"])
def test_guessing_the_own_password_is_slow_too(mentor: Browser, new: str) -> None:
    for _ in range(5):
        page = fill(mentor, "/accounts/password", password="geraden", new_password=new, new_password_confirm=new)
        fill(mentor, "/accounts/password", password="geraden", new_password="", new_password_confirm="")
    page = fill(mentor, "/accounts/password", password="geraden", new_password=GOOD, new_password_confirm=GOOD)
    assert WAIT in page.words


def test_a_password_of_a_hundred_thousand_characters_is_just_wrong(app: Flask) -> None:
    page = Browser(app).signs_in("bart", "x" * 100_000)
    assert (page.status, "horen niet bij elkaar" in page.words) == (200, True)


def test_no_token_costs_more_for_an_address_that_exists(app: Flask) -> None:
    assert app.config["SECURITY_HASHING_SCHEMES"] == ["hex_sha256"]


def test_the_answer_is_the_same_for_every_address(app: Flask) -> None:
    answers = {
        fill(Browser(app), FORGOT, email=email).words for email in ("bart@demo.example", "niemand@demo.example", "x")
    }
    assert len(answers) == 1
    assert len(letters(app)) == 1


def test_nobody_gets_a_heap_of_letters(app: Flask) -> None:
    for _ in range(6):
        fill(Browser(app), FORGOT, email="bart@demo.example")
    assert len(letters(app)) == 3


def test_the_link_leads_here_whatever_host_was_asked(app: Flask) -> None:
    client, evil = app.test_client(), "http://evil.example/"
    values = Page(client.get(FORGOT, base_url=evil)).form(FORGOT) | {"email": "bart@demo.example"}
    client.post(FORGOT, data=values, base_url=evil)
    assert "evil.example" not in letter(app, "reset")["body"]
    assert "https://jsp.example/accounts/forgot-password/" in letter(app, "reset")["body"]
