"""Lessons as content: what holds for each, how the methods are in balance, and what a class may change."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings

from jsp.content.usual_programmes import usual_programmes
from jsp.rules.programme import (
    Balance,
    Lesson,
    Method,
    Programme,
    Share,
    balance,
    check_lesson,
    class_version,
    touched_core,
)
from jsp.rules.programme_bars import WIDE, lesson_bars, method_bars
from jsp.rules.programme_data import lesson_from, to_data
from jsp.rules.refusal import DomainError
from tests.rules.programmes import FEW, programmes

FIRST = usual_programmes()["respect"].lesson("1")
STEP, _WORD, FREE = FIRST.activities[:3]


def with_parts(*parts: object) -> Lesson:
    return replace(FIRST, activities=parts)  # type: ignore[arg-type]


@settings(max_examples=FEW)
@given(programmes())
def test_a_lesson_as_data_is_read_as_it_was(programme: Programme) -> None:
    assert [lesson_from(to_data(each)) for each in programme.lessons] == list(programme.lessons)


@settings(max_examples=FEW)
@given(programmes())
def test_the_balance_of_a_row_is_that_of_its_lessons(programme: Programme) -> None:
    found = balance(*programme.lessons)
    for method in Method:
        assert found.minutes[method] == sum(balance(each).minutes[method] for each in programme.lessons)
        assert (method in found.missing) == (found.minutes[method] == 0)


@settings(max_examples=FEW)
@given(programmes())
def test_the_drawing_is_as_wide_as_the_page_and_nothing_overlaps(programme: Programme) -> None:
    for lesson in programme.lessons:
        bars = lesson_bars(lesson)
        assert len(bars) == len(lesson.activities)
        assert all(one.ends < other.at for one, other in pairwise(bars))
        assert all(bar.width > 0 and bar.ends <= WIDE for bar in bars)


def test_bars_of_methods_are_as_long_as_their_minutes() -> None:
    found = Balance({Method.VERBAL: 30, Method.PHYSICAL: 15})
    assert [(bar.method, bar.minutes, bar.width) for bar in method_bars(found)] == [
        (Method.VERBAL, 30, 100), (Method.MENTAL, 0, 0), (Method.PHYSICAL, 15, 50),
    ]  # fmt: skip
    assert [bar.width for bar in method_bars(Balance())] == [0, 0, 0]


def test_a_class_may_change_what_is_free_and_who_leads() -> None:
    parts = [replace(each, teacher=Share.LEAD, jsp=Share.OBSERVE) for each in FIRST.activities if each != FREE]
    changed = replace(with_parts(*parts), title="Onze regels")
    assert class_version(FIRST, changed, reason="") == changed


@pytest.mark.parametrize("parts", [
    FIRST.activities[1:], (replace(STEP, minutes=5), *FIRST.activities[1:]),
    (replace(STEP, is_core=False), *FIRST.activities[1:]), (replace(STEP, how="Anders"), *FIRST.activities[1:]),
])  # fmt: skip
def test_the_common_thread_stays_or_there_is_a_reason(parts: tuple[object, ...]) -> None:
    changed = with_parts(*parts)
    assert touched_core(FIRST, changed) == [STEP]
    with pytest.raises(DomainError, match="Say why") as caught:
        class_version(FIRST, changed, reason="")
    assert (caught.value.field, caught.value.values["titles"]) == ("reason", STEP.title)
    assert class_version(FIRST, changed, reason="Groep is moe") == changed


@pytest.mark.parametrize(("parts", "titles"), [(FIRST.activities, None), (FIRST.activities[1:], STEP.title)])
def test_the_goals_belong_to_the_common_thread(parts: tuple[object, ...], titles: str | None) -> None:
    changed = replace(with_parts(*parts), goals=FIRST.goals[:-1])
    with pytest.raises(DomainError, match="changes the goals") as caught:
        class_version(FIRST, changed, reason="")
    assert (caught.value.field, caught.value.values.get("titles")) == ("reason", titles)
    assert class_version(FIRST, changed, reason="Eén doel is genoeg") == changed


@pytest.mark.parametrize(("lesson", "said"), [
    (replace(FIRST, title=""), "needs a title"),
    (with_parts(), "has no parts"),
    (with_parts(*(replace(STEP, key=str(at), minutes=1) for at in range(21))), "more than"),
    (with_parts(STEP, STEP), "the same key"),
    (with_parts(replace(STEP, title="")), "no title or no minutes"),
    (with_parts(replace(STEP, minutes=0)), "no title or no minutes"),
    (with_parts(replace(STEP, minutes=600)), "At most"),
])  # fmt: skip
def test_a_lesson_that_nobody_can_give_is_refused(lesson: Lesson, said: str) -> None:
    with pytest.raises(DomainError, match=said):
        check_lesson(lesson)


@pytest.mark.parametrize(("teacher", "jsp", "lead"), [
    (Share.LEAD, Share.LEAD, "both"), (Share.LEAD, Share.SUPPORT, "teacher"), (Share.OBSERVE, Share.LEAD, "jsp"),
    (Share.SUPPORT, Share.OBSERVE, ""),
])  # fmt: skip
def test_who_leads(teacher: Share, jsp: Share, lead: str) -> None:
    assert replace(STEP, teacher=teacher, jsp=jsp).lead == lead
