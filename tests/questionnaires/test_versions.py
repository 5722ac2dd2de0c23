"""A questionnaire changes in a new version; what was asked before stays, under keys that keep their meaning."""

from typing import Any

import pytest
from flask import Flask

from tests.browser import Browser
from tests.questionnaires.conftest import EDIT, USUAL, keys, named, press, versions

OLD = ["respect_class", "safe", "dare_to_speak", "learned", "usable", "cooperation", "fits_us", "know_where",
       "class_effect", "agreements_used"]  # fmt: skip


def test_a_change_is_a_new_version_and_the_old_one_stays(app: Flask, keeper: Browser) -> None:
    answer = press(keeper, EDIT, note="Eenvoudiger", items_0_nl="Wij deden gewoon.", items_1_in_short=[],
                   **{"open_question-en": "And now?", "name_en": "After class", "faces-4-nl": "Ja!"})  # fmt: skip
    assert (answer.status, answer.response.headers["Location"]) == (303, USUAL)
    first, second = versions(app)
    assert (first.note, first.content.item("respect_class").words.nl[:7]) == ("", "In deze")
    assert (second.number, second.note, keys(second), keys(first)) == (2, "Eenvoudiger", OLD, OLD)
    content = second.content
    assert (content.items[0].words.nl, content.items[0].words.en) == (
        "Wij deden gewoon.",
        first.content.items[0].words.en,
    )
    assert (content.item("safe").in_short, content.item("learned").in_short) == (False, True)
    assert (content.open_question.en, content.name_en, content.faces[4].nl) == ("And now?", "After class", "Ja!")
    assert content.faces[:4] == first.content.faces[:4]
    assert "In this lesson we treated each other" in keeper.get(f"{USUAL}/1").words


def test_items_come_go_and_change_places(app: Flask, keeper: Browser) -> None:
    press(keeper, EDIT, note="Anders", items_0_gone="y", items_1_place="9", items_10_nl="Ik heb gelachen.",
          items_10_en="I laughed.", items_10_mbo_nl="Er is gelachen.", items_10_in_short="y", items_10_place="0",
          )  # fmt: skip
    [_, new] = versions(app)
    assert keys(new) == ["i_laughed", *OLD[2:8], "safe", *OLD[8:]]
    assert (new.content.items[0].words.mbo_nl, new.content.items[0].in_short) == ("Er is gelachen.", True)


def test_what_asks_something_else_gets_a_key_of_its_own_for_ever(app: Flask, keeper: Browser) -> None:
    press(keeper, EDIT, note="Iets anders", items_1_is_other="y", items_1_nl="Ik lachte.", items_1_en="I laughed.")
    press(keeper, EDIT, note="Weer weg", items_1_gone="y")
    press(keeper, EDIT, note="Weer iets anders", items_0_is_other="y", items_0_nl="Ik lachte.", items_0_en="I laughed.")
    assert [keys(each)[:2] for each in versions(app)] == [
        ["respect_class", "safe"], ["respect_class", "i_laughed"], ["respect_class", "dare_to_speak"],
        ["i_laughed_2", "dare_to_speak"],
    ]  # fmt: skip


def test_what_can_be_compared_is_said_per_item(keeper: Browser, reader: Browser) -> None:
    press(keeper, EDIT, note="Anders", items_0_nl="Wij deden gewoon.", items_1_is_other="y", items_1_en="I laughed.",
                   items_1_nl="Ik lachte.",
          **{"faces-0-en": "Nope"})  # fmt: skip
    words = reader.get(f"{USUAL}/compare").words
    assert "In this lesson we treated each other with respect. figures can be compared respect_class" in words
    assert "Dutch Before: In deze les gingen we met respect met elkaar om. After: Wij deden gewoon." in words
    assert "I laughed. new: not comparable i_laughed" in words
    assert "I felt safe in this lesson. gone: not comparable safe" in words
    assert "The faces say something else. Compare figures of all items with care." in words
    assert "what the faces say 1, English Before: No, not at all After: Nope" in words
    same = reader.get(f"{USUAL}/compare?before=2&after=2").words
    assert "Nothing differs." in same
    assert "not comparable" not in same
    assert "Version 2 · 23 November 2026, Renske Anders" in reader.get(f"{USUAL}/versions").words


def test_one_version_has_nothing_beside_it(reader: Browser) -> None:
    page = reader.get(f"{USUAL}/compare")
    assert "so there is nothing to compare it with yet" in page.words
    assert "Before" not in page.words


NL, EN = "Wij deden gewoon.", "We did as usual."


@pytest.mark.parametrize("changes", [{"nl": NL}, {"en": EN}, {"nl": NL, "en": EN, "mbo_nl": "Students zelfde"}])
def test_what_asks_something_else_does_so_in_every_language(
    app: Flask, keeper: Browser, changes: dict[str, str]
) -> None:
    press(keeper, EDIT, note="Voor studenten", items_0_mbo_nl="Students zelfde")
    page = press(
        keeper, EDIT, note="Anders", items_0_is_other="y", **{f"items_0_{name}": text for name, text in changes.items()}
    )
    opened = [" ".join(each.itertext()) for each in page._all("details") if each.get("open") is not None]
    assert (page.status, len(versions(app))) == (422, 2)
    assert ["This still asks what it asked before." in each for each in opened] == [True]
    assert (
        press(keeper, EDIT, note="Nu wel", items_0_is_other="y", items_0_nl=NL, items_0_en=EN, items_0_mbo_nl="").status
        == 303
    )


@pytest.mark.parametrize(("changes", "is_asked"), [
    ({"items_0_nl": NL}, True), ({"items_0_mbo_en": EN}, True), ({"items_0_nl": NL, "items_0_en": EN}, False),
    ({"items_0_place": "3"}, False), ({"items_10_nl": NL, "items_10_en": EN}, False),
])  # fmt: skip
def test_one_language_alone_is_asked_about(keeper: Browser, changes: dict[str, str], is_asked: bool) -> None:
    page = keeper.post(EDIT, keeper.get(EDIT).form(EDIT) | named(note="Anders", **changes), follow=True)
    assert (page.status, "One language changed alone." in page.words) == (200, is_asked)


def test_untouched_it_is_no_new_version(app: Flask, keeper: Browser) -> None:
    page = press(keeper, EDIT, note="Niets")
    assert (page.status, "Nothing differs from version 1." in page.words) == (422, True)
    assert versions(app) == []


FULL = {f"items_{at}_{name}": f"Nieuw {at}." for at in range(10, 14) for name in ("nl", "en")}


@pytest.mark.parametrize(("changes", "said"), [
    ({"note": ""}, "Fill this in."),
    ({"note": "x" * 301}, "At most 300 fit."),
    ({"name_nl": ""}, "Fill this in."),
    ({"items_0_nl": ""}, "Fill this in."),
    ({"items_0_en": " "}, "Fill this in."),
    ({"items_10_en": "Alleen Engels"}, "Fill this in."),
    ({"open_question-nl": ""}, "Fill this in."),
    ({"faces_2_en": ""}, "Fill this in."),
    ({"items_0_nl": "x" * 161}, "At most 160 fit."),
    ({"items_0_mbo_en": "x" * 500_000}, "At most 160 fit."),
    ({"items_0_nl": "Ik \x00 lach"}, "nobody can read"),
    ({"items_0_place": "tien"}, "Fill in a whole number."),
    ({"items_0_place": "9" * 30}, "From 0 to 999."),
    (FULL, "A questionnaire has 1 to 12 items"),
    ({f"items_{at}_gone": "y" for at in range(10)}, "A questionnaire has 1 to 12 items"),
    ({f"items_{at}_in_short": [] for at in range(10)}, "Choose at least one item for the short version."),
])  # fmt: skip
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    app: Flask, keeper: Browser, changes: dict[str, Any], said: str
) -> None:
    page = press(keeper, EDIT, **{"note": "Poging", "items_7_nl": "Dit typte ik."} | changes)
    assert (page.status, said in page.words, "Dit typte ik." in page.text) == (422, True, True)
    assert versions(app) == []


@pytest.mark.parametrize("field", [
    "items-²-nl", f"items-{'9' * 5000}-nl", "items-99-nl", "items--1-nl", "items-0", "items-x-y-z", "faces-7-nl",
])  # fmt: skip
def test_fields_that_we_did_not_make_are_left_alone(app: Flask, keeper: Browser, field: str) -> None:
    values = keeper.get(EDIT).form(EDIT) | {field: "x", "note": "Poging", "items-0-nl": "Anders."}
    assert keeper.post(EDIT, values).status == 303
    assert keys(versions(app)[-1]) == OLD


def test_a_thousand_items_get_a_sentence(app: Flask, keeper: Browser) -> None:
    many = {f"items-{at}-{name}": f"Nieuw {at}." for at in range(900) for name in ("nl", "en")}
    page = keeper.post(EDIT, keeper.get(EDIT).form(EDIT) | {"note": "Veel"} | many)
    assert page.status in (413, 422)
    assert versions(app) == []


@pytest.mark.parametrize("forged", ["safe", "never_here", "\x00", "x" * 5000])
def test_a_key_that_is_not_its_own_is_none(app: Flask, keeper: Browser, forged: str) -> None:
    values = keeper.get(EDIT).form(EDIT) | {"items-0-key": forged, "items-0-en": "Forged?", "note": "Poging"}
    assert keeper.post(EDIT, values).status == 303
    new = keys(versions(app)[-1])
    assert (len(set(new)), "respect_class" in new) == (10, False)
    assert set(new) - set(OLD) <= {"forged", "i_felt_safe_in_this_lesson"}


def test_who_was_a_moment_later_sees_it_and_can_send_again(app: Flask, keeper: Browser) -> None:
    values = keeper.get(EDIT).form(EDIT)
    press(keeper, EDIT, note="Eerst", items_0_nl="Eerst.")
    page = keeper.post(EDIT, values | {"note": "Daarna", "items-1-nl": "Daarna."})
    assert (page.status, "Somebody changed this" in page.words) == (422, True)
    assert len(versions(app)) == 2
    assert keeper.post(EDIT, page.form(EDIT)).status == 303
    assert [each.note for each in versions(app)][1:] == ["Eerst", "Daarna"]


def test_sent_twice_it_is_one_version(app: Flask, keeper: Browser) -> None:
    values = keeper.get(EDIT).form(EDIT) | {"note": "Anders", "items-0-nl": "Anders."}
    keeper.post(EDIT, values)
    assert "This was sent before" in keeper.post(EDIT, values, follow=True).words
    assert len(versions(app)) == 2
