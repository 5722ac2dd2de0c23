"""A key means one question for ever."""

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsp.content.usual_questionnaires import usual_questionnaire
from jsp.rules.questionnaire import Item, Questionnaire, Words
from jsp.rules.questionnaire_data import KEY
from jsp.rules.questionnaire_keys import Wish, check_keys, items_of, used_keys
from jsp.rules.refusal import DomainError
from tests.rules.programmes import FEW
from tests.rules.questionnaires import questionnaires, words

USUAL = usual_questionnaire()
FIRST, SECOND, *REST = USUAL.items
SAID = Words("Ik heb gelachen.", "I laughed.")


@settings(max_examples=FEW)
@given(st.data(), questionnaires(), st.sets(st.from_regex(r"[a-z_]{1,12}", fullmatch=True)))
def test_what_stays_keeps_its_key_and_all_else_gets_one_that_never_was_here(
    data: st.DataObject, now: Questionnaire, gone: set[str]
) -> None:
    used = gone | used_keys([now])
    offered = st.sampled_from([*sorted(used), "", "forged"])
    wishes = data.draw(st.lists(st.builds(Wish, key=offered, words=words, is_other=st.booleans()), max_size=8))
    items = items_of(wishes, now=now, used=used)
    kept, before = set[str](), {each.key for each in now.items}
    for wish, item in zip(wishes, items, strict=True):
        assert item.words == wish.words
        if wish.key in before - kept and not wish.is_other:
            assert item.key == wish.key
            kept.add(item.key)
        else:
            assert item.key not in used
            assert re.fullmatch(rf"[A-Za-z0-9][A-Za-z0-9_-]{{0,{KEY - 1}}}", item.key)
    assert len({each.key for each in items}) == len(items)


def test_a_new_key_says_what_is_asked() -> None:
    wish = Wish(key="safe", words=SAID, is_other=True)
    assert [each.key for each in items_of([wish], now=USUAL, used=())] == ["i_laughed"]
    assert [each.key for each in items_of([wish, wish], now=USUAL, used={"i_laughed"})] == [
        "i_laughed_2",
        "i_laughed_3",
    ]


GONE = replace(USUAL, items=(SECOND, *REST))


@pytest.mark.parametrize(("item", "earlier", "fine"), [
    (FIRST, (USUAL, GONE), True),
    (replace(FIRST, in_short=False), (USUAL, GONE), True),
    (replace(FIRST, words=SAID), (USUAL, GONE), False),
    (replace(FIRST, words=SAID), (USUAL, GONE, GONE), False),
    (replace(FIRST, words=SAID), (GONE, USUAL), True),
    (Item("laughed", SAID), (USUAL, GONE), True),
    (replace(FIRST, words=SAID), (), True),
])  # fmt: skip
def test_a_key_that_was_gone_comes_back_for_the_same_only(
    item: Item, earlier: tuple[Questionnaire, ...], fine: bool
) -> None:  # fmt: skip
    new = replace(USUAL, items=(item, SECOND))
    if fine:
        return check_keys(new, earlier)
    with pytest.raises(DomainError, match="was used for another item before"):
        check_keys(new, earlier)
    return None
