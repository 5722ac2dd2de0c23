"""What the team sees of its own work: exact, as it stands now, for the people of the site alone."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from jsp.blueprints.trends.service import openings
from jsp.blueprints.trends.service import team_reads as reads
from jsp.blueprints.trends.service import team_tables as tables
from jsp.blueprints.trends.service.team_wish import Frame, Several
from jsp.models.ground import Outcome
from jsp.models.reference import get_reference
from jsp.rules import trend_table
from jsp.rules.opened import opened
from jsp.rules.refusal import NotFoundError
from jsp.rules.tally import Split
from jsp.rules.trend_table import Cell, Times

LONGEST_SHEET = 31  # what spreadsheet programs allow as the name of a sheet
NOT_IN_A_NAME = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


@dataclass(frozen=True, slots=True)
class OverTime:
    """What was chosen over weeks, months or school years, and all of it together."""

    frame: Frame
    table: tables.Table
    whole: Cell

    @property
    def is_empty(self) -> bool:
        """Whether there was no conversation, nor one in the stretches of a year before."""
        return len(self.table.rows) == 1 and not self.whole.number

    @property
    def tables(self) -> list[tables.Table]:
        """For a file."""
        return [self.table]


@dataclass(frozen=True, slots=True)
class SchoolYear:
    """What is told of one school year: what was referred, what is new, and whether somebody knew about it."""

    frame: Frame
    asides: tuple[tables.Table, ...]
    is_rota_empty: bool

    @property
    def tables(self) -> list[tables.Table]:
        """Those with anything in them, for a file."""
        return [each for each in self.asides if each.rows]


def as_lines(found: OverTime | SchoolYear) -> list[list[str | int]]:
    """For one sheet: each table below its title, with an empty line between them."""
    lines: list[list[str | int]] = []
    for table in found.tables:
        lines += [[table.title], *table.as_rows(), []]
    return lines[:-1]


def as_sheets(found: OverTime | SchoolYear) -> dict[str, list[list[str | int]]]:
    """A sheet for each table. Raises NotFoundError where there is none: a workbook has a sheet."""
    if not found.tables:
        raise NotFoundError(found.frame.year)
    return {table.title[:LONGEST_SHEET].translate(NOT_IN_A_NAME): table.as_rows() for table in found.tables}


def find(frame: Frame) -> OverTime:
    """Read it and lay it out."""
    numbers, whole = reads.sites(frame) if frame.several is Several.BESIDE else _themes(frame)
    split = None if frame.split is Split.THEME else reads.values(frame)
    times = {key: Times(minutes, whole.get(key, {})) for key, minutes in _known(frame, whole).items()}
    together = trend_table.line(numbers.get(reads.ALL, {}), times[reads.ALL], frame.columns).total
    return OverTime(frame, tables.over_time(frame, numbers, split, times), together)


def _themes(frame: Frame) -> tuple[reads.Series, reads.Series]:
    """Conversations by theme, with those about the one theme as all of them where it was chosen; and really all."""
    found = reads.themes(frame)
    whole = {reads.ALL: found.get(reads.ALL, {})}
    return (found | {reads.ALL: found.get(str(frame.theme.id), {})} if frame.theme else found), whole


def find_year(frame: Frame) -> SchoolYear:
    """The same for a school year as a whole; of very many sites nothing of it is read."""
    if frame.is_many:
        return SchoolYear(frame, (), is_rota_empty=False)
    rota = reads.rostered(frame)
    return SchoolYear(frame, _asides(frame, reads.sums(frame), rota), is_rota_empty=not any(rota.values()))


def _asides(frame: Frame, sums: reads.Sums, rota: dict[int, set[int]]) -> tuple[tables.Table, ...]:
    """What is told of the whole school year, where there is any conversation in it."""
    if not sums:
        return ()
    referred = _referred()
    found = [tables.referrals(sums, referred)] if referred else []
    return (*found, tables.visits(sums), tables.missing(frame, sums, rota))


def _referred() -> Outcome | None:
    return next((each for each in get_reference().outcomes if each.code == reads.REFERRED), None)


def _known(frame: Frame, whole: reads.Series) -> dict[str, dict[date, int]]:
    """Opened minutes, but none of a stretch with conversations from a file: nobody kept how long it was open then."""
    until = {str(site_id): last for site_id, last in reads.past_until(frame).items()}
    until[reads.ALL] = max(until.values(), default=date.min)
    return {
        key: {
            first: number
            for first, number in minutes.items()
            if first > until.get(key, date.min) or not whole.get(key, {}).get(first)
        }
        for key, minutes in _minutes(frame).items()
    }


def _minutes(frame: Frame) -> dict[str, dict[date, int]]:
    """Opened minutes of each site and of all together; of very many sites a minute each, so that none seems shut."""
    if frame.is_many:
        return {reads.ALL: dict.fromkeys(frame.columns, 1)}
    by_site = openings.slots(frame.site_ids, frame.since, frame.now.date())
    found = {str(site_id): opened(slots, frame.grain, frame.now) for site_id, slots in by_site.items()}
    together: Counter[date] = Counter()
    for minutes in found.values():
        together.update(minutes)
    return {**found, reads.ALL: dict(together)}
