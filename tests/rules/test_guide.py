"""What is asked in a talk: what nobody can lead a talk with, in which order, and which keys questions have."""

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsp.content.usual_guides import INVENTORY, TOGETHER, USUAL, usual_guide
from jsp.rules.guide import MOST_QUESTIONS, MOST_RULES, Guide, Question, Words, check_guide, keyed
from jsp.rules.refusal import DomainError
from tests.rules.guides import guides
from tests.rules.programmes import FEW

ONE = usual_guide(INVENTORY)
NOTHING = Words("")


def some(number: int, minutes: int = 0) -> tuple[Question, ...]:
    return tuple(Question(f"q{at}", Words("Hoe?"), NOTHING, NOTHING, minutes) for at in range(number))


@pytest.mark.parametrize("changed", [
    {"questions": some(1)}, {"questions": some(MOST_QUESTIONS)}, {"rules": ()}, {"rules": (Words("a"),) * MOST_RULES},
    {"questions": some(2, 120)}, {"opening": NOTHING, "closing": NOTHING},
])  # fmt: skip
def test_the_most_and_the_least_that_fit_are_fine(changed: dict[str, object]) -> None:
    check_guide(replace(ONE, **changed))  # type: ignore[arg-type]


@pytest.mark.parametrize(("changed", "said"), [
    ({"questions": ()}, "1 to 20 questions"),
    ({"questions": some(MOST_QUESTIONS + 1)}, "1 to 20 questions"),
    ({"questions": some(1) + some(2)}, "Two questions have the key q0."),
    ({"questions": (*some(2, 120), replace(some(1, 1)[0], key="more"))}, "more than 240 minutes"),
    ({"rules": (Words("a"),) * (MOST_RULES + 1)}, "at most 20 rules"),
])  # fmt: skip
def test_what_nobody_can_lead_a_talk_with_is_refused(changed: dict[str, object], said: str) -> None:
    with pytest.raises(DomainError) as caught:
        check_guide(replace(ONE, **changed))  # type: ignore[arg-type]
    assert said in caught.value.message % caught.value.values


def test_what_comes_with_the_app_can_be_led_with() -> None:
    for code in USUAL:
        check_guide(usual_guide(code))
    assert (len(ONE.questions), len(usual_guide(TOGETHER).questions)) == (4, 7)
    assert all(each.prompt.nl for each in usual_guide(TOGETHER).questions), "each has a prompt"
    assert len(usual_guide(TOGETHER).by_theme) == 5, "one heading for each mechanism"


@settings(max_examples=FEW)
@given(guides())
def test_headings_keep_the_order_and_none_follows_itself(one: Guide) -> None:
    assert [each for _, found in one.by_theme for each in found] == list(one.questions)
    themes = [theme for theme, _ in one.by_theme]
    assert all(before != after for before, after in pairwise(themes))


@settings(max_examples=FEW)
@given(guides(), st.data())
def test_what_stays_keeps_its_key_and_what_is_new_gets_one_that_nothing_had(one: Guide, data: st.DataObject) -> None:
    names = [each.key for each in one.questions]
    wishes = data.draw(st.lists(st.sampled_from([*names, "", "forged"]), max_size=2 * MOST_QUESTIONS))
    used = {*names, "1", "3"}
    found = keyed([replace(some(1)[0], key=key) for key in wishes], now=one, used=used)
    got = [each.key for each in found]
    assert len(set(got)) == len(got) == len(wishes)
    for at, (wish, key) in enumerate(zip(wishes, got, strict=True)):
        if wish in names and wish not in wishes[:at]:
            assert key == wish
        else:
            assert key not in used


@pytest.mark.parametrize(("words", "language", "told"), [
    (Words("nl", "en"), "nl", "nl"), (Words("nl", "en"), "en", "en"), (Words("nl"), "en", "nl"),
])  # fmt: skip
def test_where_there_is_no_english_the_dutch_is_told(words: Words, language: str, told: str) -> None:
    assert words.told(language) == told
