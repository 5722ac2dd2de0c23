"""Coming in by invitation: once, in time, for one address; then the account is one's own."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.rules.roles import Role
from tests.accounts.factors import fill, letter, letters, link_in
from tests.browser import Browser, Page
from tests.make import person

INVITE = "/accounts/people/invite"
GOOD = "fietsbel-tuinslang-kers-wolk"


@pytest.fixture
def administrator(app: Flask) -> Browser:
    return Browser(app).signed_in("beheer")


def invite(by: Browser, **values: Any) -> Page:
    page = by.get(INVITE)
    form = next(each for each in page.forms() if any(f.get("name") == "email" for f in each.iter()))
    hidden = {f.get("name"): f.get("value") for f in form.iter() if f.get("type") == "hidden"}
    usual = {"email": "Daan@demo.example", "first_name": "Daan", "language": "nl", "role": "mentor", "reason": "begint",
             "sites": page.choices("sites")["Raayland"]}  # fmt: skip
    return by.post(INVITE, hidden | usual | values)


def accept(app: Flask, address: str, browser: Browser | None = None, **values: Any) -> Page:
    usual = {"email": "daan@demo.example", "first_name": "Daan", "language": "nl", "password": GOOD,
             "password_again": GOOD}  # fmt: skip
    return fill(browser or Browser(app), address, **(usual | values))


def close(by: Browser, id: int) -> None:
    """Close an account."""
    where = f"/accounts/people/{id}/disable"
    form = next(each for each in by.get(where).forms() if any(f.get("name") == "reason" for f in each.iter()))
    hidden = {f.get("name"): f.get("value") for f in form.iter() if f.get("type") == "hidden"}
    by.post(where, hidden | {"reason": "komt toch niet"})


def found(app: Flask, name: str = "daan") -> User:
    with app.app_context():
        return person(name)


def test_who_accepts_is_in(app: Flask, administrator: Browser) -> None:
    invite(administrator)
    newcomer = Browser(app)
    assert accept(app, link_in(letter(app, "invitation")), newcomer).status == 303
    assert newcomer.get("/today/").heading == "Vandaag"
    other = Browser(app)
    assert other.signs_in("daan", GOOD).status == 302


@pytest.mark.parametrize("password", ["fiétsbel-tuinslang-kers-wolk", "ﬁetsbel-tuinslang-kers-①"])
def test_a_password_with_an_accent_opens_the_door_again(app: Flask, administrator: Browser, password: str) -> None:
    invite(administrator)
    address = link_in(letter(app, "invitation"))
    assert accept(app, address, password=password, password_again=password).status == 303
    assert Browser(app).signs_in("daan", password).status == 302


def correct(app: Flask, by: Browser, email: str, name: str = "daan") -> Page:
    address = f"/accounts/people/{found(app, name).id}/address"
    form = next(each for each in by.get(address).forms() if any(f.get("name") == "email" for f in each.iter()))
    hidden = {f.get("name"): f.get("value") for f in form.iter() if f.get("type") == "hidden"}
    return by.post(address, hidden | {"email": email})


def test_a_typing_error_in_the_address_can_be_mended(app: Flask, administrator: Browser) -> None:
    invite(administrator, email="daan@demoo.example")
    old = link_in(letter(app, "invitation"))
    with app.app_context():
        id = db.session.scalars(db.select(User.id).where(User.email == "daan@demoo.example")).one()
    page = administrator.get(f"/accounts/people/{id}/address")
    form = next(each for each in page.forms() if any(f.get("name") == "email" for f in each.iter()))
    hidden = {f.get("name"): f.get("value") for f in form.iter() if f.get("type") == "hidden"}
    assert administrator.post(f"/accounts/people/{id}/address", hidden | {"email": "Daan@demo.example"}).status == 303
    [mail] = [each for each in letters(app) if each["to"] == "daan@demo.example"]
    assert Browser(app).get(old).status == 404
    assert accept(app, link_in(mail)).status == 303


@pytest.mark.parametrize(("name", "email", "said"), [
    ("daan", "bart@demo.example", "Er is al een account met dit adres"),
    ("daan", "geen adres", "Vul een e-mailadres in"),
    ("bart", "nieuw@demo.example", "heeft al een uitnodiging aangenomen"),
])  # fmt: skip
def test_an_address_that_cannot_be_is_not_taken(
    app: Flask, administrator: Browser, name: str, email: str, said: str
) -> None:
    invite(administrator)
    page = correct(app, administrator, email, name)
    assert (page.status, said in page.words) == (422, True), page.words
    assert found(app, name).email == f"{name}@demo.example"


def test_who_works_at_a_school_needs_one(app: Flask, administrator: Browser) -> None:
    page = invite(administrator, role="worker", sites=[])
    assert "Kies minstens één locatie" in page.words
    assert invite(administrator, role="researcher", sites=[]).status == 303


def test_an_account_that_was_never_opened_comes_back_with_nothing(app: Flask, administrator: Browser) -> None:
    invite(administrator)
    old = link_in(letter(app, "invitation"))
    close(administrator, found(app).id)
    again = f"/accounts/people/{found(app).id}/invite-again"
    administrator.post(again, administrator.get(f"/accounts/people/{found(app).id}").form(again))
    [new] = {link_in(mail) for mail in letters(app) if mail["kind"] == "invitation"} - {old}
    newcomer = Browser(app)
    accept(app, new, newcomer)
    assert found(app).role_set == frozenset()
    assert newcomer.get("/today/").response.headers["Location"] == "/accounts/profile"


def test_the_mail_says_nothing_but_that_an_account_waits(app: Flask, administrator: Browser) -> None:
    invite(administrator, reason="geheime reden", role="worker")
    mail = letter(app, "invitation")
    assert mail["to"] == "daan@demo.example"
    text = mail["subject"] + mail["body"]
    assert not [word for word in ("geheime", "worker", "medewerker", "Beheer", "raayland") if word in text]


def test_a_worker_waits_for_the_coordinator_and_reads_nothing_until_then(app: Flask, administrator: Browser) -> None:
    invite(administrator, role="worker")
    newcomer = Browser(app)
    accept(app, link_in(letter(app, "invitation")), newcomer)
    assert newcomer.get("/today/").response.headers["Location"] == "/accounts/profile"
    assert "Een tweede persoon moet nog ja zeggen" in newcomer.get("/accounts/profile").words
    assert letter(app, "second_person")["to"] == "renske@demo.example"


def test_an_invitation_works_once(app: Flask, administrator: Browser) -> None:
    invite(administrator)
    address = link_in(letter(app, "invitation"))
    accept(app, address)
    page = Browser(app).get(address)
    assert (page.status, page.heading) == (404, "Deze uitnodiging werkt niet meer")


def test_it_ends_after_seven_days(app: Flask, administrator: Browser, frozen: FrozenDateTimeFactory) -> None:
    invite(administrator)
    address = link_in(letter(app, "invitation"))
    frozen.tick(timedelta(days=7))
    assert Browser(app).get(address).status == 404


def test_a_new_one_stops_the_old_one(app: Flask, administrator: Browser) -> None:
    invite(administrator)
    old = link_in(letter(app, "invitation"))
    id = found(app).id
    again = f"/accounts/people/{id}/invite-again"
    administrator.post(again, administrator.get(f"/accounts/people/{id}").form(again))
    new = {link_in(mail) for mail in letters(app) if mail["kind"] == "invitation"} - {old}
    assert Browser(app).get(old).status == 404
    assert Browser(app).get(new.pop()).status == 200


def test_who_got_it_forwarded_is_asked_for_the_address(app: Flask, administrator: Browser) -> None:
    invite(administrator)
    page = accept(app, link_in(letter(app, "invitation")), email="ander@demo.example")
    assert "niet het adres waar de uitnodiging naartoe ging" in page.words
    assert found(app).password is None


def test_closing_the_account_stops_an_invitation(app: Flask, administrator: Browser) -> None:
    invite(administrator)
    address = link_in(letter(app, "invitation"))
    close(administrator, found(app).id)
    assert Browser(app).get(address).status == 404


@pytest.mark.parametrize(("password", "sentence"), [
    ("kort", "te kort"), ("x" * 129, "te lang"), ("wachtwoord2026", "makkelijk te raden"),
    ("daan-daan-daan", "makkelijk te raden"), ("123456789012", "makkelijk te raden"), ("", "Kies een wachtwoord"),
    ("correcthorsebatterystaple", "ergens anders gestolen"),
])  # fmt: skip
def test_a_weak_password_is_refused_in_words(app: Flask, administrator: Browser, password: str, sentence: str) -> None:
    invite(administrator)
    page = accept(app, link_in(letter(app, "invitation")), password=password, password_again=password)
    assert (page.status, sentence in page.words) == (422, True)
    assert 'value="Daan"' in page.text


def test_an_address_that_is_taken_is_refused(app: Flask, administrator: Browser) -> None:
    page = invite(administrator, email="BART@demo.example")
    assert "Er is al een account met dit adres" in page.words
    assert 'value="BART@demo.example"' in page.text


@pytest.mark.parametrize("email", ["geen adres", "a@b", "x@y.nl\nBcc: z@y.nl", ""])
def test_an_address_that_cannot_be_is_refused(administrator: Browser, email: str) -> None:
    assert "Vul een e-mailadres in" in invite(administrator, email=email).words


def test_the_very_first_coordinator_needs_no_second_person(app: Flask, administrator: Browser) -> None:
    with app.app_context():
        renske = person("renske")
        renske.roles = []
        db.session.commit()
    invite(administrator, role="coordinator")
    assert found(app).role_set == {Role.COORDINATOR}
    invite(administrator, role="coordinator", email="tweede@demo.example")
    assert found(app, "tweede").role_set == frozenset()


def test_inviting_asks_who_you_are_after_a_while(administrator: Browser, frozen: FrozenDateTimeFactory) -> None:
    page = administrator.get(INVITE)
    frozen.tick(timedelta(minutes=12))
    sent = administrator.get(INVITE).response.headers["Location"]
    assert sent.startswith("/accounts/confirm")
    assert page.status == 200
    confirm = administrator.get(sent)
    answer = administrator.post(
        "/accounts/confirm", confirm.form("/accounts/confirm") | {"password": "respect-op-school"}
    )
    assert answer.response.headers["Location"] == INVITE
    assert administrator.get(INVITE).status == 200
