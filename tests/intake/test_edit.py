"""Changing a contact: simply within 48 hours, with a reason afterwards, and never by who only looks along."""

from datetime import timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.contacts import Contact, Correction
from tests.browser import Browser, Page
from tests.intake.desk import RECORD, contacts, log, own_form, trail, user_id

NEED_A_REASON = "Schrijf in een paar woorden waarom dit anders moet."


def edit(who: Browser, id: UUID, **changes: Any) -> Page:
    """Open the form of a contact, change this in it, and save."""
    address = f"/intake/contacts/{id}/edit"
    return who.post(address, own_form(who.get(address), "themes") | changes, follow=True)


def give_to_lieke(app: Flask, worker: Browser, id: UUID) -> None:
    address = f"/intake/contacts/{id}/hand-over"
    worker.post(address, own_form(worker.get(address), "to") | {"to": user_id(app, "lieke")})


def note_of(app: Flask) -> str:
    with app.app_context():
        [contact] = contacts()
        return contact.note


def test_the_form_shows_what_was_written(app: Flask, worker: Browser) -> None:
    page = worker.get("/today/")
    themes, outcomes = page.choices("themes"), page.choices("outcome")
    written = {
        "themes": [themes["School"], themes["Geld"]], "main_theme": themes["School"], "note": "eerste regel\ntweede",
        "more_outcomes": [outcomes["Verwezen"]], "is_return": ["y"], "study_year": "2", "age_band": "from_16",
        "channel": "phone", "on": "2026-11-20", "follow_up_on": "2026-11-27", "strengths": "durft te vragen",
        "colleague": user_id(app, "lieke"),
    }  # fmt: skip
    id = log(app, worker, **written)
    shown = own_form(worker.get(f"/intake/contacts/{id}/edit"), "themes")
    assert {name: sorted(value) if name == "themes" else value for name, value in shown.items() if name in written} == {
        **written, "themes": sorted(written["themes"])
    }  # fmt: skip


def test_saving_it_untouched_changes_nothing(app: Flask, worker: Browser) -> None:
    id = log(app, worker, note="precies zo", follow_up_on="2026-11-27", colleague=user_id(app, "lieke"))
    with app.app_context():
        before = contacts()[0].draft
    edit(worker, id)
    with app.app_context():
        assert contacts()[0].draft == before


def test_the_writer_changes_it_within_48_hours(app: Flask, worker: Browser, frozen: FrozenDateTimeFactory) -> None:
    id = log(app, worker, note="eerst")
    frozen.tick(timedelta(hours=47, minutes=59))
    answer = edit(worker.signed_in("sanne"), id, note="later beter")
    assert "Gewijzigd." in answer.words
    assert "Verbeterd op" not in answer.words
    assert note_of(app) == "later beter"
    with app.app_context():
        assert [entry.object_id for entry in trail(Action.REWRITTEN)] == [str(id)]


def test_other_themes_and_outcomes_take_the_place_of_the_first(app: Flask, worker: Browser) -> None:
    page = worker.get("/today/")
    themes, outcomes = page.choices("themes"), page.choices("outcome")
    id = log(app, worker, themes=[themes["Geld"], themes["School"]], more_outcomes=[outcomes["Verwezen"]])
    edit(worker, id, themes=[themes["School"], themes["Anders"]], main_theme=themes["School"], more_outcomes=[])
    with app.app_context():
        [contact] = contacts()
        assert contact.theme_ids == (int(themes["School"]), int(themes["Anders"]))
        assert contact.outcome_ids == (int(outcomes["Luisterend oor"]),)


@pytest.mark.parametrize(("field", "value", "sentence"), [
    ("note", "bsn 111222333", "burgerservicenummer"),
    ("on", "2026-11-24", "moet nog komen"),
    ("follow_up_on", "2026-11-20", "Kies een latere dag"),
    ("themes", [], "Kies waar het over ging"),
])  # fmt: skip
def test_a_refused_change_keeps_the_old_and_the_typed_text(
    app: Flask, worker: Browser, field: str, value: Any, sentence: str
) -> None:
    id = log(app, worker, note="zoals het was")
    answer = edit(worker, id, **{"strengths": "getypt en niet kwijt", field: value})
    assert sentence in answer.words
    assert own_form(answer, "themes")["strengths"] == "getypt en niet kwijt"
    with app.app_context():
        [contact] = contacts()
        assert (contact.note, contact.strengths, contact.on.isoformat()) == ("zoals het was", "", "2026-11-23")


def test_after_48_hours_it_needs_a_reason(app: Flask, worker: Browser, frozen: FrozenDateTimeFactory) -> None:
    id = log(app, worker, note="eerst")
    frozen.tick(timedelta(hours=48))
    answer = edit(worker.signed_in("sanne"), id, note="te laat veranderd")
    assert NEED_A_REASON in answer.words
    assert own_form(answer, "themes")["note"] == "te laat veranderd"
    assert note_of(app) == "eerst"


def test_the_reason_of_a_correction_is_shown_beside_it(
    app: Flask, worker: Browser, frozen: FrozenDateTimeFactory
) -> None:
    id = log(app, worker, note="eerst")
    frozen.tick(timedelta(hours=48))
    answer = edit(worker.signed_in("sanne"), id, note="rechtgezet", reason="ging over huur, niet over boete")
    assert "Verbeterd op wo 25 nov: ging over huur, niet over boete" in answer.words
    assert note_of(app) == "rechtgezet"
    with app.app_context():
        assert [entry.object_id for entry in trail(Action.CORRECTED)] == [str(id)]


def test_a_correction_sent_twice_is_one(app: Flask, worker: Browser, frozen: FrozenDateTimeFactory) -> None:
    id = log(app, worker)
    frozen.tick(timedelta(hours=48))
    address = f"/intake/contacts/{id}/edit"
    values = own_form(worker.signed_in("sanne").get(address), "themes") | {"reason": "dubbel getikt"}
    worker.post(address, values)
    assert worker.post(address, values, follow=True).words.count("dubbel getikt") == 1
    with app.app_context():
        assert len(db.session.query(Correction).all()) == 1


def test_the_new_owner_corrects_it(app: Flask, worker: Browser, colleague: Browser) -> None:
    id = log(app, worker, note="van Sanne")
    give_to_lieke(app, worker, id)
    answer = edit(colleague, id, note="aangevuld door Lieke", reason="belde zelf terug")
    assert "Verbeterd op ma 23 nov: belde zelf terug" in answer.words
    assert note_of(app) == "aangevuld door Lieke"


def test_the_new_owner_is_asked_for_a_reason_at_once(app: Flask, worker: Browser, colleague: Browser) -> None:
    id = log(app, worker)
    give_to_lieke(app, worker, id)
    assert own_form(colleague.get(f"/intake/contacts/{id}/edit"), "reason")["reason"] == ""


def test_who_was_only_asked_to_join_cannot_change_it(app: Flask, worker: Browser, colleague: Browser) -> None:
    id = log(app, worker, note="van Sanne", colleague=user_id(app, "lieke"))
    answer = edit(colleague, id, note="van Lieke", reason="ik weet het beter")
    assert "Alleen wie het schreef of ermee bezig is, kan het verbeteren." in answer.words
    assert note_of(app) == "van Sanne"


@pytest.mark.parametrize("page", ["", "/edit", "/hand-over", "/safety"])
def test_a_foreign_contact_looks_like_one_that_never_was(
    app: Flask, worker: Browser, stranger: Browser, page: str
) -> None:
    id, unknown = log(app, worker), uuid4()
    foreign, missing = (stranger.get(f"/intake/contacts/{each}{page}") for each in (id, unknown))
    assert foreign.heading == "Deze pagina bestaat niet"
    assert (foreign.status, foreign.text.replace(str(id), "…")) == (404, missing.text.replace(str(unknown), "…"))


def test_a_foreign_contact_cannot_be_changed(app: Flask, worker: Browser, stranger: Browser) -> None:
    id = log(app, worker, note="van Sanne")
    values = own_form(worker.get(f"/intake/contacts/{id}/edit"), "themes") | {"note": "van Otto"}
    values["csrf_token"] = stranger.get("/today/").form(RECORD)["csrf_token"]
    assert stranger.post(f"/intake/contacts/{id}/edit", values).heading == "Deze pagina bestaat niet"
    assert note_of(app) == "van Sanne"


def test_looking_at_it_changes_nothing(app: Flask, worker: Browser) -> None:
    id = log(app, worker, note="zoals het was")
    with app.app_context():
        before = contacts()[0].draft
    worker.get(f"/intake/contacts/{id}/edit")
    with app.app_context():
        assert db.session.get_one(Contact, id).draft == before
