"""What a class is asked: which items, in which words."""

from dataclasses import replace

import pytest
from hypothesis import given, settings

from jsp.content.usual_questionnaires import usual_questionnaire
from jsp.rules.questionnaire import MOST_ITEMS, Item, Questionnaire, Words, check_questionnaire
from jsp.rules.refusal import DomainError
from tests.rules.programmes import FEW
from tests.rules.questionnaires import questionnaires

USUAL = usual_questionnaire()
SHORT = ["respect_class", "safe", "learned", "usable"]
END = ["class_effect", "agreements_used"]
FULL = ["respect_class", "safe", "dare_to_speak", "learned", "usable", "cooperation", "fits_us", "know_where"]


@pytest.mark.parametrize(("is_short", "is_last", "keys"), [
    (False, False, FULL), (True, False, SHORT), (False, True, FULL + END), (True, True, SHORT + END),
])  # fmt: skip
def test_short_and_last_say_which_items_of_the_usual_one_are_asked(
    is_short: bool, is_last: bool, keys: list[str]
) -> None:  # fmt: skip
    assert [each.key for each in USUAL.asked(is_short=is_short, is_last=is_last)] == keys


@settings(max_examples=FEW)
@given(questionnaires())
def test_what_is_asked_keeps_its_order_and_what_is_for_the_end_waits_for_it(one: Questionnaire) -> None:
    whole, short, end = (one.asked(is_short=a, is_last=b) for a, b in ((False, False), (True, False), (False, True)))
    assert end == one.items
    assert whole == tuple(each for each in one.items if not each.at_end)
    assert short == tuple(each for each in whole if each.in_short)
    assert {each.key for each in one.asked(is_short=True, is_last=True)} == {
        each.key for each in one.items if each.at_end or each.in_short
    }  # fmt: skip


@pytest.mark.parametrize(("words", "is_mbo", "language", "told"), [
    (Words("nl", "en"), False, "nl", "nl"), (Words("nl", "en"), False, "en", "en"),
    (Words("nl", "en"), True, "nl", "nl"), (Words("nl", "en", "mbo"), True, "en", "en"),
    (Words("nl", "en", "mbo", "mbo en"), True, "nl", "mbo"), (Words("nl", "en", "mbo", "mbo en"), True, "en", "mbo en"),
    (Words("nl", "en", "mbo", "mbo en"), False, "nl", "nl"), (Words("nl", "en", "mbo", "mbo en"), False, "en", "en"),
])  # fmt: skip
def test_students_read_words_of_their_own_where_there_are(words: Words, is_mbo: bool, language: str, told: str) -> None:
    assert words.told(is_mbo=is_mbo, language=language) == told


def some(number: int) -> tuple[Item, ...]:
    return tuple(Item(f"item-{at}", Words("nl", "en"), in_short=True) for at in range(number))


def test_the_most_that_fits_is_fine() -> None:
    check_questionnaire(replace(USUAL, items=some(MOST_ITEMS)))


@pytest.mark.parametrize(("changed", "said"), [
    ({"items": some(MOST_ITEMS + 1)}, "1 to 12 items"),
    ({"items": ()}, "1 to 12 items"),
    ({"items": some(1) + some(1)}, "Two items have the key item-0."),
    ({"faces": USUAL.faces[1:]}, "There are 5 faces"),
    ({"items": tuple(replace(each, in_short=False) for each in USUAL.items)}, "at least one item for the short"),
    ({"items": (Item("a", Words("nl", "en"), in_short=True, at_end=True),)}, "at least one item for the short"),
])  # fmt: skip
def test_what_cannot_be_asked_is_refused(changed: dict[str, object], said: str) -> None:
    with pytest.raises(DomainError) as caught:
        check_questionnaire(replace(USUAL, **changed))  # type: ignore[arg-type]
    assert said in caught.value.message % caught.value.values
