"""What differs between two versions of a programme."""

from dataclasses import replace

from hypothesis import given, settings

from jsp.content.usual_programmes import usual_programmes
from jsp.rules.programme import Lesson, Programme
from jsp.rules.programme_diff import Change, compare
from tests.rules.programmes import FEW, programmes

RESPECT = usual_programmes()["respect"]
FIRST, SECOND = RESPECT.lessons[:2]
STEP, WORD = FIRST.activities[:2]


def with_first(lesson: Lesson) -> Programme:
    return replace(RESPECT, lessons=(lesson, *RESPECT.lessons[1:]))


@settings(max_examples=FEW)
@given(programmes())
def test_nothing_differs_from_itself(programme: Programme) -> None:
    assert compare(programme, programme) == []


@settings(max_examples=FEW)
@given(programmes(), programmes())
def test_what_differs_is_seen_from_both_sides(one: Programme, other: Programme) -> None:
    assert (
        bool(compare(one, other)) == bool(compare(other, one)) == (replace(one, code="x") != replace(other, code="x"))
    )


def test_a_changed_word_is_told_with_its_place() -> None:
    new = with_first(replace(FIRST, home="Anders", activities=(replace(STEP, minutes=5), *FIRST.activities[1:])))
    assert compare(RESPECT, new) == [
        Change("1", "", "home", FIRST.home, "Anders"), Change("1", STEP.title, "minutes", 10, 5),
    ]  # fmt: skip


def test_parts_that_came_went_or_changed_places() -> None:
    new = with_first(replace(FIRST, activities=(WORD, replace(STEP, key="new"), *FIRST.activities[2:])))
    assert compare(RESPECT, new) == [
        Change("1", STEP.title, "", None, replace(STEP, key="new")), Change("1", STEP.title, "", STEP, None),
    ]  # fmt: skip
    swapped = with_first(replace(FIRST, activities=(WORD, STEP, *FIRST.activities[2:])))
    [change] = compare(RESPECT, swapped)
    assert (change.name, change.before[:2], change.after[:2]) == (
        "order", (STEP.title, WORD.title), (WORD.title, STEP.title),
    )  # fmt: skip


def test_a_lesson_that_is_new() -> None:
    fewer = replace(RESPECT, lessons=RESPECT.lessons[:-1])
    repetition = RESPECT.lessons[-1]
    assert compare(fewer, RESPECT) == [Change("H", "", "", None, repetition)]
    assert compare(RESPECT, fewer) == [Change("H", "", "", repetition, None)]
