"""Codes come from names, fit in their column, and are never twice the same."""

import re

from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.naming import code_of, same_name


@given(st.text(max_size=120), st.sets(st.text(max_size=12), max_size=5))
def test_a_code_is_plain_short_and_new(name: str, taken: set[str]) -> None:
    code = code_of(name, taken=taken)
    assert re.fullmatch(r"[a-z0-9_]{1,40}", code)
    assert code not in taken


@given(st.text(max_size=60), st.integers(1, 12))
def test_the_same_name_again_gets_a_code_of_its_own(name: str, times: int) -> None:
    taken: set[str] = set()
    for _ in range(times):
        taken.add(code_of(name, taken=taken))
    assert len(taken) == times


def test_case_and_blanks_make_no_other_name() -> None:
    assert same_name("Vrije  tijd", " vrije tijd ")
    assert not same_name("Vrije tijd", "Vrijetijd")
