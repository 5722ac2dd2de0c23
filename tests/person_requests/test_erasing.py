"""What erasing a conversation takes away, what stays as a count, and that page and paper say so."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from flask import Flask
from sqlalchemy import select

from jsp import clock
from jsp.extensions import db
from jsp.models.contacts import Contact, HandOver
from jsp.models.ground import SchoolClass, Site
from jsp.models.tallies import ThemeTally
from jsp.rules.contact import AgeBand, Level
from jsp.rules.referral import State
from jsp.rules.retention import Ground, Kind
from jsp.rules.tally import Split
from jsp.verbs import erasures, tally_truth
from tests.browser import Browser
from tests.intake.desk import own_form
from tests.make import id_of, person
from tests.person_requests.test_complaints import held
from tests.person_requests.test_requests import NEW, begin, erase, press_anyway, send
from tests.referrals.rows import add_referral
from tests.retention import rows

COUNTED = ("site_id", "registered_site_id", "on", "registered_on", "channel", "theme_id", "asked_by", "outcome_id",
           "is_return")  # fmt: skip
POINTS = ("age_band", "level", "study_year", "school_class_id", "colleague_id", "colleague_seen_on", "follow_up_on",
          "follow_up_done_on", "note_sealed", "strengths_sealed")  # fmt: skip


def full(app: Flask) -> UUID:
    """A conversation with all that can be written down with it, in the figures."""
    id = rows.add_contact(app, days=3)
    contact, today = db.session.get_one(Contact, id), clock.today()
    contact.age_band, contact.level, contact.study_year = AgeBand.FROM_12, Level.HAVO, 4
    contact.school_class_id = db.session.scalars(
        select(SchoolClass.id).where(SchoolClass.site_id == id_of(Site, "raayland"))
    ).first()
    contact.colleague_id, contact.colleague_seen_on = person("lieke").id, today
    contact.follow_up_on, contact.is_reachable_agreed = today + timedelta(days=1), True
    db.session.add(HandOver(id=uuid4(), contact_id=id, from_id=person("lieke").id, to_id=person("sanne").id, on=today))
    db.session.flush()
    tally_truth.rebuild()
    db.session.commit()
    return id


def counted(id: UUID) -> dict[str, Any]:
    return {name: getattr(db.session.get_one(Contact, id), name) for name in COUNTED}


def check_bare(id: UUID) -> None:
    contact = db.session.get_one(Contact, id)
    assert {name: getattr(contact, name) for name in POINTS} == dict.fromkeys(POINTS)
    assert (contact.is_reachable_agreed, contact.hand_overs, contact.corrections) == (False, [], [])


def test_of_a_conversation_only_the_count_stays(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = full(app)
        before = counted(id)
    assert "Follow-up: " in worker.in_language("en").get("/today/").words
    page = begin(worker, f"{NEW}/contact/{id}")
    assert "the day, the place, what it was about" in worker.get(f"{page}/erase").words
    assert erase(worker, page).status == 303
    with app.app_context():
        check_bare(id)
        assert counted(id) == before
        assert "Follow-up: " not in worker.get("/today/").words


def test_the_figures_are_right_after_it(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = full(app)
    erase(worker, begin(worker, f"{NEW}/contact/{id}"))
    with app.app_context():
        assert tally_truth.differences() == {}
        of = {split: number for split, number in db.session.execute(select(ThemeTally.split, ThemeTally.number))}
        assert (of[Split.THEME], of[Split.LEVEL]) == (1, 0), "it counts, and not by its level"


def test_a_backup_brings_nothing_of_it_back(app: Flask) -> None:
    with app.app_context():
        id = full(app)
        erasures.replay([{"kind": Kind.CONTACT, "id": str(id), "on": "2026-11-23"}])
        db.session.commit()
        check_bare(id)
        assert tally_truth.differences() == {}


def test_the_clock_takes_the_words_alone(app: Flask) -> None:
    with app.app_context():
        id = full(app)
        erasures.replay([{"kind": Kind.NOTE, "id": str(id), "on": "2026-11-23"}])
        contact = db.session.get_one(Contact, id)
        assert (contact.note, contact.level, contact.study_year) == ("", Level.HAVO, 4)


def test_a_conversation_that_is_a_count_already_is_told_so(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = full(app)
    page = begin(worker, f"{NEW}/contact/{id}")
    erase(worker, page)
    assert "1 thing was erased." in worker.get(page).words
    send(worker, page, "close")
    again = begin(worker, f"{NEW}/contact/{id}")
    assert "Erased on 23 November 2026, apart from this request." in worker.get(f"{again}/erase").words
    press_anyway(worker, again)
    assert "Of 1 thing only the count was left." in worker.get(again).words


def test_the_paper_says_of_which_day_each_was_and_what_stays(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = full(app)
        row = add_referral(state=State.COMPLETED, contact_id=id, made_on=date(2026, 11, 10))
        held("referral", row, Ground.CLAIM)
    page = begin(worker, f"{NEW}/contact/{id}")
    erase(worker, page)
    words = worker.get(f"{page}/statement").words
    assert "A conversation, all but the count (20 November 2026). Erased on 23 November 2026 by a worker" in words
    assert "A referral (10 November 2026). It is needed for a legal claim. It is kept until 2 December 2026." in words
    assert "Of a conversation stays, as a count: the day, the place, what it was about" in words
    assert "Of a referral stays" not in words


def test_who_may_not_read_it_is_told_whose_it_is_and_erases_nothing(
    app: Flask, worker: Browser, coordinator: Browser
) -> None:
    with app.app_context():
        id = full(app)
        held("contact", id)
    page = begin(worker, f"{NEW}/contact/{id}")
    mine = worker.get(f"{page}/erase").words
    assert "A coordinator can erase it, unless it is their own: this request is on their list as well." in mine
    assert "their own code" not in mine, "a conversation has none"
    asks = coordinator.in_language("en").get(f"{page}/erase").words
    assert "Stays for now: it is of Sanne. Open it for a reason : then you can erase it here." in asks


def test_nothing_is_added_to_a_count(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = full(app)
    page, edit = f"/intake/contacts/{id}", f"/intake/contacts/{id}/edit"
    erase(worker, begin(worker, f"{NEW}/contact/{id}"))
    words = worker.get(page)
    assert "Only the count is left" in words.words
    assert edit not in words.text
    form = own_form(worker.get(edit), "themes") | {"note": "Toch weer iets", "reason": "Ik wist nog iets"}
    answer = worker.post(edit, form)
    assert (answer.status, "nothing can be added to it" in answer.words) == (422, True)
    with app.app_context():
        check_bare(id)
