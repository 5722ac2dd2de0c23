"""What was typed is not lost when it could not be saved: each text with its label, and never what is a secret."""

import lxml.html
import pytest
from flask import Flask
from wtforms import PasswordField
from wtforms.fields.core import UnboundField

from jsp import typed
from jsp.rules.referral import Obstacle
from jsp.words.referral_terms import OBSTACLES
from tests.browser import Browser, Page

NEW = "/directory/new"
ENTRY = {"name": "Grip", "phone": "0478-000222", "waiting_weeks": "3", "offer_nl": "Helpt je met geld. " * 5}
LABELS = {"Naam", "Direct telefoonnummer", "Wachttijd in weken", "Wat het doet, in het Nederlands"}
CODE = "appel banaan citroen druif ezel fiets gitaar hond"


def shown(page: Page) -> dict[str, str]:
    """The texts that stand on an error page, by their labels."""
    fields = {each.get("id"): each for tag in ("input", "textarea") for each in page._all(tag) if each.get("readonly")}
    return {
        label.text_content().strip(): _value(fields[label.get("for")])
        for label in page._all("label")
        if label.get("for") in fields
    }


def _value(field: lxml.html.HtmlElement) -> str:
    return str(field.get("value") if field.tag == "input" else field.text_content()).strip()


def signed_out(worker: Browser, address: str, values: dict[str, object]) -> Page:
    """Send it when the session is over."""
    worker.client.delete_cookie("session")
    page = worker.post(address, values)
    assert page.status == 401
    return page


def test_signed_out_all_that_was_typed_stands_there_with_its_label(app: Flask, worker: Browser) -> None:
    form = worker.get(NEW).form(NEW)
    page = signed_out(worker, NEW, form | ENTRY | {"kind": "professional", "themes": ["1"], "is_for_pupils": "y"})
    found = shown(page)
    assert set(found) == LABELS, "no more, for what is empty was not typed"
    assert set(found.values()) == {each.strip() for each in ENTRY.values()}
    for label in ("Wat is het?", "Thema’s", "Jongeren zien het op de openbare pagina's"):
        assert label in page.words, (
            "what was chosen is a number or a word of ours: that it has to be chosen again is said"
        )
    assert form["csrf_token"] not in page.text
    assert form["once"] not in page.text


def test_it_is_in_the_language_of_the_page(worker: Browser) -> None:
    worker.in_language("en")
    page = signed_out(worker, NEW, worker.get(NEW).form(NEW) | ENTRY)
    assert shown(page)["Waiting time in weeks"] == "3"


@pytest.mark.parametrize("field", ["password", "password_again", "code", "unknown"])
def test_no_password_of_an_account_is_shown(worker: Browser, field: str) -> None:
    page = signed_out(worker, "/accounts/people/invite", {"first_name": "Iris", field: "respect op school is geheim"})
    assert "geheim" not in page.text


@pytest.mark.parametrize(("room", "field"), [
    ("card", "code"), ("messages", "code"), ("messages", "word"), ("partner", "code"), ("lesson_form", "code"),
])  # fmt: skip
def test_no_code_is_shown(app: Flask, room: str, field: str) -> None:
    with app.test_request_context():
        assert typed.kept(room, [(field, CODE)]).typed == []


def test_what_no_form_has_is_shown_when_a_person_wrote_it(app: Flask) -> None:
    with app.test_request_context():
        found = typed.kept("lessons", [("free", "een heel verhaal"), ("id", "7"), ("partner", "12"), ("go", "next")])
    assert found.typed == [("", "een heel verhaal")]


def test_rows_say_which_they_are(app: Flask) -> None:
    sent = [
        ("csrf_token", "x"),
        ("seen", "y"),
        ("title", "Les 1"),
        ("parts-1-title", "Rollenspel"),
        ("parts-1-how", "In tweetallen"),
    ]
    with app.test_request_context():
        found = typed.kept("programmes", sent).typed
    assert found == [("Titel", "Les 1"), ("2 · Titel", "Rollenspel"), ("2 · Zo gaat het", "In tweetallen")]


@pytest.mark.parametrize(("room", "name"), [
    ("hours", "turn"), ("messages", "turn"), ("card", "about"), ("partner", "about"), ("directory", "about"),
    ("public", "turn"), ("card", "seen"), ("lesson_form", "seat"),
])  # fmt: skip
def test_what_a_page_carries_along_itself_was_typed_by_nobody(app: Flask, room: str, name: str) -> None:
    with app.test_request_context():
        found = typed.kept(room, [(name, "Ik ben een merkteken van de machine"), ("free", "een heel verhaal")])
    assert "machine" not in str(found)
    assert found.typed == [("", "een heel verhaal")]


def test_a_story_under_a_name_that_pages_also_use_themselves_is_shown(app: Flask) -> None:
    fields = ["once", "seen", "warned", "to", "first_name", "last_name", "phone", "mail", "age", "about", "reach"]
    with app.test_request_context():
        found = typed.kept("referrals", [(each, "Geld geleend." if each == "about" else "") for each in fields]).typed
    assert [(bool(label), value) for label, value in found] == [(True, "Geld geleend.")]


def test_a_choice_that_the_form_has_words_for_is_named(app: Flask) -> None:
    with app.test_request_context():
        found = typed.kept("partner", [("obstacle", "waiting_time"), ("suggestion", "x"), ("waiting_weeks", "12")])
        why = str(OBSTACLES[Obstacle.WAITING_TIME])
    assert found.chosen == [f"Waarom niet? {why}"]
    assert [value for _label, value in found.typed] == ["x", "12"]


def test_what_nobody_can_read_is_left_out_of_it(app: Flask) -> None:
    with app.test_request_context():
        found = typed.kept("partner", [("obstacle", "weather\x00"), ("suggestion", "hier\x00zo\nen daar")])
    assert (found.chosen, [value for _label, value in found.typed]) == (["Waarom niet?"], ["hierzo\nen daar"])


def test_no_field_of_a_password_is_ever_one_that_is_shown(app: Flask) -> None:
    for room in app.blueprints:
        for form, names in typed._forms_of(room):
            sent = [(name, "iets geheims hier") for name in names if is_password(getattr(form, name))]
            with app.test_request_context():
                assert typed.kept(room, sent).typed == []


def is_password(field: UnboundField) -> bool:
    return issubclass(field.field_class, PasswordField)
