"""Which colour a new code gets: one that can be told from those that are there."""

from jsp.rules.coding import COLOURS
from jsp.rules.colours import least_used


def test_it_is_the_first_that_is_not_there_yet() -> None:
    assert least_used([]) == COLOURS[0]
    assert least_used(COLOURS[:2]) == COLOURS[2]
    assert least_used([COLOURS[1], COLOURS[0], COLOURS[3]]) == COLOURS[2]


def test_once_all_are_there_it_is_the_one_that_is_there_least() -> None:
    assert least_used([*COLOURS, *COLOURS[:4], *COLOURS[5:]]) == COLOURS[4]


def test_a_colour_of_our_own_counts_as_the_one_in_which_it_is_marked() -> None:
    assert least_used(["#1f5fa9"]) == COLOURS[1]
