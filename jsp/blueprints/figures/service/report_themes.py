"""Questions and themes in a school year: what was released, period beside period, and never a sum of periods."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from jsp.blueprints.figures.service.coming import to_come
from jsp.models.ground import Site, Theme
from jsp.models.released import length_of, releases_of, themes_of
from jsp.models.theme_releases import ThemeRelease
from jsp.rules import school_year
from jsp.rules.release_periods import Period, periods
from jsp.rules.released_cell import ABSENT, Cell

MOST_CHARTS = 4  # that stand beside each other on paper


@dataclass(frozen=True, slots=True)
class Themes:
    """`rows`: themes with a number at least once; `small`: those with fewer than ten in each period that tells of them.

    `to_come`: periods of the year without figures that are still to be made. `goes_on`: figures of an earlier year were
    released too.
    """

    releases: Sequence[ThemeRelease]
    rows: Sequence[tuple[Theme, Sequence[Cell]]]
    small: Sequence[Theme]
    to_come: Sequence[Period]
    goes_on: bool

    @property
    def charted(self) -> list[Theme]:
        """Those that came up most, by the newest figures; none without two periods to lay beside each other."""
        if len(self.releases) < 2:
            return []
        return [theme for theme, _cells in sorted(self.rows, key=_newest_first)[:MOST_CHARTS]]

    @property
    def is_total_only(self) -> bool:
        """Whether of some period only the total is told."""
        return any(each.is_total_only for each in self.releases)


def years_released(site: Site) -> set[int]:
    """The school years, by the calendar year in which they begin, of which figures were released."""
    return {school_year.starting_year(each.starts) for each in releases_of([site.id])[site.id]}


def themes_of_year(site: Site, year: int, today: date) -> Themes:
    """What was released of that school year."""
    releases = releases_of([site.id])[site.id]
    found = [each for each in releases if school_year.starting_year(each.starts) == year]
    themes: dict[int, Theme] = {}
    cells: dict[int, dict[date, Cell]] = {}
    for release in found:
        for theme, number in themes_of(release):
            themes[theme.id] = theme
            cells.setdefault(theme.id, {})[release.starts] = Cell(number)
    rows = [
        (theme, [cells[theme.id].get(each.starts, ABSENT) for each in found])
        for theme in sorted(themes.values(), key=lambda each: each.position)
    ]  # fmt: skip
    shown = [row for row in rows if any(cell.value is not None for cell in row[1])]
    small = [theme for theme, of_it in rows if all(cell.value is None for cell in of_it)]
    coming = to_come(site, releases, periods(year, length_of(site.id, year)), today)
    return Themes(found, shown, small, coming, bool(releases) and school_year.starting_year(releases[0].starts) < year)


def _newest_first(row: tuple[Theme, Sequence[Cell]]) -> list[int]:
    """Sorts by the figure of the newest period; where those are equal or not told, by that of the one before."""
    return [-(cell.value or 0) for cell in reversed(row[1])]
