"""What the team's page reads: cells of conversations, openings, and who stood in the rota. All of it bounded."""

from collections import defaultdict
from datetime import date

from sqlalchemy import Select, func, or_, select

from jsp.blueprints.trends.service.team_wish import Frame, Several
from jsp.extensions import db
from jsp.models.reference import get_reference
from jsp.models.tallies import ThemeTally
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.rules.opening import Slot
from jsp.rules.tally import Grain, Split

Series = dict[str, dict[date, int]]  # by what is counted, then by the first day of the stretch
ALL = ""  # the key of the conversations themselves, in a series
Sums = dict[tuple[int, Split, int, str], tuple[int, int]]  # by site, split, theme and value: all, and of the main theme
REFERRED = "referred"
MAIN = func.coalesce(func.sum(ThemeTally.number).filter(ThemeTally.is_main), 0)


def themes(frame: Frame) -> Series:
    """Conversations by theme, and themselves; of sites beside each other by site."""
    beside = frame.several is Several.BESIDE
    key = ThemeTally.site_id if beside else ThemeTally.theme_id
    query = _cells(frame, Split.THEME, frame.since, frame.columns[-1])
    if frame.theme:
        query = query.where(ThemeTally.theme_id == frame.theme.id)
    found: Series = defaultdict(lambda: defaultdict(int))
    rows = query.add_columns(key, MAIN).group_by(ThemeTally.starts, key)
    for starts, number, counted, main in db.session.execute(rows):
        whole = number if frame.theme else main
        found[str(counted)][starts] = whole if beside else number
        found[ALL][starts] += whole
    return found


def values(frame: Frame) -> Series:
    """Conversations by value of the split, of one theme where one was chosen."""
    query = _cells(frame, frame.split, frame.since, frame.columns[-1])
    of = ThemeTally.theme_id == frame.theme.id if frame.theme else ThemeTally.is_main
    found: Series = defaultdict(dict)
    rows = query.where(of).add_columns(ThemeTally.value).group_by(ThemeTally.starts, ThemeTally.value)
    for starts, number, value in db.session.execute(rows):
        found[value][starts] = number
    return found


def sums(frame: Frame) -> Sums:
    """Of the whole school year: by theme, what came of them, whether they came back, which expertise was asked for."""
    first, last = frame.days
    referred = [str(each.id) for each in get_reference().outcomes if each.code == REFERRED]
    key = (ThemeTally.site_id, ThemeTally.split, ThemeTally.theme_id, ThemeTally.value)
    query = select(*key, func.sum(ThemeTally.number), MAIN).where(
        ThemeTally.site_id.in_(frame.site_ids), ThemeTally.grain == Grain.MONTH,
        ThemeTally.split.in_([Split.THEME, Split.OUTCOME, Split.DISCIPLINE, Split.VISIT]),
        ThemeTally.starts.between(first, last),
        or_(ThemeTally.split != Split.OUTCOME, ThemeTally.value.in_(referred)),
    )  # fmt: skip
    rows = db.session.execute(query.group_by(*key))
    return {(site, split, theme, value): (int(all_), int(main)) for site, split, theme, value, all_, main in rows}


def slots(frame: Frame) -> dict[int, list[Slot]]:
    """The openings that took place since, by site."""
    query = select(Opening.site_id, Opening.on, Opening.starts, Opening.ends).where(
        Opening.site_id.in_(frame.site_ids), Opening.takes_place,
        Opening.on.between(frame.since, frame.now.date()),
    )  # fmt: skip
    found: dict[int, list[Slot]] = {site_id: [] for site_id in frame.site_ids}
    for site_id, on, starts, ends in db.session.execute(query):
        found[site_id].append(Slot(on, starts, ends))
    return found


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


def _cells(frame: Frame, split: Split, first: date, last: date) -> Select[date, int]:
    return select(ThemeTally.starts, func.sum(ThemeTally.number)).where(
        ThemeTally.site_id.in_(frame.site_ids), ThemeTally.grain == frame.grain, ThemeTally.split == split,
        ThemeTally.starts.between(first, last),
    )  # fmt: skip
