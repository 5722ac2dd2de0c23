"""The way of an agreement from a class into the school."""

from datetime import date

import pytest

from jsp.rules.agreement import (
    WAY,
    check_look_again,
    check_step,
    check_words,
    is_reached,
    next_step,
    propose_look_again,
    step_back,
)
from jsp.rules.refusal import DomainError
from jsp.rules.session import AgreementState

CLASS, PROPOSED, ADOPTED, CHECKED, DROPPED = AgreementState
MAY = {
    CLASS: {PROPOSED, DROPPED},
    PROPOSED: {CLASS, ADOPTED, DROPPED},
    ADOPTED: {PROPOSED, CHECKED, DROPPED},
    CHECKED: {ADOPTED, CHECKED, DROPPED},
    DROPPED: {PROPOSED},  # where it stood before
}


@pytest.mark.parametrize("state", AgreementState)
@pytest.mark.parametrize("to", AgreementState)
def test_which_step_may_follow_which(state: AgreementState, to: AgreementState) -> None:
    before = PROPOSED if state is DROPPED else None
    if to in MAY[state]:
        check_step(state, to, before=before)
    else:
        with pytest.raises(DomainError):
            check_step(state, to, before=before)


@pytest.mark.parametrize("state", WAY)
def test_one_step_on_and_one_back_is_where_it_stood(state: AgreementState) -> None:
    after = next_step(state)
    assert after is not None
    assert step_back(after) is (state if state is not CHECKED else ADOPTED)


def test_a_step_is_reached_from_there_on() -> None:
    reached = {state: [step for step in WAY if is_reached(state, step)] for state in AgreementState}
    assert [len(reached[state]) for state in (*WAY, DROPPED)] == [1, 2, 3, 4, 0]


@pytest.mark.parametrize(("text", "fine"), [("We appen na 22 uur niet.", True), ("", False), ("Wie? 111222333", False)])
def test_what_it_may_say(text: str, fine: bool) -> None:
    if fine:
        check_words(text, field="text", missing="nothing")
    else:
        with pytest.raises(DomainError) as refused:
            check_words(text, field="text", missing="nothing")
        assert refused.value.field == "text"


@pytest.mark.parametrize(("day", "fine"), [
    (None, True), (date(2026, 11, 24), True), (date(2029, 12, 31), True), (date(2026, 11, 23), False),
    (date(2020, 1, 1), False), (date(2030, 1, 1), False),
])  # fmt: skip
def test_the_day_to_look_again_is_to_come(day: date | None, fine: bool) -> None:
    if fine:
        check_look_again(day, today=date(2026, 11, 23))
    else:
        with pytest.raises(DomainError):
            check_look_again(day, today=date(2026, 11, 23))


@pytest.mark.parametrize(("chosen", "proposed"), [
    (None, None), (date(2027, 3, 1), date(2027, 3, 1)), (date(2026, 11, 23), date(2027, 2, 22)),
    (date(2026, 8, 24), date(2026, 11, 24)),
])  # fmt: skip
def test_the_next_look_is_as_far_as_the_one_before(chosen: date | None, proposed: date | None) -> None:
    assert propose_look_again(chosen, since=date(2026, 8, 24), today=date(2026, 11, 23)) == proposed
