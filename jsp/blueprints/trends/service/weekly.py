"""Looks at a week that is over, for all sites, and tells the teams of what came up more than usual: one mail a week."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta
from uuid import uuid4

from sqlalchemy import exists, func, select

from jsp import mail
from jsp.extensions import db, insert
from jsp.models.accounts import RoleRow, User, user_role, user_site
from jsp.models.ground import Site
from jsp.models.tallies import ThemeTally
from jsp.models.team import Opening
from jsp.models.theme_signals import SignalState, SignalWeek, ThemeSignal
from jsp.rules import roles, school_year, signals
from jsp.rules.roles import Permission
from jsp.rules.signals import Week
from jsp.rules.tally import NEW, Grain, Split

AT_ONCE = 200  # sites
Hours = dict[int, dict[date, float]]  # opened hours by site and Monday
Numbers = dict[tuple[int, int], dict[date, int]]  # new questions by site and theme, and Monday


def look(today: date) -> None:
    """Look at the newest week that is over, where nobody did. One that was missed before it is not caught up with.

    Two that do so at once do it once: the second waits for the row of the first. Does not commit.
    """
    week = school_year.week(today)[0] - timedelta(weeks=1)
    if db.session.scalar(select(exists().where(SignalWeek.week == week))) or not _is_first(week, today):
        return
    found: set[int] = set()
    sites = _sites()
    for at in range(0, len(sites), AT_ONCE):
        found |= _look_at(sites[at : at + AT_ONCE], week)
    _tell(found)


def _is_first(week: date, today: date) -> bool:
    new = insert(SignalWeek).values(week=week, made_on=today).on_conflict_do_nothing().returning(SignalWeek.week)
    return db.session.execute(new).first() is not None


def _sites() -> Sequence[int]:
    return db.session.scalars(select(Site.id).where(Site.archived_on.is_(None)).order_by(Site.id)).all()


def _look_at(site_ids: Collection[int], week: date) -> set[int]:
    """Write down what there is to tell of these sites, and return which of them there is something of."""
    hours = _hours(site_ids, week)
    open_ids = [id for id in site_ids if week in hours[id]]
    told = _told(open_ids, week)
    made = [_signal(site_id, theme_id, week, rise)
            for site_id, theme_id, rise in _rises(hours, _numbers(open_ids, week))
            if not signals.is_known(week, told[site_id, theme_id])]  # fmt: skip
    db.session.add_all(made)
    return {each.site_id for each in made}


def _rises(hours: Hours, numbers: Numbers) -> Iterator[tuple[int, int, signals.Rise]]:
    for (site_id, theme_id), by_week in numbers.items():
        weeks = [Week(by_week.get(on, 0), opened) for on, opened in sorted(hours[site_id].items())]
        rise = signals.find_rise(weeks)
        if rise is not None:
            yield site_id, theme_id, rise


def _signal(site_id: int, theme_id: int, week: date, rise: signals.Rise) -> ThemeSignal:
    return ThemeSignal(
        id=uuid4(), site_id=site_id, theme_id=theme_id, week=week, rule=rise.rule, weeks=rise.weeks,
        number=rise.number, low=rise.low, high=rise.high,
    )  # fmt: skip


def _hours(site_ids: Collection[int], week: date) -> Hours:
    """The hours of the openings that took place; a week without any is not there."""
    query = select(Opening.site_id, Opening.on, Opening.starts, Opening.ends).where(
        Opening.site_id.in_(site_ids), Opening.takes_place,
        Opening.on.between(week - signals.LOOK_BACK, week + timedelta(days=6)),
    )  # fmt: skip
    hours: Hours = defaultdict(lambda: defaultdict(float))
    for site_id, on, starts, ends in db.session.execute(query):
        took = datetime.combine(on, ends) - datetime.combine(on, starts)
        hours[site_id][school_year.week(on)[0]] += took.total_seconds() / 3600
    return hours


def _numbers(site_ids: Collection[int], week: date) -> Numbers:
    """New questions by week, of the themes that were asked about in the newest one: only those can have risen."""
    query = select(ThemeTally.site_id, ThemeTally.theme_id, ThemeTally.starts, func.sum(ThemeTally.number)).where(
        ThemeTally.site_id.in_(site_ids), ThemeTally.grain == Grain.WEEK, ThemeTally.split == Split.VISIT,
        ThemeTally.starts.between(week - signals.LOOK_BACK, week), ThemeTally.value == NEW,
    )  # fmt: skip
    numbers: Numbers = defaultdict(dict)
    for site_id, theme_id, on, number in db.session.execute(
        query.group_by(ThemeTally.site_id, ThemeTally.theme_id, ThemeTally.starts)
    ):
        numbers[site_id, theme_id][on] = number
    return {key: by_week for key, by_week in numbers.items() if by_week.get(week)}


def _told(site_ids: Collection[int], week: date) -> dict[tuple[int, int], list[tuple[date, bool]]]:
    """What was told of these sites lately, by site and theme: of which week, and whether it is still open."""
    query = select(ThemeSignal.site_id, ThemeSignal.theme_id, ThemeSignal.week, ThemeSignal.state).where(
        ThemeSignal.site_id.in_(site_ids), ThemeSignal.week >= week - signals.STILL
    )
    told: dict[tuple[int, int], list[tuple[date, bool]]] = defaultdict(list)
    for site_id, theme_id, on, state in db.session.execute(query):
        told[site_id, theme_id].append((on, state is SignalState.OPEN))
    return told


def _tell(site_ids: Collection[int]) -> None:
    """One mail, in which nothing stands, to everybody who sees the figures of one of these sites."""
    if not site_ids:
        return
    may_see = [role for role in roles.Role if Permission.SEE_TEAM_TRENDS in roles.GRANTS[role]]
    at_sites = select(user_site.c.user_id).where(user_site.c.site_id.in_(site_ids))
    in_role = select(user_role.c.user_id).join(RoleRow, RoleRow.id == user_role.c.role_id)
    query = select(User).where(
        User.active, User.id.in_(at_sites), User.id.in_(in_role.where(RoleRow.name.in_(may_see)))
    )
    for person in db.session.scalars(query.order_by(User.id)):
        mail.queue("signals_waiting", to=person, link=mail.link("trends.signals"))
