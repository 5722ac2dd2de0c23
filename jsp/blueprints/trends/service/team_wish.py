"""What somebody wants to see of the team's figures, and of which of their sites."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from jsp.models.accounts import User
from jsp.models.ground import Site, Theme
from jsp.models.reference import get_reference
from jsp.rules import trend_table
from jsp.rules.refusal import NotFoundError
from jsp.rules.school_year import FIRST_MONTH, bounds, starting_year
from jsp.rules.tally import Grain, Split
from jsp.rules.trend_table import MOST_SITES, Per


class Several(StrEnum):
    """How the sites of one person are shown: added up, or each for itself."""

    TOGETHER = "together"
    BESIDE = "beside"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """As the address says it. `is_odd`: something was asked for that there is not, and the usual thing is shown."""

    site: str | None = None
    several: Several | None = None
    year: int | None = None
    grain: Grain = Grain.MONTH
    split: Split = Split.THEME
    theme: str | None = None
    per: Per = Per.NUMBER
    is_odd: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What is shown: sites, stretches by their first days with those of a year before, and what of them."""

    sites: tuple[Site, ...]
    several: Several | None
    year: int
    grain: Grain
    split: Split
    theme: Theme | None
    per: Per
    now: datetime
    columns: tuple[date, ...]
    before: tuple[date | None, ...]
    is_many: bool
    is_odd: bool

    @property
    def site(self) -> Site | None:
        """The one site; None for several."""
        return self.sites[0] if self.several is None else None

    @property
    def site_ids(self) -> list[int]:
        """All of them."""
        return [site.id for site in self.sites]

    @property
    def is_running(self) -> bool:
        """Whether the last stretch is not over."""
        return trend_table.is_running(self.grain, self.columns[-1], self.now.date())

    @property
    def days(self) -> tuple[date, date]:
        """First and last day of the school year."""
        return bounds(date(self.year, FIRST_MONTH, 1))

    @property
    def since(self) -> date:
        """The first day of all that is read."""
        return min(first for first in (*self.columns, *self.before) if first is not None)

    def as_asked(self) -> dict[str, str]:
        """The address of what is shown, in full."""
        held = {"year": str(self.year), "grain": self.grain.value, "split": self.split.value, "per": self.per.value}
        held |= {"sites": self.several.value} if self.several else {"site": self.sites[0].code}
        return held | ({"theme": self.theme.code} if self.theme else {})


def list_sites(user: User) -> list[Site]:
    """The sites of this person, those that are closed for ever last: they have a past."""
    return sorted(user.sites, key=lambda site: site.archived_on is not None)


def frame(user: User, wish: Wish, now: datetime) -> Frame | None:
    """What is shown of it; None for who has no site. Raises NotFoundError for a site of others."""
    sites = list_sites(user)
    chosen = _chosen(sites, wish)
    if not chosen:
        return None
    wish, is_many = _fitting(wish, len(chosen))
    theme = next((each for each in get_reference().themes if each.code == wish.theme), None)
    year = wish.year if wish.year in trend_table.years(now.date()) else starting_year(now.date())
    columns = trend_table.stretches(wish.grain, year, now.date())
    if not columns:  # before its first Monday a school year has no week
        year, columns = year - 1, trend_table.stretches(wish.grain, year - 1, now.date())
    return Frame(
        sites=tuple(chosen), several=wish.several, year=year, grain=wish.grain, split=wish.split, theme=theme,
        per=wish.per, now=now, columns=columns, is_many=is_many,
        before=trend_table.beside(wish.grain, columns, now.date()),
        is_odd=wish.is_odd or _is_odd(wish, theme, year),
    )  # fmt: skip


def _chosen(sites: Sequence[Site], wish: Wish) -> list[Site]:
    if wish.several is not None:
        return list(sites)
    found = [site for site in sites if site.code == wish.site] if wish.site else list(sites[:1])
    if wish.site and not found:
        raise NotFoundError(wish.site)
    return found


def _fitting(wish: Wish, sites: int) -> tuple[Wish, bool]:
    """Of very many sites only the numbers of school years are added up; sites side by side are split no further."""
    if sites > MOST_SITES:
        return replace(wish, several=Several.TOGETHER, grain=Grain.YEAR, split=Split.THEME, per=Per.NUMBER), True
    if wish.several is Several.BESIDE and wish.split is not Split.THEME:
        return replace(wish, split=Split.THEME, is_odd=True), False
    return wish, False


def _is_odd(wish: Wish, theme: Theme | None, year: int) -> bool:
    return (wish.theme is not None and theme is None) or (wish.year is not None and wish.year != year)
