"""A question becomes a contact: it counts from then on, without a name and without what was said."""

from typing import Any

from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from itsdangerous import URLSafeTimedSerializer

from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.ground import Outcome, SchoolClass, Site, Theme
from jsp.models.reference import forget_reference
from jsp.rules.contact import AskedBy, Channel
from jsp.rules.thread import ThreadState, Triage
from tests import make
from tests.browser import Browser, Page
from tests.intake.desk import RECORD, contacts, fill
from tests.messages.asker import press, send_question, thread_of
from tests.messages.test_inbox import INBOX, TODAY, question
from tests.messages.test_requests import ask_for, id_of

Moment = FrozenDateTimeFactory
UNDO = "/intake/contacts/undo"


def make_contact(worker: Browser, address: str, **more: Any) -> Page:
    """Open the page that makes it a contact, and tap what was done."""
    page, to = worker.get(f"{address}/contact"), f"{address}/contact"
    return worker.post(to, page.form(to) | {"outcome": page.choices("outcome")["Luisterend oor"], **more}, follow=True)


def site_id(app: Flask, code: str) -> int:
    with app.app_context():
        return make.id_of(Site, code)


def add_escalated(app: Flask) -> None:
    """The outcome for a worry about safety, as a JSP that is set up has it."""
    with app.app_context():
        db.session.add(Outcome(code="escalated", name_nl="Opgeschaald", name_en="Escalated", position=9))
        db.session.commit()
        forget_reference()


def test_theme_and_who_asked_go_along_and_what_was_said_does_not(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen, site="gilde", asked_by="friend")
    make_contact(worker, address)
    with app.app_context():
        [contact] = contacts()
        assert (contact.theme_ids, contact.site_id) == ((make.id_of(Theme, "money"),), make.id_of(Site, "gilde"))
        assert (contact.channel, contact.asked_by) == (Channel.WEB_FORM, AskedBy.FRIEND)
        assert contact.outcome_ids == (make.id_of(Outcome, "listened"),)
        assert (contact.note_sealed, contact.strengths_sealed) == (None, None)
        assert (thread_of(app).contact_id, thread_of(app).triage) == (contact.id, Triage.REAL)


def test_a_request_for_a_class_brings_the_class(app: Flask, worker: Browser, mentor: Browser) -> None:
    ask_for(app, mentor)
    make_contact(worker, f"{INBOX}{id_of(app)}")
    with app.app_context():
        [contact] = contacts()
        assert (contact.school_class_id, contact.asked_by) == (make.id_of(SchoolClass, "V2B"), AskedBy.TEACHER)


def test_who_was_called_is_a_contact_without_number_or_name(app: Flask, worker: Browser, frozen: Moment) -> None:
    send_question(app, Browser(app), frozen, site="gilde", way="reach", reach="0478-000001", first_name="Milan")
    make_contact(worker, f"{INBOX}{id_of(app)}")
    with app.app_context():
        [contact] = contacts()
        assert contact.channel is Channel.PHONE
        assert not [each for each in ("0478", "Milan") if each in repr(vars(contact))]
        assert (contact.note, contact.strengths) == ("", "")
        assert thread_of(app).state is ThreadState.CLOSED


def test_pressed_twice_makes_one(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen, site="gilde")
    values = worker.get(f"{address}/contact")
    for outcome in ("Luisterend oor", "Luisterend oor", "Verwezen"):
        chosen = {"outcome": values.choices("outcome")[outcome]}
        worker.post(f"{address}/contact", values.form(f"{address}/contact") | chosen)
    make_contact(worker, address)
    with app.app_context():
        assert [each.outcome_id for each in contacts()] == [make.id_of(Outcome, "listened")]


def test_a_question_without_a_school_needs_one_of_the_own_schools(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen)
    for site, sentence in (("", "Kies er één"), (site_id(app, "verweg"), "Ongeldige keuze")):
        assert f"Locatie {sentence}" in make_contact(worker, address, site=site).words
        with app.app_context():
            assert contacts() == []
    make_contact(worker, address, site=site_id(app, "gilde"))
    with app.app_context():
        assert [each.site_id for each in contacts()] == [make.id_of(Site, "gilde")]


def test_the_school_of_the_question_is_the_only_choice(app: Flask, worker: Browser, frozen: Moment) -> None:
    make_contact(worker, question(app, frozen, site="gilde"), site=site_id(app, "raayland"))
    with app.app_context():
        assert contacts() == []


def test_a_contact_that_is_undone_leaves_the_conversation(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen, site="gilde")
    make_contact(worker, address)
    with app.app_context():
        token = URLSafeTimedSerializer(str(app.secret_key), salt="undo").dumps(contacts()[0].id.hex)
    worker.post(UNDO, worker.get(TODAY).form(RECORD) | {"token": token})
    with app.app_context():
        assert db.session.scalars(db.select(Contact)).all() == []
    assert "Maak er een contact van" in worker.get(address).words


def test_a_worry_is_kept_as_passed_on_and_leads_to_the_steps(app: Flask, worker: Browser, frozen: Moment) -> None:
    add_escalated(app)
    address = question(app, frozen, site="gilde", theme="respect_safety")
    answer = press(worker, f"{address}/worry", f"{address}/worry")
    with app.app_context():
        [contact] = contacts()
        assert contact.outcome_ids == (make.id_of(Outcome, "escalated"),)
        assert (contact.channel, contact.note_sealed) == (Channel.WEB_FORM, None)
        steps = f"/intake/contacts/{contact.id}/safety"
    assert answer.response.headers["Location"] == steps
    assert "1. Breng de signalen in kaart" in worker.get(steps).words


def test_a_worry_without_that_outcome_gets_a_sentence(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen, site="gilde")
    page = press(worker, f"{address}/worry", f"{address}/worry")
    assert "In jullie lijst staat geen uitkomst voor een zorg over veiligheid." in page.words
    with app.app_context():
        assert contacts() == []


def test_a_worry_about_the_contact_of_a_colleague_is_theirs_to_keep(
    app: Flask, worker: Browser, colleague: Browser, frozen: Moment
) -> None:
    add_escalated(app)
    address = question(app, frozen, site="gilde")
    make_contact(worker, address)
    worry = f"{address}/worry"
    assert "Een collega heeft hier een contact van gemaakt." in press(colleague, worry, worry).words


def test_a_worry_without_a_school_is_counted_at_an_own_one(app: Flask, worker: Browser, frozen: Moment) -> None:
    add_escalated(app)
    address = question(app, frozen)
    press(worker, f"{address}/worry", f"{address}/worry", site=site_id(app, "verweg"))
    with app.app_context():
        assert contacts() == []
    press(worker, f"{address}/worry", f"{address}/worry", site=site_id(app, "gilde"))
    with app.app_context():
        assert [each.site_id for each in contacts()] == [make.id_of(Site, "gilde")]


def test_a_call_and_a_mail_are_logged_at_the_desk_too(app: Flask, worker: Browser) -> None:
    page = worker.get(TODAY)
    for channel in ("phone", "email"):
        page = worker.post(RECORD, fill(page, channel=channel), follow=True)
        assert page.form(RECORD)["channel"] == channel
    with app.app_context():
        assert {each.channel for each in contacts()} == {Channel.PHONE, Channel.EMAIL}


def test_no_school_is_chosen_for_a_question_without_one(app: Flask, worker: Browser, frozen: Moment) -> None:
    address = question(app, frozen)
    assert worker.get(f"{address}/contact").form(f"{address}/contact")["site"] in ("", None)
