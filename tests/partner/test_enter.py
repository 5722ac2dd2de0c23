"""The address of a mail: it asks for a code, whatever stands in it, and shows and changes nothing before."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.rules.referral import Step, TaskKind
from jsp.verbs import partner_links, referring, signed_links, talk_links
from tests.browser import Browser
from tests.partner.iris import PACKET, WRONG, door, made, opens, stored, wrong_one
from tests.referrals.rows import FAMILY, NAME, PHONE, STORY, referral

FORGED = "a" * signed_links.LENGTH


def trail(app: Flask, *actions: Action) -> int:
    with app.app_context():
        return db.session.scalar(
            select(func.count()).select_from(AuditEntry).where(AuditEntry.action.in_(actions))
        ) or 0  # fmt: skip


def everything(app: Flask) -> int:
    return trail(app, *Action)


def test_the_page_before_the_code_is_the_same_for_every_address(app: Flask, browser: Browser) -> None:
    address, _code = door(app, made(app))
    before = everything(app)
    pages = {browser.get(each).text for each in (address, address.upper().replace("/PARTNER", "/partner"),
             f"/partner/{FORGED}", "/partner/x", "/partner/" + "é" * 48)}  # fmt: skip
    [page] = pages
    assert not [word for word in (NAME, FAMILY, PHONE, STORY, "Grip", "Geld", "Raayland", "Sanne") if word in page]
    assert browser.client.head(address).status_code == 200
    assert everything(app) == before


def test_no_search_engine_and_no_other_site_hears_of_it(app: Flask, browser: Browser) -> None:
    address, _code = door(app, made(app))
    page = browser.get(address)
    assert page.response.headers["Referrer-Policy"] == "no-referrer"
    assert page.response.headers["Cache-Control"] == "no-store"
    assert '<meta name="robots" content="noindex">' in page.text


def test_the_right_code_shows_what_was_agreed_and_nothing_else(app: Flask, browser: Browser) -> None:
    id = made(app)
    page = opens(browser, *door(app, id))
    assert all(word in page.words for word in (NAME, STORY, PHONE))
    assert not [word for word in (FAMILY, "Geld", "Raayland", "16") if word in page.words.replace("geleend", "")]
    assert "7 december" in page.words
    [cookie] = [each for each in browser.client._cookies.values() if each.key == "jsp-partner"]
    assert (cookie.path, cookie.http_only, cookie.same_site, cookie.expires) == ("/partner", True, "Strict", None)
    assert trail(app, Action.PARTNER_READ) == 1


def test_a_code_may_be_typed_as_it_was_said(app: Flask, browser: Browser) -> None:
    address, code = door(app, made(app))
    assert NAME in opens(browser, address, f" {code[:3]}-{code[3:]} ").words


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "abcdef", "é\N{ARABIC-INDIC DIGIT ONE}", "9" * 100_000])
def test_what_is_no_code_does_not_count_as_a_wrong_one(app: Flask, browser: Browser, typed: str) -> None:
    id = made(app)
    page = browser.post(door(app, id)[0], {"code": typed})
    assert (page.status, "zes cijfers" in page.words) == (422, True)
    assert stored(app, id).link.wrong == 0  # type: ignore[union-attr]


def test_five_wrong_codes_close_it_and_the_worker_hears_it(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    id = made(app)
    address, code = door(app, id)
    for _each in range(5):
        page = browser.post(address, {"code": wrong_one(code)})
        assert (page.status, WRONG in page.words) == (422, True)
        frozen.tick(timedelta(minutes=1))
    row = stored(app, id)
    assert row.link
    assert row.link.closed_on
    assert [task.kind for task in row.tasks] == [TaskKind.LINK_CLOSED]
    assert WRONG in browser.post(address, {"code": wrong_one(code)}).words, "who has no code hears nothing of it"
    page = opens(browser, address, code)
    assert (page.status, "vijf keer" in page.words, NAME in page.words) == (410, True, False)
    assert stored(app, id).link.wrong == 5  # type: ignore[union-attr]


def test_tries_are_slowed_for_this_link_alone(app: Flask, browser: Browser, frozen: FrozenDateTimeFactory) -> None:
    id, other = made(app), made(app)
    address, code = door(app, id)
    for _each in range(3):
        assert browser.post(address, {"code": wrong_one(code)}).status == 422
    assert browser.post(address, {"code": code}).status == 429
    assert stored(app, id).link.wrong == 3  # type: ignore[union-attr]
    assert NAME in opens(Browser(app), *door(app, other)).words
    frozen.tick(timedelta(minutes=1))
    assert NAME in opens(browser, address, code).words


@pytest.mark.parametrize("other", [str.upper, lambda text: text.replace("s", "ſ"), lambda text: text.replace("i", "ı")])
def test_another_way_of_writing_the_address_is_no_fresh_start(
    app: Flask, browser: Browser, other: Callable[[str], str]
) -> None:
    address, code = door(app, made(app))
    for _each in range(3):
        browser.post(address, {"code": wrong_one(code)})
    again = f"/partner/{other(address.removeprefix('/partner/'))}"
    page = browser.post(again, {"code": code})
    assert page.status == (429 if again.isascii() else 422)


def test_a_forged_address_is_slowed_just_so(app: Flask, browser: Browser) -> None:
    made(app)
    seen = [browser.post(f"/partner/{FORGED}", {"code": "123456"}) for _each in range(4)]
    assert [page.status for page in seen] == [422, 422, 422, 429]
    assert WRONG in seen[0].words


def test_the_code_of_another_link_does_not_open_it(app: Flask, browser: Browser) -> None:
    mine, other = door(app, made(app)), door(app, made(app))
    if mine[1] != other[1]:
        assert WRONG in browser.post(mine[0], {"code": other[1]}).words


def test_one_letter_else_is_another_address(app: Flask, browser: Browser) -> None:
    address, code = door(app, made(app))
    for at in (10, 30, len(address) - 1):
        other = address[:at] + ("a" if address[at] != "a" else "b") + address[at + 1 :]
        assert WRONG in browser.post(other, {"code": code}).words


def test_a_link_that_we_signed_for_something_else_opens_nothing(app: Flask, browser: Browser) -> None:
    """Of the same thing, with the same number, by the same key: only what it is for differs."""
    address, code = door(app, made(app))
    with app.app_context():
        named = signed_links.read(address.rpartition("/")[2], purpose=partner_links.PURPOSE)
        other = signed_links.token_of(*named, purpose=talk_links.PURPOSE)
        assert signed_links.token_of(*named, purpose=partner_links.PURPOSE) in address
    assert WRONG in browser.post(f"/partner/{other}", {"code": code}).words
    assert NAME in opens(browser, address, code).words


def test_an_earlier_link_opens_nothing(app: Flask, browser: Browser) -> None:
    id = made(app)
    old = door(app, id)
    with app.test_request_context():
        partner_links.renew(referral(id), number=2)
        db.session.commit()
    assert WRONG in browser.post(*_typed(old)).words
    assert WRONG in browser.post(old[0], {"code": door(app, id)[1]}).words
    assert NAME in opens(Browser(app), *door(app, id)).words


def _typed(link: tuple[str, str]) -> tuple[str, dict[str, str]]:
    return link[0], {"code": link[1]}


@pytest.mark.parametrize("step", [Step.WITHDRAW, Step.EXPIRE])
def test_what_was_erased_has_no_code_any_more(app: Flask, browser: Browser, step: Step) -> None:
    id = made(app)
    link = door(app, id)
    with app.test_request_context():
        referring.move(referral(id), step, of_nobody=True)
        db.session.commit()
    assert WRONG in browser.post(*_typed(link)).words


def test_who_has_the_address_alone_reads_nothing(app: Flask, browser: Browser) -> None:
    door(app, made(app))
    page = browser.get(PACKET)
    assert (page.status, NAME in page.words) == (410, False)


@pytest.mark.parametrize("cookie", ["", "x", "AAAA", "é", "e30="])
def test_a_cookie_that_we_did_not_make_opens_nothing(app: Flask, browser: Browser, cookie: str) -> None:
    made(app)
    browser.client.set_cookie("jsp-partner", cookie, path="/partner")
    assert browser.get(PACKET).status == 410


def test_it_closes_on_a_device(app: Flask, browser: Browser) -> None:
    opens(browser, *door(app, made(app)))
    page = browser.post(f"{PACKET}/close", {"about": ""}, follow=True)
    assert (page.status, "Op dit apparaat gesloten" in page.words) == (410, True)
    assert browser.get(PACKET).status == 410


def test_once_closed_a_copy_of_the_cookie_opens_nothing(app: Flask, browser: Browser) -> None:
    link = door(app, made(app))
    opens(browser, *link)
    [copy] = [each.value for each in browser.client._cookies.values() if each.key == "jsp-partner"]
    browser.post(f"{PACKET}/close", {"about": ""})
    thief = Browser(app)
    thief.client.set_cookie("jsp-partner", copy, path="/partner")
    assert thief.get(PACKET, follow=True).heading == "Typ de code"
    thief.post(f"{PACKET}/close", {"about": ""})
    assert NAME in opens(browser, *link).words, "who has the code comes in again, and a copy does not close that"
    assert NAME in browser.get(PACKET).words


def test_after_its_days_it_takes_answers_only_and_then_nothing(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    link = door(app, made(app))
    frozen.tick(timedelta(days=15))
    page = opens(browser, *link)
    assert (NAME in page.words, "Gestart" in page.words) == (False, True)
    assert trail(app, Action.PARTNER_READ) == 0
    frozen.tick(timedelta(days=120))
    assert WRONG in browser.post(link[0], {"code": wrong_one(link[1])}).words
    page = opens(browser, *link)
    assert (page.status, "De tijd van deze link is voorbij" in page.words) == (410, True)


def test_open_pages_ask_for_the_code_again_after_a_while(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    address, code = door(app, made(app))
    opens(browser, address, code)
    frozen.tick(timedelta(minutes=19))
    assert NAME in browser.get(PACKET).words
    frozen.tick(timedelta(minutes=21))
    page = browser.get(PACKET)
    assert (page.status, page.response.headers["Location"]) == (303, address)
    assert "Typ de code" in browser.get(address).words
