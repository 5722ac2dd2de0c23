"""What fits a talk, how many take part, which number a new seat gets, and where a talk stands."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.refusal import DomainError
from jsp.rules.talk import MOST_OF_A_PART, MOST_PARTICIPANTS, Part, TalkForm, TalkState
from jsp.rules.talk_plan import (
    FARTHEST,
    Plan,
    Stage,
    check_keeps_a_holder,
    check_plan,
    check_seats,
    counted,
    may_have_names,
    new_numbers,
    parts_of,
    stage,
)

TODAY = date(2026, 11, 23)
DAY = timedelta(days=1)
PLAN = Plan(
    form=TalkForm.FOCUS_GROUP, subject="Terugkijken", held_on=TODAY, starts_at=None, minutes=75, guide="",
    site_ids=(1,),
)  # fmt: skip
NUMBERS = st.sets(st.integers(1, MOST_OF_A_PART))


@pytest.mark.parametrize("other", [
    {}, {"minutes": 5}, {"minutes": 480}, {"held_on": TODAY - FARTHEST}, {"held_on": TODAY + FARTHEST},
])  # fmt: skip
def test_a_plan_that_can_be_meant(other: dict[str, Any]) -> None:
    check_plan(replace(PLAN, **other), today=TODAY)


@pytest.mark.parametrize(("other", "field"), [
    ({"subject": ""}, "subject"), ({"minutes": 4}, "minutes"), ({"minutes": 481}, "minutes"),
    ({"minutes": -75}, "minutes"), ({"held_on": TODAY - FARTHEST - DAY}, "held_on"),
    ({"held_on": TODAY + FARTHEST + DAY}, "held_on"), ({"held_on": date(1, 1, 1)}, "held_on"),
    ({"site_ids": ()}, "sites"), ({"subject": "Over 123456782"}, "subject"),
    ({"invitation": "Bel 123456782"}, "invitation"),
])  # fmt: skip
def test_a_plan_that_cannot_be_meant_says_where(other: dict[str, Any], field: str) -> None:
    with pytest.raises(DomainError) as refused:
        check_plan(replace(PLAN, **other), today=TODAY)
    assert refused.value.field == field


@pytest.mark.parametrize(("form", "seats", "field"), [
    (TalkForm.FOCUS_GROUP, {}, None),
    (TalkForm.FOCUS_GROUP, {Part.MENTOR: 0}, None),
    (TalkForm.FOCUS_GROUP, {Part.MENTOR: 41}, "seats_mentor"),
    (TalkForm.FOCUS_GROUP, {Part.MENTOR: -1, Part.WORKER: 3}, "seats_mentor"),
    (TalkForm.FOCUS_GROUP, {Part.MENTOR: 40, Part.TEACHER: 21}, None),
    (TalkForm.INVENTORY, {Part.PUPIL: 1, Part.TEACHER: 2}, "seats_pupil"),
    (TalkForm.PUPILS, {Part.PUPIL: 8, Part.MENTOR: 1}, "seats_mentor"),
    (TalkForm.PUPILS, {Part.PUPIL: 8, Part.CARER: 1}, "seats_carer"),
])  # fmt: skip
def test_seats_that_do_not_fit(form: TalkForm, seats: dict[Part, int], field: str | None) -> None:
    with pytest.raises(DomainError) as refused:
        check_seats(form, seats)
    assert refused.value.field == field


@pytest.mark.parametrize(("form", "seats"), [
    (TalkForm.FOCUS_GROUP, {Part.MENTOR: 7, Part.WORKER: 2, Part.PUPIL: 0}),
    (TalkForm.INVENTORY, {Part.TEACHER: 1}),
    (TalkForm.PUPILS, {Part.PUPIL: 8, Part.WORKER: 2, Part.MENTOR: 0}),
    (TalkForm.SCHOOL, {Part.MENTOR: 40, Part.TEACHER: 20}),
])  # fmt: skip
def test_seats_that_fit(form: TalkForm, seats: dict[Part, int]) -> None:
    check_seats(form, seats)


@given(st.sampled_from(TalkForm), st.dictionaries(st.sampled_from(Part), st.integers(-5, 70)))
def test_what_is_let_in_always_fits(form: TalkForm, seats: dict[Part, int]) -> None:
    try:
        check_seats(form, seats)
    except DomainError:
        return
    assert all(0 <= number <= MOST_OF_A_PART for number in seats.values())
    assert {part for part, number in seats.items() if number} <= set(parts_of(form))
    assert 1 <= sum(seats.values()) <= MOST_PARTICIPANTS


def test_of_pupils_there_are_no_names() -> None:
    assert {form for form in TalkForm if not may_have_names(form)} == {TalkForm.PUPILS}
    assert {form for form in TalkForm if Part.PUPIL in parts_of(form)} == {TalkForm.PUPILS}


@given(NUMBERS, st.integers(0, 60))
def test_new_seats_take_no_number_of_another(taken: set[int], more: int) -> None:
    found = new_numbers(taken, more)
    assert len(found) == len(set(found)) == min(more, MOST_OF_A_PART - len(taken))
    assert taken.isdisjoint(found)
    assert all(1 <= number <= MOST_OF_A_PART for number in found)


def test_a_number_that_was_taken_away_is_given_again_only_where_there_is_no_other() -> None:
    assert new_numbers({1, 3}, 2) == [4, 5]
    assert new_numbers({1, 3, 40}, 2) == [2, 4]
    assert new_numbers([], 2) == [1, 2]


@pytest.mark.parametrize(("state", "held_on", "read_until", "where"), [
    (TalkState.DRAFT, TODAY + DAY, None, Stage.COMING),
    (TalkState.DRAFT, TODAY, None, Stage.TODAY),
    (TalkState.DRAFT, TODAY - DAY, None, Stage.TO_WRITE),
    (TalkState.READ_BACK, TODAY - DAY, TODAY, Stage.BEING_READ),
    (TalkState.READ_BACK, TODAY - DAY, TODAY - DAY, Stage.TO_APPROVE),
    (TalkState.READ_BACK, TODAY, TODAY + DAY, Stage.BEING_READ),
    (TalkState.APPROVED, TODAY - DAY, TODAY - DAY, Stage.APPROVED),
])  # fmt: skip
def test_where_a_talk_stands(state: TalkState, held_on: date, read_until: date | None, where: Stage) -> None:
    assert stage(state, held_on, read_until, today=TODAY) is where


@given(st.lists(st.sampled_from(Part)), st.booleans())
def test_everybody_is_counted_once(parts: list[Part], to_all: bool) -> None:
    assert sum(number for _part, number in counted(parts, to_all=to_all)) == len(parts)


def test_the_role_of_one_person_is_no_role_for_others() -> None:
    seats = [Part.MENTOR] * 3 + [Part.CARE_COORDINATOR, Part.WORKER]
    assert counted(seats, to_all=False) == [(Part.MENTOR, 3), (None, 2)]
    assert counted(seats, to_all=True) == [(Part.MENTOR, 3), (Part.CARE_COORDINATOR, 1), (Part.WORKER, 1)]


def test_somebody_always_holds_a_talk() -> None:
    check_keeps_a_holder(1)
    with pytest.raises(DomainError):
        check_keeps_a_holder(0)
