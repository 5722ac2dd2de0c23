"""A link that does not open any more: it says why, whom to call, and nothing that was typed is lost."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import update

from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.reference import forget_reference
from jsp.rules.referral import MOST_WRONG, Step
from tests.browser import Browser, Page
from tests.partner.iris import PACKET, at_packet, door, made, opens, says, stored, wrong_one
from tests.referrals.rows import NAME
from tests.referrals.test_partner_changes import put, try_codes

DETAILS = f"{PACKET}/details"
NO = {"obstacle": "waiting_time", "waiting_weeks": "12", "suggestion": "Vraag het eens bij het buurthuis."}
OWN = {"contact_person": "Joris", "phone": "0478-000333", "place": "Nieuwe markt", "times": "Op dinsdag", "mail": ""}
FIVE, GONE, WAS_GONE = "typed five times", "you have stopped or moved", "you had stopped or moved"
CLOSED = [("archive",), ("archive", "restore"), ("archive", "restore", "archive")]


def reasons(page: Page) -> list[bool]:
    return [text in page.words for text in (FIVE, GONE, WAS_GONE)]


def told(page: Page) -> dict[str, str]:
    """What stands there to be copied, by its label."""
    terms = [each for each in page._all("dt") if each.getnext().tag == "dd"]
    return {each.text_content(): each.getnext().text_content() for each in terms}


def no_cookie(browser: Browser) -> None:
    browser.client.delete_cookie("jsp-partner", path="/partner")


@pytest.mark.parametrize("whats", CLOSED, ids="-".join)
@pytest.mark.parametrize("wrong", [0, MOST_WRONG - 1])
def test_a_link_that_we_closed_says_so_and_blames_nobody(
    app: Flask, worker: Browser, whats: tuple[str, ...], wrong: int
) -> None:
    id, browser = made(app), Browser(app).in_language("en")
    try_codes(app, id, wrong)
    put(app, worker, id, *whats)
    page = opens(browser, *door(app, id))
    is_gone = whats[-1] == "archive"
    assert (page.status, page.heading, reasons(page)) == (410, "This link is closed", [False, is_gone, not is_gone])
    assert (NAME in page.words, "Call the JSP:" in page.words) == (False, True)


@pytest.mark.parametrize(("whats", "found"), [((), [True, False, False]), (CLOSED[0], [False, True, False]),
                                              (CLOSED[1], [True, False, False])])  # fmt: skip
def test_five_wrong_codes_are_told_as_that(
    app: Flask, worker: Browser, whats: tuple[str, ...], found: list[bool]
) -> None:
    id, browser = made(app), Browser(app).in_language("en")
    try_codes(app, id, MOST_WRONG)
    put(app, worker, id, *whats)
    assert reasons(opens(browser, *door(app, id))) == found


@pytest.mark.parametrize("is_asleep", [False, True])
def test_what_was_corrected_can_be_copied_with_its_labels(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory, is_asleep: bool
) -> None:
    id, _page = at_packet(app, browser.in_language("en"))
    values = browser.get(DETAILS).form(DETAILS)
    frozen.tick(timedelta(minutes=21)) if is_asleep else no_cookie(browser)
    page = browser.post(DETAILS, values | OWN)
    found = told(page)
    assert (page.status, page.heading) == (410, "Nothing was sent")
    assert found["Contact person, for the JSP alone"] == "Joris"
    assert set(found.values()) >= {each for each in OWN.values() if each}
    assert values["about"] not in page.text
    assert values["once"] not in page.text
    assert ("ype the code" in page.words, "fill it in once more" in page.words) == (True, True)
    if is_asleep:
        assert page.form(door(app, id)[0])


def test_the_one_thing_that_was_corrected_has_its_label(app: Flask, browser: Browser) -> None:
    at_packet(app, browser.in_language("en"))
    values = browser.get(DETAILS).form(DETAILS)
    no_cookie(browser)
    empty = dict.fromkeys(OWN, "") | {"website": "", "waiting_weeks": ""}
    page = browser.post(DETAILS, values | empty | {"phone": "0478-000333"})
    assert told(page) == {"Phone number that pupils may call": "0478-000333"}


@pytest.mark.parametrize("is_asleep", [False, True])
def test_an_answer_can_be_copied_with_what_was_chosen(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory, is_asleep: bool
) -> None:
    _id, page = at_packet(app, browser.in_language("en"))
    frozen.tick(timedelta(minutes=50)) if is_asleep else no_cookie(browser)
    typed = NO | ({"waiting_weeks": "-3"} if is_asleep else {})
    answer = says(browser, page, Step.NOT_POSSIBLE, **typed)
    assert (answer.status, answer.heading) == (410, "Nothing was sent")
    assert "Why not? the waiting time is too long" in answer.words
    assert told(answer) == {
        "Waiting time in weeks": typed["waiting_weeks"], "What would help instead?": NO["suggestion"],
    }  # fmt: skip
    assert ("from 0 to 200" in answer.words) is is_asleep, "what was wrong with it is said where it can be sent again"


def test_an_answer_that_fits_no_more_can_be_copied_too(app: Flask, browser: Browser) -> None:
    id, page = at_packet(app, browser.in_language("en"))
    says(browser, page, Step.START)
    says(browser, browser.get(PACKET), Step.FINISH)
    answer = says(browser, page, Step.NOT_POSSIBLE, **NO)
    assert "Why not? the waiting time is too long" in answer.words
    assert told(answer)["What would help instead?"] == NO["suggestion"]
    assert stored(app, id).notes == []


def test_closed_by_us_while_somebody_types_it_can_be_copied(app: Flask, browser: Browser, worker: Browser) -> None:
    id, page = at_packet(app, browser.in_language("en"))
    put(app, worker, id, "archive")
    answer = says(browser, page, Step.NOT_POSSIBLE, **NO)
    assert (answer.heading, reasons(answer)) == ("Nothing was sent", [False, True, False])
    assert "What would help instead?" in told(answer)


def test_who_looks_without_a_visit_sent_nothing(browser: Browser) -> None:
    for address in (PACKET, DETAILS):
        assert browser.in_language("en").get(address).heading == "This page is closed"


def numbered(app: Flask, *phones: str) -> None:
    """The sites have these numbers; the JSP itself has none."""
    with app.test_request_context():
        for site, phone in zip(db.session.query(Site).order_by(Site.position), phones, strict=False):
            db.session.execute(update(Site).where(Site.id == site.id).values(phone=phone))
        db.session.commit()
        forget_reference()


def test_a_number_to_call_stands_there_before_the_code(app: Flask, browser: Browser) -> None:
    id = made(app)
    numbered(app, "", "0478-000555")
    address, code = door(app, id)
    pages = [browser.get(address), browser.get("/partner/x"), browser.post(address, {"code": wrong_one(code)})]
    assert ["0478-000555" in page.words for page in pages] == [True] * 3
    assert "0478-000555" in browser.get(PACKET).words


def test_on_pages_for_a_partner_nothing_is_said_as_to_a_pupil(app: Flask, browser: Browser) -> None:
    pages = [browser.in_language("en").get(door(app, made(app))[0]), browser.get(PACKET)]
    for page in pages:
        assert ("Data and privacy" in page.text, ">Your data<" in page.text) == (True, False)


def suggests(app: Flask, browser: Browser, suggestion: str) -> tuple[UUID, Page]:
    id, page = at_packet(app, browser.in_language("en"))
    return id, says(browser, page, Step.NOT_POSSIBLE, **(NO | {"suggestion": suggestion}))


@pytest.mark.parametrize("typed", ["Bel Karel de Boer", "Misschien kan zijn oom Karel helpen.\r\nOf de buren."])
def test_a_name_is_warned_about_once_and_then_goes_through(app: Flask, browser: Browser, typed: str) -> None:
    id, page = suggests(app, browser, typed)
    assert (page.status, "looks like the name of somebody" in page.words) == (422, True)
    assert stored(app, id).notes == []
    again = f"{PACKET}/{Step.NOT_POSSIBLE}"
    other = browser.post(again, page.form(again) | {"suggestion": "Bel Piet de Wit"})
    assert (other.status, "looks like the name" in other.words) == (422, True), "other words are warned about too"
    for _tap in range(2):
        assert browser.post(again, other.form(again)).status == 303
    assert len(stored(app, id).notes) == 1


@pytest.mark.parametrize("typed", ["Vraag het de buren.", "Bel Iris van Grip Geldhulp, of Sanne.", ""])
def test_who_writes_and_who_reads_may_be_named(app: Flask, browser: Browser, typed: str) -> None:
    _id, page = suggests(app, browser, typed)
    assert page.status == 303
