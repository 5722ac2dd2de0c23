"""A worry about safety: the steps and the numbers at hand, the days kept, the story never."""

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Boolean, Date, Uuid, select

from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.contacts import SafetyConcern
from tests.browser import Browser, Page
from tests.intake.desk import log, own_form, trail, user_id

STEPS = ("signals", "consult", "talk", "weigh", "decide")


def send(who: Browser, id: UUID, **more: Any) -> Page:
    address = f"/intake/contacts/{id}/safety"
    return who.post(address, own_form(who.get(address), "signals") | more, follow=True)


def concerns() -> list[SafetyConcern]:
    return list(db.session.scalars(select(SafetyConcern)))


def test_the_steps_and_the_numbers_stand_on_one_page(app: Flask, worker: Browser) -> None:
    page = worker.get(f"/intake/contacts/{log(app, worker)}/safety")
    for text in ("1. Breng de signalen in kaart", "2. Overleg met een collega", "3. Praat met de mensen",
                 "4. Weeg het met het afwegingskader", "5. Beslis: melden", "112", "0800-2000", "0900-111 3 111",
                 "Ans aandachtsfunctionaris van Gilde"):  # fmt: skip
        assert text in page.words
    assert {"tel:112", "tel:08002000", "tel:09001113111"} <= {link.get("href") for link in page._all("a")}


def test_the_days_of_the_steps_are_kept(app: Flask, worker: Browser) -> None:
    answer = send(worker, log(app, worker), signals="2026-11-20", consult="2026-11-23", recorded_elsewhere="y")
    assert "Vastgelegd dat er zorgen waren, zonder het verhaal." in answer.words
    assert "Er waren zorgen over veiligheid (ma 23 nov)." in answer.words
    with app.app_context():
        [concern] = concerns()
        assert (concern.signals_on, concern.consult_on) == (date(2026, 11, 20), date(2026, 11, 23))
        assert (concern.talk_on, concern.recorded_elsewhere) == (None, True)


def test_that_there_was_a_worry_is_enough(app: Flask, worker: Browser) -> None:
    assert "Er waren zorgen over veiligheid" in send(worker, log(app, worker)).words


def test_the_table_has_no_room_for_a_story() -> None:
    columns = SafetyConcern.__table__.columns
    assert [column.name for column in columns if not isinstance(column.type, Date | Boolean | Uuid)] == []


def test_the_form_has_no_room_for_a_story(app: Flask, worker: Browser) -> None:
    page = worker.get(f"/intake/contacts/{log(app, worker)}/safety")
    fields = {field.get("name"): field.get("type") for field in page._all("input") if field.get("type") != "hidden"}
    assert fields == dict.fromkeys(STEPS, "date") | {"recorded_elsewhere": "checkbox"}
    assert page._all("textarea") == []


def test_a_next_step_keeps_the_first(app: Flask, worker: Browser) -> None:
    id = log(app, worker)
    send(worker, id, signals="2026-11-20", recorded_elsewhere="y")
    send(worker, id, consult="2026-11-21")
    with app.app_context():
        [concern] = concerns()
        assert (concern.signals_on, concern.consult_on) == (date(2026, 11, 20), date(2026, 11, 21))
        assert concern.recorded_elsewhere


@pytest.mark.parametrize("step", STEPS)
def test_a_step_that_has_yet_to_come_is_refused(app: Flask, worker: Browser, step: str) -> None:
    answer = send(worker, log(app, worker), **{step: "2026-11-24"})
    assert "Deze dag moet nog komen. Kies vandaag of een eerdere dag." in answer.words
    assert own_form(answer, step)[step] == "2026-11-24"
    with app.app_context():
        assert concerns() == []
        assert trail(Action.SAFETY_RECORDED) == []


def test_a_refused_form_changes_nothing_of_what_was_kept(app: Flask, worker: Browser) -> None:
    id = log(app, worker)
    send(worker, id, signals="2026-11-20")
    send(worker, id, signals="2026-11-21", recorded_elsewhere="y", decide="2026-11-24")
    with app.app_context():
        [concern] = concerns()
        assert (concern.signals_on, concern.recorded_elsewhere) == (date(2026, 11, 20), False)


def test_who_only_joins_cannot_write_it(app: Flask, worker: Browser, colleague: Browser) -> None:
    id = log(app, worker, colleague=user_id(app, "lieke"))
    answer = send(colleague, id, signals="2026-11-20")
    assert "Alleen wie het schreef of ermee bezig is, kan dit wijzigen." in answer.words
    with app.app_context():
        assert concerns() == []


def test_the_trail_knows_that_it_was_written(app: Flask, worker: Browser) -> None:
    id = log(app, worker)
    send(worker, id, signals="2026-11-20")
    with app.app_context():
        assert [entry.object_id for entry in trail(Action.SAFETY_RECORDED)] == [str(id)]
