"""A worker refers with the young person opposite: from the conversation to sent."""

from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.consents import Consent
from jsp.models.referrals import Referral
from jsp.rules.consent import TEXT_VERSION, Answer, Decision, Giver
from jsp.rules.referral import State, Warmth, Way
from tests.browser import Browser
from tests.intake.desk import log
from tests.referrals.steps import answer, asked, begin, links, partner, row_at, say_age, send, tap, where, write


def test_six_taps_lead_from_a_conversation_to_a_call(app: Flask, worker: Browser) -> None:
    there, contact = partner(app), log(app, worker)
    page = worker.get(f"/intake/contacts/{contact}")
    [link] = [each.get("href") for each in page._all("a") if each.get("href", "").startswith("/referrals/new/")]
    page = worker.get(link)  # 1
    done = tap(worker, page, link, partner=there)  # 2
    at, page = where(done).removesuffix("/age"), worker.get(where(done))
    page = worker.get(where(tap(worker, page, f"{at}/age", age="from_16")))  # 3
    ticks = [each for each in page._all("input") if each.get("type") == "checkbox"]
    assert len(ticks) == 7
    assert not [each for each in ticks if each.get("checked") is not None]
    typed = {"first_name": "Fenna", "tick_first_name": "y", "phone": "06-00000123", "tick_phone": "y"}
    page = worker.get(where(tap(worker, page, f"{at}/passport", **typed)))  # 4
    page = worker.get(where(tap(worker, page, f"{at}/answer", answer="given")))  # 5
    done = tap(worker, page, f"{at}/send", how="call")  # 6
    assert where(done) == at
    with app.app_context():
        row = row_at(app, at)
        assert (row.state, row.way, row.warmth) == (State.SENT, Way.WARM, Warmth.CALL)
        assert row.contact_id == contact
        assert row.link is not None
    assert worker.get(at).status == 200


def test_a_yes_is_kept_with_its_words_its_purpose_and_its_end(app: Flask, worker: Browser) -> None:
    at = asked(worker, log(app, worker), partner(app), "from_16")
    answer(worker, at)
    with app.app_context():
        [yes] = db.session.scalars(select(Consent))
        assert (yes.decision, yes.giver, yes.answer) == (Decision.SHARE, Giver.YOUNG_PERSON, Answer.GIVEN)
        assert (yes.text_version, yes.purpose, (yes.until - yes.given_on).days) == (TEXT_VERSION, "referral", 180)
        assert yes.packet_mark == row_at(app, at).packet_mark


def test_that_help_may_begin_is_an_answer_of_its_own(app: Flask, worker: Browser) -> None:
    at = asked(worker, log(app, worker), partner(app), "from_16")
    answer(worker, at, start="y")
    with app.app_context():
        given = {(each.decision, each.purpose, each.answer) for each in row_at(app, at).consents}
    assert given == {(Decision.SHARE, "referral", Answer.GIVEN), (Decision.START, "help", Answer.GIVEN)}


def test_starting_help_can_be_asked_once_it_was_sent(app: Flask, worker: Browser) -> None:
    at = asked(worker, log(app, worker), partner(app), "from_16")
    answer(worker, at)
    send(worker, at)
    tap(worker, worker.get(f"{at}/start"), f"{at}/start", answer="given")
    with app.app_context():
        assert {each.decision for each in row_at(app, at).consents} == {Decision.SHARE, Decision.START}
    tap(worker, worker.get(f"{at}/start"), f"{at}/start", answer="refused")
    with app.app_context():
        row = row_at(app, at)
        now = [each.answer for each in row.consents if each.decision is Decision.START and each.ended_on is None]
        assert now == [Answer.REFUSED]


def test_a_no_sends_nothing_and_a_new_yes_takes_its_place(app: Flask, worker: Browser) -> None:
    at = asked(worker, log(app, worker), partner(app), "from_16")
    assert where(answer(worker, at, "refused")) == f"{at}/thanks"
    page = worker.get(f"{at}/ways")
    assert "Moet nog ja zeggen" not in page.words
    for each in (page, worker.get(at)):
        assert f"{at}/withdraw" in links(each)
    assert "terug" not in worker.get(f"{at}/withdraw").words  # nothing was taken back
    assert not [form for form in page.forms() if form.get("action") == f"{at}/send"]
    answer(worker, at, "given")
    assert where(send(worker, at)) == at


def test_after_an_answer_the_screen_is_turned_back_first(app: Flask, worker: Browser) -> None:
    at = asked(worker, log(app, worker), partner(app), "from_16")
    for said in ("refused", "thinking"):
        page = worker.get(where(answer(worker, at, said)))
        assert links(page)[1:] == [f"{at}/ways"]
        assert "Grip" not in page.text
    page = worker.get(where(tap(worker, worker.get(f"{at}/start"), f"{at}/start", answer="given")))
    assert links(page)[1:] == [f"{at}/ways"]


def test_the_card_shows_what_is_sent_and_nothing_of_the_desk(app: Flask, worker: Browser) -> None:
    at = asked(worker, log(app, worker, note="Vertelde over thuis."), partner(app), "from_16", last_name="Verzonnen")
    page = worker.get(f"{at}/ask")
    assert "Fenna" in page.words
    assert "06-00000123" in page.words
    assert "Verzonnen" not in page.text  # typed, not ticked
    assert "thuis" not in page.text
    assert "/today/" not in page.text
    assert "Mijn contacten" not in page.text


def test_whoever_sees_the_lines_is_written_down(app: Flask, worker: Browser) -> None:
    at = asked(worker, log(app, worker), partner(app), "from_16")
    worker.get(f"{at}/ask")
    with app.app_context():
        seen = db.session.scalars(select(AuditEntry).where(AuditEntry.action == Action.IDENTITY_READ)).all()
        assert {each.object_id for each in seen} == {str(row_at(app, at).id)}
        assert len(seen) == 2  # the passport, the card


def test_another_word_makes_the_yes_void_and_says_so(app: Flask, worker: Browser) -> None:
    at = asked(worker, log(app, worker), partner(app), "from_16")
    answer(worker, at)
    page = worker.get(where(write(worker, at, phone="06-00000999")))
    assert "telt niet meer" in page.words or "counts no more" in page.words
    page = worker.get(f"{at}/ways")
    assert not [form for form in page.forms() if form.get("action") == f"{at}/send"]
    with app.app_context():
        assert all(each.ended_on for each in row_at(app, at).consents)


def test_what_stays_the_same_keeps_its_yes(app: Flask, worker: Browser) -> None:
    at = asked(worker, log(app, worker), partner(app), "from_16")
    answer(worker, at)
    write(worker, at, last_name="Verzonnen")  # without a tick it is not shared
    assert where(send(worker, at)) == at


def test_a_tap_twice_makes_one_draft_and_one_sending(app: Flask, worker: Browser) -> None:
    there, contact = partner(app), log(app, worker)
    address = f"/referrals/new/contact/{contact}"
    values = worker.get(address).form(address) | {"partner": there}
    assert where(worker.post(address, values)) == where(worker.post(address, values))
    with app.app_context():
        assert len(db.session.scalars(select(Referral)).all()) == 1
    at = asked(worker, log(app, worker), there, "from_18")
    answer(worker, at)
    values = worker.get(f"{at}/ways").form(f"{at}/send") | {"how": "written"}
    of_another_tab = worker.get(f"{at}/ways").form(f"{at}/send") | {"how": "call"}
    for each in (values, values, of_another_tab):
        assert where(worker.post(f"{at}/send", each)) == at
    with app.app_context():
        shared = select(AuditEntry).where(AuditEntry.action == Action.SHARED)
        assert len(db.session.scalars(shared).all()) == 1


def test_a_draft_begins_with_the_theme_and_never_with_the_note(app: Flask, worker: Browser) -> None:
    at = begin(worker, log(app, worker, note="Vertelde over thuis."), partner(app))
    say_age(worker, at, "from_12")
    values = worker.get(f"{at}/passport").form(f"{at}/passport")
    assert "Geld" in values["about"]
    assert "thuis" not in values["about"]
    assert values["first_name"] == ""
