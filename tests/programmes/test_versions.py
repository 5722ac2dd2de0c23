"""A lesson changes in a new version; what was there before stays as it was."""

from typing import Any

import pytest
from flask import Flask

from jsp.rules.programme import Method, Share
from tests.browser import Browser
from tests.programmes.conftest import LESSON, press, versions

EDIT = f"{LESSON}/edit"


def test_a_changed_lesson_is_a_new_version_and_the_old_one_stays(app: Flask, respect: None, keeper: Browser) -> None:
    before = versions(app)[0].data
    answer = press(keeper, EDIT, note="Korter en anders", title="Zo zeg je het", parts_0_minutes="8",
                   parts_0_methods=["verbal"], parts_0_jsp="observe")  # fmt: skip
    assert (answer.status, answer.response.headers["Location"]) == (303, LESSON)
    first, second = versions(app)
    assert (first.data, second.number, second.note) == (before, 2, "Korter en anders")
    lesson = second.content.lesson("3")
    part = lesson.activities[0]
    assert (lesson.title, part.minutes, part.methods, part.jsp) == ("Zo zeg je het", 8, (Method.VERBAL,), Share.OBSERVE)
    others = [each for each in second.content.lessons if each.key != "3"]
    assert others == [each for each in first.content.lessons if each.key != "3"]
    assert "3. Wat je zegt" in keeper.get("/programmes/respect/1").words


def test_parts_are_added_taken_out_and_put_in_another_order(app: Flask, respect: None, keeper: Browser) -> None:
    press(keeper, EDIT, note="Andere volgorde", parts_0_gone="y", parts_1_place="9", parts_5_title="Nieuw deel",
          parts_5_minutes="6", parts_5_methods=["mental"], parts_5_place="0")  # fmt: skip
    old, new = (each.content.lesson("3").activities for each in versions(app))
    assert [each.key for each in new] == ["part-1", *(each.key for each in (*old[2:], old[1]))]
    assert (new[0].title, new[0].minutes) == ("Nieuw deel", 6)


def test_a_part_that_comes_has_a_key_of_its_own(app: Flask, respect: None, keeper: Browser) -> None:
    press(keeper, EDIT, note="Eén erbij", parts_5_title="Eerste", parts_5_minutes="2")
    press(keeper, EDIT, note="Nog een", parts_6_title="Tweede", parts_6_minutes="2")
    press(keeper, EDIT, note="Een andere", parts_5_gone="y", parts_7_title="Derde", parts_7_minutes="2")
    lessons = [each.content.lesson("3").activities for each in versions(app)]
    keys = [{each.title: each.key for each in row if each.key.startswith("part-")} for row in lessons]
    assert keys[1:] == [
        {"Eerste": "part-1"}, {"Eerste": "part-1", "Tweede": "part-2"}, {"Tweede": "part-2", "Derde": "part-3"},
    ]  # fmt: skip


def test_untouched_a_lesson_is_no_new_version(app: Flask, respect: None, keeper: Browser) -> None:
    page = press(keeper, EDIT, note="Niets")
    assert (page.status, "Nothing differs from version 1." in page.words) == (422, True)
    assert len(versions(app)) == 1


@pytest.mark.parametrize(("changes", "said"), [
    ({"note": ""}, "Fill this in."),
    ({"title": ""}, "Fill this in."),
    ({"parts_0_minutes": "600"}, "From 1 to 240."),
    ({"parts_0_minutes": ""}, "Fill this in."),
    ({"parts_0_minutes": "tien"}, "Fill in a whole number."),
    ({"parts_0_minutes": "100", "parts_1_minutes": "150"}, "takes 276 minutes. At most 240 fit."),
    ({"parts_5_minutes": "5"}, "Fill this in."),
    ({"parts_0_title": "x" * 121}, "At most 120 fit."),
    ({"goals": "x" * 301}, "A line holds at most 300 characters."),
    ({"materials": "\n".join("ab" for _ in range(31))}, "At most 30 lines fit."),
    ({"mind": "\x00x"}, "nobody can read"),
    ({f"parts_{at}_gone": "y" for at in range(5)}, "has no parts."),
])  # fmt: skip
def test_what_cannot_be_is_said_and_what_was_typed_stays(
    app: Flask, respect: None, keeper: Browser, changes: dict[str, Any], said: str
) -> None:
    page = press(keeper, EDIT, **{"note": "Poging", "home": "Dit typte ik."} | changes)
    assert (page.status, said in page.words, "Dit typte ik." in page.text) == (422, True, True)
    assert len(versions(app)) == 1


@pytest.mark.parametrize("field", [
    "parts-²-title", f"parts-{'9' * 5000}-title", "parts-99-title", "parts--1-title", "parts-0", "parts-x-y-z",
])  # fmt: skip
def test_fields_that_we_did_not_make_are_left_alone(app: Flask, respect: None, keeper: Browser, field: str) -> None:
    values = keeper.get(EDIT).form(EDIT) | {field: "x", "note": "Poging", "home": "Anders"}
    assert keeper.post(EDIT, values).status == 303
    assert len(versions(app)[-1].content.lesson("3").activities) == 5


@pytest.mark.parametrize(("field", "value"), [("parts-0-form", "dance"), ("parts-0-methods", ["magic"]),
                                              ("parts-0-teacher", ""), ("parts-1-key", "corners")])  # fmt: skip
def test_choices_that_are_not_offered_break_nothing(
    app: Flask, respect: None, keeper: Browser, field: str, value: Any
) -> None:  # fmt: skip
    values = keeper.get(EDIT).form(EDIT) | {field: value, "note": "Poging", "home": "Anders"}
    assert keeper.post(EDIT, values).status in (303, 422)
    keys = [each.key for each in versions(app)[-1].content.lesson("3").activities]
    assert len(keys) == len(set(keys)) == 5


def test_who_was_a_moment_later_sees_it_and_can_send_again(app: Flask, respect: None, keeper: Browser) -> None:
    values = keeper.get(EDIT).form(EDIT)
    press(keeper, EDIT, note="Eerst", title="Eerst")
    page = keeper.post(EDIT, values | {"note": "Daarna", "home": "Daarna"})
    assert (page.status, "Somebody changed this" in page.words) == (422, True)
    assert len(versions(app)) == 2
    assert keeper.post(EDIT, page.form(EDIT)).status == 303
    assert [each.note for each in versions(app)][1:] == ["Eerst", "Daarna"]


def test_sent_twice_it_is_one_version(app: Flask, respect: None, keeper: Browser) -> None:
    values = keeper.get(EDIT).form(EDIT) | {"note": "Anders", "home": "Anders"}
    keeper.post(EDIT, values)
    assert "This was sent before" in keeper.post(EDIT, values, follow=True).words
    assert len(versions(app)) == 2


def test_versions_tell_what_changed_when_and_by_whom(respect: None, keeper: Browser, giver: Browser) -> None:
    press(keeper, EDIT, note="Thuisvraag anders", home="Wat zei jij vandaag terug?", parts_0_is_core=[])
    words = giver.get("/programmes/respect/versions").words
    assert "Version 2 · 23 November 2026, Renske Thuisvraag anders" in words
    assert words.index("Version 2") < words.index("Version 1")
    page = giver.get("/programmes/respect/compare")
    assert page.heading == "Respect: version 1 beside version 2"
    assert "question for at home Before: Welke grap" in page.words
    assert "After: Wat zei jij vandaag terug?" in page.words
    assert "Grap of niet? Stellingen met vier hoeken: common thread Before: yes After: no" in page.words
    assert "Nothing differs." in giver.get("/programmes/respect/compare?before=2&after=2").words
