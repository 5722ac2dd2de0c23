"""What the team's page reads: cells of conversations, and who stood in the rota. All of it bounded."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from typing import Any

from sqlalchemy import Select, bindparam, func, or_, select

from jsp.blueprints.trends.service.team_wish import Frame
from jsp.extensions import db
from jsp.models.ground import Theme
from jsp.models.reference import get_reference
from jsp.models.tallies import HistoryImport, ThemeTally
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.rules import school_year, tally
from jsp.rules.tally import Grain, Split

Series = dict[str, dict[date, int]]  # by what is counted, then by the first day of the stretch
ALL = ""  # the key of the conversations themselves, in a series
Sums = dict[tuple[int, Split, int, str], tuple[int, int]]  # by site, split, theme and value: all, and of the main theme
REFERRED = "referred"
CELLS = ThemeTally.__table__.c
NUMBER = func.sum(CELLS.number)
MAIN = func.coalesce(NUMBER.filter(CELLS.is_main), 0)
WHERE = (
    CELLS.site_id.in_(bindparam("sites", expanding=True)), CELLS.grain == bindparam("grain"),
    CELLS.split == bindparam("split"), CELLS.starts.between(bindparam("first"), bindparam("last")),
)  # fmt: skip
# What the page asks each time stands ready: to put it together again costs as much as to run it.
BY_THEME, BY_SITE = (
    select(CELLS.starts, key, NUMBER, MAIN).where(*WHERE).group_by(CELLS.starts, key)
    for key in (CELLS.theme_id, CELLS.site_id)
)
BY_VALUE = select(CELLS.starts, CELLS.value, NUMBER, MAIN).where(*WHERE).group_by(CELLS.starts, CELLS.value)


def themes(frame: Frame) -> Series:
    """Conversations by theme, and themselves."""
    found: Series = defaultdict(lambda: defaultdict(int))
    for starts, theme_id, number, main in _read(frame, BY_THEME, Split.THEME):
        found[str(theme_id)][starts] = number
        found[ALL][starts] += main
    return found


def sites(frame: Frame) -> tuple[Series, Series]:
    """Conversations about the theme by site, or all where none was chosen; and all of them."""
    whole = _by_site(frame, None)
    return (_by_site(frame, frame.theme) if frame.theme else whole), whole


def _by_site(frame: Frame, theme: Theme | None) -> Series:
    query = BY_SITE.where(CELLS.theme_id == theme.id) if theme else BY_SITE
    found: Series = defaultdict(lambda: defaultdict(int))
    for starts, site_id, number, main in _read(frame, query, Split.THEME):
        found[str(site_id)][starts] = number if theme else main
        found[ALL][starts] += number if theme else main
    return found


def values(frame: Frame) -> Series:
    """Conversations by value of the split, of one theme where one was chosen."""
    found: Series = defaultdict(lambda: defaultdict(int))
    query = BY_VALUE.where(CELLS.theme_id == frame.theme.id) if frame.theme else BY_VALUE
    for starts, value, number, main in _read(frame, query, frame.split):
        found[value][tally.starts(frame.grain, starts)] += number if frame.theme else main
    return found


def _read(frame: Frame, query: Select[Any], split: Split) -> Iterable[Any]:
    """Cells of the grain; of a school year those of its months, where it has none of its own."""
    days = {"first": frame.since, "last": frame.columns[-1]}
    grain = frame.grain
    if grain is Grain.YEAR and split not in tally.BY_YEAR:
        grain, days["last"] = Grain.MONTH, school_year.bounds(frame.columns[-1])[1]
    return db.session.execute(query, {"sites": frame.site_ids, "grain": grain, "split": split, **days})


def sums(frame: Frame) -> Sums:
    """Of the whole school year: by theme, what came of them, whether they came back, which expertise was asked for."""
    first, last = frame.days
    referred = [str(each.id) for each in get_reference().outcomes if each.code == REFERRED]
    key = (ThemeTally.site_id, ThemeTally.split, ThemeTally.theme_id, ThemeTally.value)
    query = select(*key, NUMBER, MAIN).where(
        ThemeTally.site_id.in_(frame.site_ids), ThemeTally.grain == Grain.MONTH,
        ThemeTally.split.in_([Split.THEME, Split.OUTCOME, Split.DISCIPLINE, Split.VISIT]),
        ThemeTally.starts.between(first, last),
        or_(ThemeTally.split != Split.OUTCOME, ThemeTally.value.in_(referred)),
    )  # fmt: skip
    rows = db.session.execute(query.group_by(*key))
    return {(site, split, theme, value): (int(all_), int(main)) for site, split, theme, value, all_, main in rows}


def past_until(frame: Frame) -> dict[int, date]:
    """The day of the newest conversation that each site brought in from a file."""
    of = HistoryImport
    query = select(of.site_id, func.max(of.until)).where(of.site_id.in_(frame.site_ids)).group_by(of.site_id)
    return {site_id: until for site_id, until in db.session.execute(query)}


def rostered(frame: Frame) -> dict[int, set[int]]:
    """Which disciplines stood in the rota of each site in the school year, until today."""
    first, last = frame.days
    query = (
        select(Opening.site_id, TeamMember.discipline_id)
        .join(Attendance, Attendance.opening_id == Opening.id)
        .join(TeamMember, TeamMember.id == Attendance.member_id)
        .where(Opening.site_id.in_(frame.site_ids), Opening.takes_place)
        .where(Opening.on.between(first, min(last, frame.now.date())))
        .distinct()
    )
    found: dict[int, set[int]] = {site_id: set() for site_id in frame.site_ids}
    for site_id, discipline_id in db.session.execute(query):
        found[site_id].add(discipline_id)
    return found
