"""What the address of the team's page asks for."""

from collections.abc import Mapping
from enum import StrEnum
from typing import TypeVar

from jsp.blueprints.trends.service.team_wish import Several, Wish
from jsp.rules.tally import Grain, Split
from jsp.rules.trend_table import Per

Kind = TypeVar("Kind", bound=StrEnum)
LONGEST_YEAR = 4


def wished(asked: Mapping[str, str]) -> Wish:
    """What there is no such thing of becomes the usual, and the page says so."""
    usual = Wish()
    grain, several = _one(Grain, asked, "grain"), _one(Several, asked, "sites")
    split, per = _one(Split, asked, "split"), _one(Per, asked, "per")
    year = asked.get("year", "")
    is_year = year.isascii() and year.isdigit() and len(year) == LONGEST_YEAR
    known = {"grain": grain, "sites": several, "split": split, "per": per, "year": is_year or None}
    return Wish(
        site=asked.get("site") or None, several=several, year=int(year) if is_year else None,
        grain=grain or usual.grain, split=split or usual.split, theme=asked.get("theme") or None,
        per=per or usual.per, is_odd=any(asked.get(name) and found is None for name, found in known.items()),
    )  # fmt: skip


def _one(kind: type[Kind], asked: Mapping[str, str], name: str) -> Kind | None:
    return next((each for each in kind if each.value == asked.get(name)), None)
