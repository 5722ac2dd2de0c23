"""Whose name stands before a colon: nobody gets the seat of somebody else."""

import pytest

from jsp.rules.who_is_who import whose

NAMES = {"G1": "", "M1": "Bart van de Ven", "M2": "Zoë Jansen", "M3": "Anna Bos", "M4": "Anna Vos", "J1": "Sam"}


@pytest.mark.parametrize(("label", "tag"), [
    ("Bart van de Ven", "M1"), ("bart  VAN de ven", "M1"), ("Bart", "M1"), ("Dhr. Bart", "M1"), ("Zoe", "M2"),
    ("Zoe\u0308 Jansen", "M2"), ("Sam", "J1"), ("m1", "M1"), ("G1", "G1"), ("Anna Vos", "M4"),
])  # fmt: skip
def test_by_tag_by_name_and_by_a_first_name_alone(label: str, tag: str) -> None:
    assert whose(label, NAMES) == tag


@pytest.mark.parametrize("label", [
    "Anna", "Bart Smit", "Sam Bos", "Ven", "Jansen", "Iemand", "Mentor 1", "Spreker 2", "M9", "", "Barthold",
])  # fmt: skip
def test_of_everybody_else_nobody_knows(label: str) -> None:
    assert whose(label, NAMES) == ""
