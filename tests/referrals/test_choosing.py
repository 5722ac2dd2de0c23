"""To whom: the partners of the theme, a search in all of them, and who cannot be chosen (any more)."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select, update

from jsp import clock
from jsp.extensions import db
from jsp.models.directory import Partner, PartnerKind
from jsp.models.directory_index import KEY
from jsp.models.ground import CrisisLine
from jsp.models.reference import forget_reference
from jsp.models.referrals import Referral
from jsp.rules.consent import ReceiverRule
from jsp.rules.referral import State, TaskKind, Warmth, Way
from jsp.verbs import referring
from tests.browser import Browser, Page
from tests.intake.desk import log
from tests.messages.asker import ask, thread_of
from tests.referrals.rows import referral
from tests.referrals.steps import answer, asked, begin, links, made, partner, row_at, say_age, send, tap, where, write
from tests.referrals.test_page import send as send_to


@pytest.fixture(autouse=True)
def forgets(app: Flask) -> Iterator[None]:
    """The directory of another test is not this one's."""
    app.extensions.pop(KEY, None)
    yield
    app.extensions.pop(KEY, None)


def archive(app: Flask, id: int) -> None:
    with app.app_context():
        db.session.execute(update(Partner).where(Partner.id == id).values(archived_on=clock.today()))
        db.session.commit()


def test_those_of_the_theme_are_offered_and_the_rest_is_found(app: Flask, worker: Browser) -> None:
    mine, other = partner(app), partner(app, name="Schoolhulp", themes=("school",))
    address = f"/referrals/new/contact/{log(app, worker)}"
    page = worker.get(address)
    assert [value for value in page.choices("partner").values()] == [str(mine)]
    found = worker.get(f"{address}?q=schoolhlp")
    assert (found.status, list(found.choices("partner").values())) == (200, [str(other)])
    assert tap(worker, found, address, partner=other).status == 303


@pytest.mark.parametrize(("said", "line"), [
    ("zelfmoord", "tel:113"), ("mezelf pijn doen", "tel:113"), ("aanranding", "tel:0800"),
])  # fmt: skip
def test_a_cry_for_help_shows_whom_to_call(app: Flask, worker: Browser, said: str, line: str) -> None:
    partner(app, offer_nl="Aanmaning gekregen?")
    with app.app_context():
        for at, (code, number) in enumerate((("suicide", "113"), ("assault", "0800"))):
            words = {"question_nl": "Echt?", "question_en": "Really?", "about_nl": "", "about_en": ""}
            db.session.add(CrisisLine(code=code, number=number, position=at, **words))
        db.session.commit()
        forget_reference()
    address = f"/referrals/new/contact/{log(app, worker)}"
    page = worker.get(f"{address}?q={said}")
    assert "Als het niet kan wachten" in page.words
    assert line in links(page)
    assert ("Niemand gevonden" in page.words, "Grip" in page.words) == (False, False)
    assert "Als het niet kan wachten" not in worker.get(f"{address}?q=geld").words


def test_a_national_line_is_only_shown(app: Flask, worker: Browser) -> None:
    line, mine = partner(app, name="Geldfit", kind=PartnerKind.LINE), partner(app)
    address = f"/referrals/new/contact/{log(app, worker)}"
    page = worker.get(address)
    assert list(page.choices("partner").values()) == [str(mine)]
    assert [form for form in page.forms() if form.get("action") == f"/directory/{line}/signpost"]
    refused = tap(worker, page, address, partner=line)
    assert refused.status == 422


@pytest.mark.parametrize("sent", ["", "x", "0", "999999999999999999999999", "-1", "1; drop"])
def test_what_is_no_partner_is_refused_in_words(app: Flask, worker: Browser, sent: str) -> None:
    partner(app)
    address = f"/referrals/new/contact/{log(app, worker)}"
    refused = tap(worker, worker.get(address), address, partner=sent)
    assert refused.status == 422
    with app.app_context():
        assert not db.session.scalars(select(Referral)).all()


def test_another_partner_from_the_same_page_is_told_to_be_another(app: Flask, worker: Browser) -> None:
    first, second = partner(app), partner(app, name="Ander")
    address = f"/referrals/new/contact/{log(app, worker)}"
    values = worker.get(address).form(address)
    assert worker.post(address, values | {"partner": first}).status == 303
    assert worker.post(address, values | {"partner": second}).status == 422


def test_e24_a_partner_that_stops_midway_is_told_and_another_is_chosen(app: Flask, worker: Browser) -> None:
    gone, other = partner(app), partner(app, name="Ander")
    at = asked(worker, log(app, worker), gone, "from_16")
    answer(worker, at)
    values = worker.get(f"{at}/ways").form(f"{at}/send") | {"how": "call"}
    archive(app, gone)
    refused = worker.post(f"{at}/send", values)
    assert refused.status == 422
    assert "gestopt of verhuisd" in refused.words
    assert where(worker.get(f"{at}/ask")) == f"{at}/partner"
    page = worker.get(f"{at}/partner")
    assert where(tap(worker, page, f"{at}/partner", partner=other)) == f"{at}/passport"
    with app.app_context():
        row = row_at(app, at)
        assert (row.partner_id, row.state) == (other, State.DRAFT)
        assert not [each for each in row.consents if each.ended_on is None]
    assert worker.get(f"{at}/passport").form(f"{at}/passport")["first_name"] == "Fenna"
    write(worker, at)
    answer(worker, at)
    assert where(send(worker, at)) == at


def test_what_was_typed_for_a_partner_that_stopped_stays(app: Flask, worker: Browser) -> None:
    gone = partner(app)
    at = begin(worker, log(app, worker), gone)
    say_age(worker, at, "from_16")
    values = worker.get(f"{at}/passport").form(f"{at}/passport") | {"reach": "Na school.", "tick_reach": "y"}
    archive(app, gone)
    refused = worker.post(f"{at}/passport", values)
    assert (refused.status, refused.form(f"{at}/passport")["reach"]) == (422, "Na school.")


def test_a_partner_that_asks_the_parents_is_asked_so(app: Flask, worker: Browser) -> None:
    strict = partner(app, receiver_rule=ReceiverRule.PARENTS_UNTIL_18)
    at = asked(worker, log(app, worker), strict, "from_16")
    assert "vraagt ook de ja van een ouder" in worker.get(f"{at}/ask").words
    assert where(answer(worker, at)) == f"{at}/tell"


def test_a_partner_that_comes_to_school_is_met_at_the_next_opening(app: Flask, worker: Browser) -> None:
    at = asked(worker, log(app, worker), partner(app, sites=("raayland",)), "from_18")
    answer(worker, at)
    assert "dinsdag 24 november" in worker.get(f"{at}/ways").words
    assert where(send(worker, at, "meet")) == at
    with app.app_context():
        row = row_at(app, at)
        assert row.opening is not None
        assert (row.warmth, row.opening.on.isoformat()) == (Warmth.MEET, "2026-11-24")


@pytest.mark.parametrize("how", ["meet", "written"])
def test_a_way_that_is_not_there_is_refused(app: Flask, worker: Browser, how: str) -> None:
    at = asked(worker, log(app, worker), partner(app, mail=""), "from_18")
    answer(worker, at)
    assert send(worker, at, how).status == 422
    with app.app_context():
        assert row_at(app, at).state is State.AWAITING_CONSENT


def test_who_makes_contact_alone_shares_nothing_and_gets_a_card(app: Flask, worker: Browser) -> None:
    there = partner(app)
    at = asked(worker, log(app, worker), there, "from_12")
    done = tap(worker, worker.get(f"{at}/alone"), f"{at}/alone")
    assert where(done).startswith(f"/directory/{there}/card")
    with app.app_context():
        row = row_at(app, at)
        assert (row.state, row.way, row.packet, row.key_sealed) == (State.COMPLETED, Way.SELF_CONTACT, None, None)


def test_a_question_without_a_name_is_referred_as_well(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    there = partner(app)
    ask(app, browser, frozen)
    with app.app_context():
        id = thread_of(app).id
    worker = Browser(app).signed_in("sanne")
    page = worker.get(f"/messages/{id}")
    [link] = [each.get("href") for each in page._all("a") if str(each.get("href")).startswith("/referrals/new/thread/")]
    done = tap(worker, worker.get(link), link, partner=there, site="raayland")
    assert done.status == 303
    with app.app_context():
        row = db.session.scalars(select(Referral)).one()
        assert (row.thread_id, row.contact_id) == (id, None)


def test_what_is_of_somebody_else_is_missing(app: Flask, worker: Browser, colleague: Browser) -> None:
    at = asked(worker, log(app, worker), partner(app), "from_16")
    for page in ("age", "passport", "ask", "start", "tell", "parents", "parents/text", "ways", "alone", "partner"):
        assert colleague.get(f"{at}/{page}").status == 404, page


def test_who_said_no_to_this_comes_last_and_says_so(app: Flask, worker: Browser) -> None:
    old = clock.today() - timedelta(days=30)
    no, other = partner(app, name="Aanpak", waiting_weeks=1, waiting_on=old), partner(app, name="Zorg")
    id = made(app, state=State.RECEIVED, partner_id=no)
    at = f"/referrals/{id}"
    worker.in_language("en")
    said = send_to(worker, f"{at}/outcome/not_possible", obstacle="waiting_time", weeks="12")
    assert said.status == 303, said.words
    words = worker.get(at).words
    assert ("Waiting time: 1 week." in words, words.count("Waiting time: 12 weeks.")) == (False, 2)
    with app.test_request_context():
        referring.add_task(referral(id), TaskKind.NOT_POSSIBLE)
        db.session.commit()
    page = worker.get(where(tap(worker, worker.get(at), f"{at}/elsewhere")))
    assert list(page.choices("partner").values()) == [str(other), str(no)]
    assert "said no on Mon 23 Nov: waiting time 12 weeks" in page.words
    assert "waiting time 1 week" not in page.words
    assert tap(worker, page, where_form(page), partner=no).status == 303, "a hint: it can be chosen"


def where_form(page: Page) -> str:
    """Where the list of partners sends to."""
    return str(next(each.get("action") for each in page.forms() if each.get("id") == "choose"))
