"""What a unit is, who sees it, and when people can be added up."""

from decimal import Decimal

import pytest

from jsp.rules.refusal import DomainError
from jsp.rules.wave import Measure, Score, check_rights
from jsp.rules.wave_units import SiteNames, check_confirmed, for_readers, known_units, new_units, people, sites_of

SITES = {1: SiteNames("Raayland College", "raayland"), 2: SiteNames("ROC Gilde", "gilde"), 3: SiteNames("Po", "vo")}


def score(unit: str, n: int = 9, scale: str = "a") -> Score:
    return Score(unit, scale, Measure.SCORE, Decimal(3), None, n)


@pytest.mark.parametrize(("unit", "of"), [
    ("Raayland College", {1}), (" raayland  COLLEGE ", {1}), ("raayland", {1}), ("Raayland, onderbouw", {1}),
    ("Gilde en Raayland", {1, 2}), ("roc-gilde", {2}), ("Gildehof", set()), ("po", set()), ("VO/MBO", set()),
])  # fmt: skip
def test_a_unit_is_of_the_site_that_it_names(unit: str, of: set[int]) -> None:
    assert sites_of(unit, SITES) == of


def test_a_reader_sees_the_own_school_and_kinds_of_school() -> None:
    scores = [score(unit) for unit in ("po", "regio", "Raayland College", "gilde", "Gilde en Raayland")]
    assert [each.unit for each in for_readers(scores, SITES, {1})] == ["po", "regio", "Raayland College"]
    assert [each.unit for each in for_readers(scores, SITES)] == ["po", "regio"]


def test_units_are_known_by_site_kind_or_use() -> None:
    known = known_units(SITES, ["regio"])
    scores = [score(unit) for unit in ("PO", "so/vso", "Regio", "Gilde", "roc gilde", "zo", "Jan de Vries", "zo")]
    assert new_units(scores, known) == ["Jan de Vries", "zo"]
    assert (known["po"], known["gilde"]) == ("po", "ROC Gilde")


def test_new_units_have_to_be_confirmed() -> None:
    check_confirmed([], is_confirmed=False)
    check_confirmed(["zo"], is_confirmed=True)
    with pytest.raises(DomainError, match="new units"):
        check_confirmed(["zo"], is_confirmed=False)


def test_nothing_is_released_without_rights() -> None:
    check_rights(are_settled=True)
    with pytest.raises(DomainError, match="once the rights are settled"):
        check_rights(are_settled=False)


@pytest.mark.parametrize(("scores", "number"), [
    ([score("po", 511), score("PO", 509, "b"), score("so/vso", 168)], 679),
    ([score("po", 511), score("vo/mbo", 540), score("Raayland College", 300)], 1051),
    ([score("vo", 511), score("mbo", 540)], 1051),
    ([score("vo", 511), score("vo/mbo", 540)], None), ([score("Raayland College", 511)], None), ([], None),
])  # fmt: skip
def test_people_are_counted_once(scores: list[Score], number: int | None) -> None:
    assert people(scores) == number
