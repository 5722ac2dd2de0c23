"""What came up more than usual in the demo, week by week, as the rules find it, and what the team made of it."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, timedelta
from itertools import cycle
from random import Random

from sqlalchemy import func, select

from jsp.blueprints.trends.service import openings
from jsp.demo.ground import Ground
from jsp.demo.people import People
from jsp.demo.talks import new_id
from jsp.extensions import db
from jsp.models.tallies import ThemeTally
from jsp.models.theme_signals import SignalState, SignalWeek, ThemeSignal
from jsp.rules import school_year, signals
from jsp.rules.signals import Rise, Week
from jsp.rules.tally import NEW, Grain, Split

WEEK = timedelta(weeks=1)
SETTLED = timedelta(days=10)  # after the Monday of its week
STILL_OPEN = timedelta(weeks=2)
MADE_OF_IT = (
    (SignalState.DISCUSSED, "Sanne"), (SignalState.ACTION, "Renske"), (SignalState.FALSE_ALARM, "Lieke"),
    (SignalState.DISCUSSED, "Renske"),
)  # fmt: skip
At = tuple[int, int]  # the ids of a site and a theme


def add_signals(rng: Random, ground: Ground, people: People, *, today: date) -> None:
    """Look at each week of the past school year and this one that is over; flushes."""
    numbers, settling = _numbers(), cycle(MADE_OF_IT)
    hours = _hours({site_id for site_id, _theme in numbers}, today)
    told = defaultdict[At, list[ThemeSignal]](list)
    for week in _weeks(today):
        db.session.add(SignalWeek(week=week, made_on=week + WEEK))
        for at, rise in _rises(hours, numbers, week):
            if not signals.is_known(week, [each.settled_on for each in told[at]]):
                signal = _signal(rng, at, week, rise)
                if today > week + STILL_OPEN:
                    signal.state, who = next(settling)
                    signal.settled_on, signal.settled_by_id = week + SETTLED, people.users[who].id
                told[at].append(signal)
                db.session.add(signal)
    db.session.flush()


def _weeks(today: date) -> Iterator[date]:
    week = school_year.week(date(school_year.starting_year(today) - 1, school_year.FIRST_MONTH, 1))[0]
    while week + WEEK <= today:
        yield week
        week += WEEK


def _signal(rng: Random, at: At, week: date, rise: Rise) -> ThemeSignal:
    return ThemeSignal(
        id=new_id(rng), site_id=at[0], theme_id=at[1], week=week, weeks=rise.weeks, rule=rise.rule, number=rise.number,
        low=rise.low, high=rise.high, state=SignalState.OPEN,
    )  # fmt: skip


def _rises(hours: openings.Hours, numbers: dict[At, dict[date, int]], week: date) -> Iterator[tuple[At, Rise]]:
    for at, by_week in sorted(numbers.items()):
        opened = hours[at[0]]
        if week in by_week and week in opened:
            since = [on for on in opened if week - signals.LOOK_BACK <= on <= week]
            rise = signals.find_rise([Week(by_week.get(on, 0), opened[on]) for on in sorted(since)])
            if rise is not None:
                yield at, rise


def _hours(site_ids: Collection[int], today: date) -> openings.Hours:
    """In all the weeks that are looked at, and those that they are laid beside."""
    return openings.hours(site_ids, next(_weeks(today)) - signals.LOOK_BACK, today - timedelta(days=1))


def _numbers() -> dict[At, dict[date, int]]:
    """New questions by Monday."""
    found: dict[At, dict[date, int]] = defaultdict(dict)
    tally = ThemeTally
    query = select(tally.site_id, tally.theme_id, tally.starts, func.sum(tally.number)).where(
        tally.grain == Grain.WEEK, tally.split == Split.VISIT, tally.value == NEW
    )
    query = query.group_by(tally.site_id, tally.theme_id, tally.starts)
    for site_id, theme_id, on, number in db.session.execute(query):
        found[site_id, theme_id][on] = int(number)
    return found
