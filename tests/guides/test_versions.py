"""A guide changes in a new version; talks stay on theirs, and a question that stays keeps its key."""

from typing import Any

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.verbs import guiding
from tests.browser import Browser
from tests.focus_groups.rows import add_group
from tests.guides.conftest import EDIT, USUAL, keys, named, press, versions

OLD = ["1", "2", "3", "4a", "4b", "5a", "5b"]


def test_a_change_is_a_new_version_and_talks_stay_on_theirs(app: Flask, keeper: Browser) -> None:
    with app.app_context():
        kept = add_group(guide="samenwerken").guide_version_id
        db.session.commit()
    answer = press(keeper, EDIT, note="Korter", questions_0_nl="Wat wilden we?", questions_0_minutes="",
                   questions_1_prompt_nl="", questions_1_prompt_en="", closing_en="Done?", name_en="",
                   rules_nl="Eén regel.\n\nEn nog een.", rules_en="\n\nOne more.")  # fmt: skip
    assert (answer.status, answer.response.headers["Location"]) == (303, USUAL)
    first, second = versions(app)
    assert (first.id, first.content.questions[0].words.nl[:9]) == (kept, "Wat wilde")
    assert (second.number, second.note, keys(second), keys(first)) == (2, "Korter", OLD, OLD)
    content = second.content
    assert (content.questions[0].words.nl, content.questions[0].minutes) == ("Wat wilden we?", 0)
    assert content.questions[0].words.en == first.content.questions[0].words.en
    assert (content.questions[1].prompt.nl, content.closing.en, content.name.en) == ("", "Done?", "")
    assert [(each.nl, each.en) for each in content.rules] == [("Eén regel.", ""), ("En nog een.", "One more.")]
    with app.app_context():
        assert guiding.version_to_use("samenwerken").number == 2
    keeper.get(USUAL)  # where what was done is told, in English
    assert "Wat wilden we samen bereiken" in keeper.in_language("nl").get(f"{USUAL}/1").words


def test_what_stands_in_the_form_is_what_stands_in_the_guide(app: Flask, keeper: Browser) -> None:
    press(keeper, EDIT, note="Regels", rules_nl="Een\nTwee\nDrie", rules_en="\nTwo")
    page = press(keeper, EDIT, note="Niets")
    assert (page.status, "Nothing differs from version 2." in page.words) == (422, True)
    assert len(versions(app)) == 2


def test_questions_come_go_and_change_places(app: Flask, keeper: Browser) -> None:
    press(keeper, EDIT, note="Anders", questions_0_gone="y", questions_1_place="9",
          questions_7_nl="Wat vroegen leerlingen?", questions_7_place="0", questions_7_minutes="5",
          questions_8_nl="En verder?", questions_8_prompt_nl="Denk aan thuis.")  # fmt: skip
    [_, new] = versions(app)
    assert keys(new) == ["4", "3", "4a", "4b", "5a", "5b", "2", "5"], "numbers that nothing had, the new one last"
    assert (new.content.questions[0].words.nl, new.content.questions[0].minutes) == ("Wat vroegen leerlingen?", 5)
    press(keeper, EDIT, note="Nog een", questions_8_nl="Nog een?")
    assert keys(versions(app)[-1])[-1] == "6", "1 was used before, by what is gone"


def test_what_differs_is_told_before_beside_after(keeper: Browser, reader: Browser) -> None:
    press(keeper, EDIT, note="Anders", questions_0_nl="Wat wilden we?", questions_1_minutes="12",
          questions_2_gone="y", questions_7_nl="En nu?", opening_en="Begin.")  # fmt: skip
    words = reader.get(f"{USUAL}/compare").words
    assert "how it begins, English Before: Go round: your name" in words
    assert "After: Begin." in words
    assert "the question, Dutch Before: Wat wilden we samen bereiken" in words
    assert "minutes Before: 10 After: 12" in words
    assert "En nu? new" in words
    assert "gone" in words
    assert "Nothing differs." in reader.get(f"{USUAL}/compare?before=2&after=2").words
    assert "Version 2 · 23 November 2026, Renske Anders" in reader.get(f"{USUAL}/versions").words


def test_one_version_has_nothing_beside_it(keeper: Browser, reader: Browser) -> None:
    page = reader.get(f"{USUAL}/compare")
    assert "so there is nothing to compare it with yet" in page.words
    assert "Before" not in page.words
    assert f"{USUAL}/compare" not in reader.get(f"{USUAL}/versions").text
    press(keeper, EDIT, note="Anders", opening_en="Begin.")
    assert "nothing to compare" not in reader.get(f"{USUAL}/compare?before=1&after=1").words
    assert f"{USUAL}/compare" in reader.get(f"{USUAL}/versions").text


MANY = {f"questions_{at}_nl": f"Vraag {at}?" for at in range(7, 21)}


@pytest.mark.parametrize(("changes", "said"), [
    ({"note": ""}, "Fill this in."),
    ({"note": "x" * 301}, "At most 300 fit."),
    ({"name_nl": ""}, "Fill this in."),
    ({"questions_0_nl": ""}, "Fill this in."),
    ({"questions_7_en": "Only English"}, "Fill this in."),
    ({"questions_7_minutes": "5"}, "Fill this in."),
    ({"questions_0_prompt_nl": ""}, "Fill in the Dutch one too."),
    ({"questions_0_theme_nl": ""}, "Fill in the Dutch one too."),
    ({"opening_nl": ""}, "Fill in the Dutch one too."),
    ({"closing_nl": " "}, "Fill in the Dutch one too."),
    ({"rules_nl": "Een"}, "Line 2 has no rule in Dutch beside it."),
    ({"rules_nl": "Een\n" + "x" * 301}, "Line 2 is 301 characters long."),
    ({"rules_nl": "Een\n" * 21, "rules_en": ""}, "A guide has at most 20 rules."),
    ({"rules_nl": "Een\n" * 200_000}, "A guide has at most 20 rules."),
    ({"rules_nl": "Een\x00"}, "nobody can read"),
    ({"questions_0_nl": "x" * 301}, "At most 300 fit."),
    ({"questions_0_en": "x" * 500_000}, "At most 300 fit."),
    ({"questions_0_nl": "Wat \x00 dan"}, "nobody can read"),
    ({"questions_0_place": "tien"}, "Fill in a whole number."),
    ({"questions_0_place": "9" * 30}, "From 0 to 999."),
    ({"questions_0_minutes": "-1"}, "From 0 to 240."),
    ({"questions_0_minutes": "240"}, "more than 240 minutes"),
    (MANY, "A guide has 1 to 20 questions."),
    ({f"questions_{at}_gone": "y" for at in range(7)}, "A guide has 1 to 20 questions."),
])  # fmt: skip
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    app: Flask, keeper: Browser, changes: dict[str, Any], said: str
) -> None:
    page = press(keeper, EDIT, **{"note": "Poging", "questions_6_nl": "Dit typte ik."} | changes)
    assert (page.status, said in page.words, "Dit typte ik." in page.text) == (422, True, True)
    assert versions(app) == []
    again = page.form(EDIT)
    for name, value in named(**changes).items():
        if "\x00" not in value and len(value) < 1000 and value.strip():
            assert (again[name] if name[-4:] != "gone" else "y") == value.replace("\r\n", "\n").rstrip("\n")


@pytest.mark.parametrize("field", [
    "questions-²-nl", f"questions-{'9' * 5000}-nl", "questions-99-nl", "questions--1-nl", "questions-0",
])  # fmt: skip
def test_fields_that_we_did_not_make_are_left_alone(app: Flask, keeper: Browser, field: str) -> None:
    values = keeper.get(EDIT).form(EDIT) | {field: "x", "note": "Poging", "questions-0-nl": "Anders?"}
    assert keeper.post(EDIT, values).status == 303
    assert keys(versions(app)[-1]) == OLD


@pytest.mark.parametrize("forged", ["2", "never_here", "\x00", "x" * 5000])
def test_a_key_that_is_not_its_own_is_none(app: Flask, keeper: Browser, forged: str) -> None:
    values = keeper.get(EDIT).form(EDIT) | {"questions-0-key": forged, "questions-0-en": "Forged?", "note": "Poging"}
    assert keeper.post(EDIT, values).status == 303
    new = keys(versions(app)[-1])
    assert (len(set(new)), "1" in new) == (7, False)
    assert set(new) - set(OLD) <= {"4"}


def test_who_was_a_moment_later_sees_it_and_can_send_again(app: Flask, keeper: Browser) -> None:
    values = keeper.get(EDIT).form(EDIT)
    press(keeper, EDIT, note="Eerst", questions_0_nl="Eerst?")
    page = keeper.post(EDIT, values | {"note": "Daarna", "questions-1-nl": "Daarna?"})
    assert (page.status, "Somebody changed this" in page.words) == (422, True)
    assert len(versions(app)) == 2
    assert keeper.post(EDIT, page.form(EDIT)).status == 303
    assert [each.note for each in versions(app)][1:] == ["Eerst", "Daarna"]


def test_sent_twice_it_is_one_version(app: Flask, keeper: Browser) -> None:
    values = keeper.get(EDIT).form(EDIT) | {"note": "Anders", "questions-0-nl": "Anders?"}
    keeper.post(EDIT, values)
    assert "This was sent before" in keeper.post(EDIT, values, follow=True).words
    assert len(versions(app)) == 2
