"""What a unit of a wave is: a kind of school, a site, or something else that somebody confirmed; and who may see it."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import NamedTuple

from jsp.rules.refusal import N_, DomainError
from jsp.rules.table_file import plain
from jsp.rules.wave import Score

SCHOOLS = {
    "po": ("po",),
    "vo/mbo": ("vo", "mbo"),
    "vo": ("vo",),
    "mbo": ("mbo",),
    "so/vso": ("so", "vso"),
}  # the kinds of school that a unit can be, with what falls under each
WORD = re.compile(r"\w+")
NOT_CONFIRMED = N_("There are new units in the file. Tick that they are schools or kinds of school, or mend the file.")


class SiteNames(NamedTuple):
    """What a site is called."""

    name: str
    code: str


Sites = Mapping[int, SiteNames]


def known_units(sites: Sites, used: Iterable[str]) -> dict[str, str]:
    """How each unit that we know is spelled, by how names are compared; `used`: in other waves of the instrument."""
    found = {kind: kind for kind in SCHOOLS}
    for names in sites.values():
        found.setdefault(plain(names.name), names.name)
        found.setdefault(plain(names.code), names.name)
    for unit in used:
        found.setdefault(plain(unit), unit)
    return found


def new_units(scores: Iterable[Score], known: Mapping[str, str]) -> list[str]:
    """The units that we do not know, by the alphabet."""
    return sorted({each.unit for each in scores if plain(each.unit) not in known}, key=str.casefold)


def check_confirmed(new: Collection[str], *, is_confirmed: bool) -> None:
    """Refuse units that nobody said to be schools."""
    if new and not is_confirmed:
        raise DomainError(NOT_CONFIRMED, field="new_units")


def sites_of(unit: str, sites: Sites) -> set[int]:
    """The sites that a unit is named after: the name or the code of each stands in it, as whole words."""
    if plain(unit) in SCHOOLS:
        return set()
    said = _words(unit)
    return {id for id, names in sites.items() if any(_words(name) in said for name in names)}


def for_readers(scores: Iterable[Score], sites: Sites, own: Collection[int] = ()) -> list[Score]:
    """Without units that are named after a site where the reader does not belong: schools are never compared."""
    return [each for each in scores if sites_of(each.unit, sites) <= set(own)]


def people(scores: Iterable[Score]) -> int | None:
    """How many filled it in, by kinds of school; None where these overlap, or there are none.

    Of each the scale that most people answered, as all scales have the same people. Schools fall under their kind.
    """
    most: dict[str, int] = {}
    for each in scores:
        unit = plain(each.unit)
        if unit in SCHOOLS:
            most[unit] = max(most.get(unit, 0), each.n)
    parts = [part for unit in most for part in SCHOOLS[unit]]
    return sum(most.values()) if parts and len(parts) == len(set(parts)) else None


def _words(text: str) -> str:
    return f" {' '.join(WORD.findall(text.casefold()))} "
