"""What was released of a school in two school years as one table: page, charts and files are made of it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext

from jsp.models.ground import Theme
from jsp.models.reference import get_reference
from jsp.models.released import themes_of
from jsp.models.theme_releases import ThemeRelease
from jsp.rules import school_year
from jsp.rules.disclosure import Change, change
from jsp.rules.release_periods import Period
from jsp.rules.released_cell import ABSENT, Cell
from jsp.words.release_terms import period_name, short_months, short_period

Out = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One period. `is_before`: of the school year before the one that was asked for."""

    release: ThemeRelease
    is_before: bool

    @property
    def period(self) -> Period:
        """Its first and last day."""
        return Period(self.release.starts, self.release.ends)

    @property
    def name(self) -> str:
        """In full."""
        return period_name(self.release.starts, self.release.ends)

    @property
    def months(self) -> str:
        """Under a bar."""
        return short_months(self.release.starts, self.release.ends)

    @property
    def short(self) -> str:
        """Above its figures."""
        return short_period(self.release.starts, self.release.ends)


@dataclass(frozen=True, slots=True)
class Figure:
    """The last figure of a row, that of the same period a year before, and what may be said of the two."""

    now: Cell
    before: Cell

    @property
    def change(self) -> Change:
        """Unknown where one of the two was not told."""
        if not (self.now.is_told and self.before.is_told):
            return Change.UNKNOWN
        return change(self.now.value, self.before.value)


@dataclass(frozen=True, slots=True)
class Row:
    """A theme (none: all of them together) in each of the periods."""

    theme: Theme | None
    cells: tuple[Cell, ...]
    last: Figure

    @property
    def has_number(self) -> bool:
        """Whether anything of it came to ten."""
        return any(cell.value is not None for cell in self.cells)

    @property
    def has_small(self) -> bool:
        """Whether somebody could ask why there is no number in some period."""
        return any(cell.is_small for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Table:
    """Themes by periods, the first period first, and all themes together."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    total: Row

    @property
    def last(self) -> Column:
        """The newest of its periods."""
        return self.columns[-1]

    @property
    def has_absent(self) -> bool:
        """Whether some theme was not told in some period."""
        return any(not cell.is_told for row in self.rows for cell in row.cells)

    @property
    def is_uneven(self) -> bool:
        """Whether some periods are longer than others, so that their figures cannot be compared."""
        return len({column.period.months for column in self.columns}) > 1

    @property
    def only_totals(self) -> list[Column]:
        """Periods of which themes cannot be told apart."""
        return [column for column in self.columns if column.release.is_total_only]

    @property
    def charted(self) -> list[Row]:
        """Themes with a number somewhere, what was asked most in the last period first."""
        found = [row for row in self.rows if row.has_number]
        return sorted(found, key=lambda row: -(row.last.now.value or 0))

    @property
    def small(self) -> list[Row]:
        """Themes that came to ten in none of the periods that tell of them."""
        return [row for row in self.rows if not row.has_number]

    def as_rows(self) -> list[Out]:
        """The same for a file, below its headings."""
        head = (gettext("Theme"), *(column.name for column in self.columns))
        rows = [(row.theme.name if row.theme else gettext("All themes together"), *map(_out, row.cells))
                for row in (*self.rows, self.total)]  # fmt: skip
        return [head, *rows]


def table_of(releases: Sequence[ThemeRelease], year: int) -> Table:
    """Of the school year that begins in that calendar year, and the one before it; `releases` has one of `year`."""
    shown = [each for each in releases if school_year.starting_year(each.starts) in (year - 1, year)]
    columns = tuple(Column(each, school_year.starting_year(each.starts) < year) for each in shown)
    told = [{theme.id: Cell(value) for theme, value in themes_of(each)} for each in shown]
    used = {id for each in told for id in each}
    before = _before(columns)
    rows = tuple(
        _row(theme, [each.get(theme.id, ABSENT) for each in told], before)
        for theme in get_reference().themes if theme.id in used
    )  # fmt: skip
    return Table(columns, rows, _row(None, [Cell(each.total) for each in shown], before))


def _row(theme: Theme | None, cells: Collection[Cell], before: int | None) -> Row:
    kept = tuple(cells)
    return Row(theme, kept, Figure(kept[-1], ABSENT if before is None else kept[before]))


def _before(columns: Sequence[Column]) -> int | None:
    """Which column is the same period as the last one, a year before; none where the periods were of another length."""
    wanted = tuple(map(_month_a_year_before, (columns[-1].period.starts, columns[-1].period.ends)))
    months = [tuple((day.year, day.month) for day in (each.period.starts, each.period.ends)) for each in columns]
    return next((at for at, each in enumerate(months) if each == wanted), None)


def _month_a_year_before(day: date) -> tuple[int, int]:
    return day.year - 1, day.month


def _out(cell: Cell) -> str | int:
    return cell.text if cell.value is None else cell.value
