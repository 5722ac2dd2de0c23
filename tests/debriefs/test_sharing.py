"""What a pair shares is read by the coordinator, once both of them said yes; else it is theirs (R67, R69)."""

from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import AuditEntry
from jsp.models.debriefs import PairReflection
from jsp.rules.evaluation import Moment
from jsp.rules.keys import make_keys, read_keys
from jsp.rules.reflection import to_text
from tests import make
from tests.browser import Browser
from tests.debriefs.conftest import LAST, Place, press
from tests.lessons.rows import add_class, add_series

GOAL = "Rust in de klas na de pauze"


@pytest.mark.parametrize("last", ["mentor", "worker"])
def test_once_both_said_yes_it_is_read_by_the_coordinator_until_one_takes_it_back(
    mentor: Browser, worker: Browser, coordinator: Browser, place: Place, last: str
) -> None:
    where = f"{place.pair}/start"
    press(mentor, where, q1=GOAL)
    for one in (mentor, worker) if last == "worker" else (worker, mentor):
        assert GOAL not in coordinator.get("/debriefs/shared").words
        press(one, where, f"{where}/share")
    assert GOAL in coordinator.get("/debriefs/shared").words
    press(mentor, where, f"{where}/keep")
    assert GOAL not in coordinator.get("/debriefs/shared").words
    assert f"{where}/keep" in worker.get(where).text, "the yes of the other one stays"


def test_each_sees_what_the_other_one_said(mentor: Browser, worker: Browser, place: Place) -> None:
    where = f"{place.pair}/start"
    press(mentor, where, q1=GOAL)
    press(mentor, where, f"{where}/share")
    assert "Nobody else reads it before Sanne says yes too." in mentor.in_language("en").get(where).words
    assert "Bart said yes." in worker.in_language("en").get(where).words


def test_what_changes_after_it_was_shared_is_theirs_again(
    mentor: Browser, worker: Browser, coordinator: Browser, place: Place
) -> None:
    where = f"{place.pair}/start"
    press(mentor, where, q1=GOAL)
    old = worker.get(where).form(f"{where}/share")
    press(mentor, where, q1="Dit is alleen voor ons")
    assert worker.post(f"{where}/share", old, follow=True).status == 200
    assert "alleen voor ons" not in coordinator.get("/debriefs/shared").words, "nobody shares what was not seen"
    for one in (worker, mentor):
        press(one, where, f"{where}/share")
    assert "alleen voor ons" in coordinator.get("/debriefs/shared").words
    press(mentor, where, q2="En dit erbij")
    assert "alleen voor ons" not in coordinator.get("/debriefs/shared").words


def test_what_was_shared_is_for_the_coordinator(
    mentor: Browser, worker: Browser, care_coordinator: Browser, place: Place
) -> None:
    assert [each.get("/debriefs/shared").status for each in (mentor, worker, care_coordinator)] == [403] * 3


def test_a_coordinator_of_another_school_reads_nothing(
    app: Flask, mentor: Browser, worker: Browser, coordinator: Browser, place: Place
) -> None:
    where = f"{place.pair}/start"
    press(mentor, where, q1=GOAL)
    for one in (mentor, worker):
        press(one, where, f"{where}/share")
    with app.app_context():
        renske = make.person("renske")
        renske.sites = [each for each in renske.sites if each.code != "raayland"]
        db.session.commit()
    assert GOAL not in coordinator.get("/debriefs/shared").words


def test_a_long_list_of_what_was_shared_goes_by_pages(app: Flask, coordinator: Browser, place: Place) -> None:
    with app.app_context():
        for code in ("V3", "V4", "V5", "V6"):
            add_class(code)
            pair = add_series(code).pair
            for moment in Moment:
                db.session.add(PairReflection(
                    id=uuid4(), pair_id=pair.id, moment=moment, shared_by_teacher=True, shared_by_worker=True,
                    answers=to_text({"1": GOAL}), written_on=LAST,
                ))  # fmt: skip
        db.session.commit()
    first, last = coordinator.get("/debriefs/shared"), coordinator.get("/debriefs/shared?page=2")
    assert [each.words.count(GOAL) for each in (first, last)] == [10, 2]
    assert [(f"page={to}" in each.text) for each, to in ((first, 2), (last, 1), (last, 3))] == [True, True, False]
    with app.app_context():
        read = select(AuditEntry.id).where(AuditEntry.object_kind == "pair_reflection")
        assert len(db.session.scalars(read).all()) == 12
    for page in ("-1", "x", "9" * 30):
        assert coordinator.get(f"/debriefs/shared?page={page}").status == 200


def test_what_another_key_sealed_takes_no_page_down(
    app: Flask, mentor: Browser, worker: Browser, coordinator: Browser, place: Place
) -> None:
    where = f"{place.pair}/halfway"
    press(mentor, place.debrief, observed="Het was stil", change="Eerst in tweetallen")
    press(mentor, where, q1=GOAL)
    for one in (mentor, worker):
        press(one, where, f"{where}/share")
    form, talk = mentor.get(where).form(where), mentor.get(place.debrief).form(place.debrief)
    app.config["DATA_KEYS"] = read_keys(make_keys())
    for address in (where, place.debrief):
        page = mentor.in_language("en").get(address)
        assert (page.status, "This cannot be read here" in page.words) == (200, True)
    assert "cannot be read" in mentor.get(place.pair).words
    assert "cannot be read" in coordinator.in_language("en").get("/debriefs/shared").words
    id, series = place.debrief.rpartition("/")[2], place.series.rpartition("/")[2]
    assert (
        mentor.get(f"/programmes/respect/lessons/1/propose?source=debrief&series={series}&session={id}").status == 200
    )
    assert mentor.post(where, form | {"q1": "Anders"}).status == 422, "what stands there is not written over"
    assert mentor.post(place.debrief, talk | {"observed": "Anders"}).status == 422
