"""What differs between two versions, and of which items figures can be compared."""

from dataclasses import replace

from hypothesis import given, settings

from jsp.content.usual_questionnaires import usual_questionnaire
from jsp.rules.parts_diff import Change, Difference
from jsp.rules.questionnaire import Item, Questionnaire, Words
from jsp.rules.questionnaire_diff import compare
from tests.rules.programmes import FEW
from tests.rules.questionnaires import questionnaires

USUAL = usual_questionnaire()
FIRST, SECOND, *REST = USUAL.items


def with_items(*items: Item) -> Questionnaire:
    return replace(USUAL, items=items)


@settings(max_examples=FEW)
@given(questionnaires())
def test_nothing_differs_from_itself(one: Questionnaire) -> None:
    found = compare(one, one)
    assert (found.is_same, [each.after for each in found.parts]) == (True, list(one.items))


@settings(max_examples=FEW)
@given(questionnaires(), questionnaires())
def test_figures_compare_exactly_where_both_have_the_key(one: Questionnaire, other: Questionnaire) -> None:
    there, back = compare(one, other), compare(other, one)
    shared = {each.key for each in one.items} & {each.key for each in other.items}
    for found in (there, back):
        assert {each.shown.key for each in found.parts if each.is_in_both} == shared
    assert len(there.parts) == len(one.items) + len(other.items) - len(shared)
    assert there.is_same == back.is_same == (replace(one, code="x") == replace(other, code="x"))


def test_other_words_under_the_same_key_are_told_and_stay_comparable() -> None:
    words = replace(FIRST.words, nl="Anders gezegd.", mbo_nl="Voor studenten.")
    [change, *others] = compare(USUAL, with_items(replace(FIRST, words=words, in_short=False), SECOND, *REST)).parts
    assert (change.is_in_both, change.differences) == (True, (
        Difference("nl", FIRST.words.nl, "Anders gezegd."), Difference("mbo_nl", "", "Voor studenten."),
        Difference("in_short", True, False),
    ))  # fmt: skip
    assert not any(each.differences for each in others)


def test_the_same_words_under_another_key_are_not_comparable() -> None:
    other = replace(FIRST, key="other")
    found = compare(USUAL, with_items(other, SECOND, *REST))
    assert (found.parts[0], found.parts[-1]) == (Change(None, other), Change(FIRST, None))
    assert [each.is_in_both for each in found.parts] == [False, *[True] * 9, False]


def test_another_order_is_told_but_what_comes_or_goes_is_no_other_order() -> None:
    assert compare(USUAL, with_items(SECOND, FIRST, *REST)).is_reordered
    new = Item("new", Words("nl", "en"))
    assert not compare(USUAL, with_items(new, SECOND, *REST)).is_reordered


def test_what_stands_around_the_items_is_compared_too() -> None:
    faces = (replace(USUAL.faces[0], en="Not one bit"), *USUAL.faces[1:])
    question = replace(USUAL.open_question, nl="En nu?")
    found = compare(USUAL, replace(USUAL, name_nl="Na afloop", open_question=question, faces=faces))
    assert found.around == (
        Difference("name_nl", "Na de les", "Na afloop"),
        Difference("open_question.nl", "Wat kan de volgende keer beter?", "En nu?"),
        Difference("faces.en", "No, not at all", "Not one bit", 1),
    )  # fmt: skip
    assert (found.has_other_faces, compare(USUAL, replace(USUAL, name_nl="x")).has_other_faces) == (True, False)
