"""What cannot wait is heard in either language, however it is typed; and what only looks like it is not."""

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.crisis import ONES, hears, packed, signs
from jsp.rules.crisis_words import HARMLESS, NEAR, SMALL
from tests.rules.sayings import ALL, SAYINGS

SERIOUS = [said for said, line in ALL if line]
LETTERS = st.text("abdeilnrstvw'- .", max_size=30)


@pytest.mark.parametrize(("said", "line"), ALL)
def test_the_line_that_is_meant_comes_first(said: str, line: str) -> None:
    assert [*signs(said).codes, ""][0] == line


def test_the_table_is_long_enough_to_mean_something() -> None:
    assert len(SERIOUS) >= 60
    assert len(SAYINGS[""]) >= 20


@pytest.mark.parametrize("said", ["misbruik", "mijn vader slaat me", "ik ben verkracht", "she is abused"])
def test_violence_and_abuse_always_show_who_knows_of_homes(said: str) -> None:
    assert "home" in signs(said).codes


def test_an_overdose_shows_both_who_comes_and_who_listens() -> None:
    assert signs("overdosis").codes == ("emergency", "suicide")
    assert signs("ik wil dood, hij slaat me").codes == ("suicide", "home", "emergency")


@given(st.sampled_from(SERIOUS), st.sampled_from(SMALL.split()), st.integers(1, 3), st.data())
def test_a_word_that_only_gives_weight_changes_nothing(said: str, small: str, times: int, data: st.DataObject) -> None:
    words = said.split()
    at = data.draw(st.integers(0, len(words)))
    assert signs(" ".join([*words[:at], *[small] * times, *words[at:]])).codes == signs(said).codes


@given(st.sampled_from(SERIOUS), LETTERS, LETTERS)
def test_it_is_heard_in_the_middle_of_a_story(said: str, before: str, after: str) -> None:
    assert set(signs(said).codes) <= set(signs(f"{before}. {said}. {after}").codes)


@given(st.sampled_from(SERIOUS))
def test_capitals_accents_apostrophes_and_hyphens_do_not_matter(said: str) -> None:
    accented = re.sub("e(?=[a-z])", "é", said.upper().lower())
    assert (
        signs(said.upper()).codes == signs(accented).codes == signs(said.replace(" ", "-")).codes == signs(said).codes
    )


@pytest.mark.parametrize("said", ["zelfmoord", "mishandeling", "verkrachting", "automutilatie", "overdosis"])
def test_one_typing_error_anywhere_but_in_the_first_letter_is_forgiven(said: str) -> None:
    for at in range(1, len(said)):
        for wrong in (said[:at] + said[at + 1 :], said[:at] + "q" + said[at:], said[:at] + "q" + said[at + 1 :]):
            assert signs(wrong).codes == signs(said).codes, wrong


@pytest.mark.parametrize("said", [line for line in HARMLESS.strip().replace("\n", "|").split("|")])
def test_every_harmless_saying_is_harmless(said: str) -> None:
    assert not hears(" ".join(part.split("/")[0].replace("*", "") for part in said.split()))


def test_a_word_of_its_own_alone_is_never_heard_nor_one_of_ours() -> None:
    ours = {one for ones in ONES.values() for one in ones}
    for word in NEAR.split():
        assert not hears(word.replace("*", "")), word
    assert not {word for word in SMALL.split() if word in ours}, "it would never be found"


def test_what_cannot_wait_is_put_in_words_of_the_directory() -> None:
    assert set(signs("soms wil ik dood").words) == {"zelfmoord", "ik"}
    assert signs("geslagen").words == ("geslagen",), "an everyday word stays as it is"
    assert signs("geld lenen").words == ("geld", "lenen")


def test_a_long_text_is_read_quickly() -> None:
    began = time.process_time()
    signs("ik wil niet meer leven en hij slaat me altijd thuis " * 2000)
    assert time.process_time() - began < 2


def test_the_script_of_a_page_gets_all_of_it() -> None:
    small, near, harmless, known = packed().split(";")
    assert (small, near.split()) == (SMALL, NEAR.split())
    assert "eind/einde" in harmless
    assert {"zelfmo*", "= hit", "misbruik*", "overdos*", "bedreig*"} <= set(known.split("|"))
    assert "||" not in harmless + known
