"""Looks at a week that is over, for all sites, and tells the teams of what came up more than usual: one mail a week."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import asdict
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

from sqlalchemy import Select, exists, func, select

from jsp import mail
from jsp.blueprints.trends.service import openings
from jsp.extensions import db, insert
from jsp.models.accounts import RoleRow, User, user_role, user_site
from jsp.models.ground import Site
from jsp.models.tallies import ThemeTally
from jsp.models.theme_signals import SignalWeek, ThemeSignal
from jsp.rules import roles, school_year, signals
from jsp.rules.roles import Permission
from jsp.rules.signals import Week
from jsp.rules.tally import NEW, Grain, Split

AT_ONCE = 100  # sites
Numbers = dict[tuple[int, int], dict[date, int]]  # new questions by site and theme, and Monday


def find_due(today: date) -> date | None:
    """The Monday of the newest week that is over, where it was not looked at yet; one that was missed before is not."""
    week = school_year.week(today)[0] - timedelta(weeks=1)
    return None if db.session.scalar(select(exists().where(SignalWeek.week == week))) else week


def list_sites() -> list[Sequence[int]]:
    """Those to look at, so many at once that nobody who writes has to wait for long."""
    sites = db.session.scalars(select(Site.id).where(Site.archived_on.is_(None)).order_by(Site.id)).all()
    return [sites[at : at + AT_ONCE] for at in range(0, len(sites), AT_ONCE)]


def look_at(site_ids: Collection[int], week: date) -> None:
    """Write down what there is to tell of these sites. What another process wrote down meanwhile stays; no commit."""
    hours = openings.hours(site_ids, week - signals.LOOK_BACK, week + timedelta(days=6))
    open_ids = [id for id in site_ids if week in hours[id]]
    told = _told(open_ids, week)
    made = [_values(site_id, theme_id, week, rise)
            for site_id, theme_id, rise in _rises(hours, _numbers(open_ids, week))
            if not signals.is_known(week, told[site_id, theme_id])]  # fmt: skip
    if made:
        db.session.execute(insert(ThemeSignal).on_conflict_do_nothing(), made)


def tell(week: date, today: date) -> None:
    """The week was looked at: mail, in which nothing stands, to who sees the figures of a site where something rose.

    Of two that come here at once the second waits for the row of the first, and then tells nobody. Does not commit.
    """
    new = insert(SignalWeek).values(week=week, made_on=today).on_conflict_do_nothing().returning(SignalWeek.week)
    if db.session.execute(new).first() is None:
        return
    for person in db.session.scalars(_people(week)):
        mail.queue("signals_waiting", to=person, link=mail.link("trends.signals"))


def _rises(hours: openings.Hours, numbers: Numbers) -> Iterator[tuple[int, int, signals.Rise]]:
    for (site_id, theme_id), by_week in sorted(numbers.items()):  # in one order: nobody waits in a circle
        weeks = [Week(by_week.get(on, 0), opened) for on, opened in sorted(hours[site_id].items())]
        rise = signals.find_rise(weeks)
        if rise is not None:
            yield site_id, theme_id, rise


def _values(site_id: int, theme_id: int, week: date, rise: signals.Rise) -> dict[str, Any]:
    return {"id": uuid4(), "site_id": site_id, "theme_id": theme_id, "week": week, **asdict(rise)}


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


def _told(site_ids: Collection[int], week: date) -> dict[tuple[int, int], list[date | None]]:
    """On what day each signal of these sites was settled lately, by site and theme; None for one that is open."""
    settled_on = ThemeSignal.settled_on
    query = select(ThemeSignal.site_id, ThemeSignal.theme_id, settled_on).where(
        ThemeSignal.site_id.in_(site_ids), settled_on.is_(None) | (settled_on >= week - signals.LOOK_BACK)
    )
    told: dict[tuple[int, int], list[date | None]] = defaultdict(list)
    for site_id, theme_id, on in db.session.execute(query):
        told[site_id, theme_id].append(on)
    return told


def _people(week: date) -> Select[User]:
    """Who sees the figures of the team at a site of which there is something to tell."""
    may_see = [role for role in roles.Role if Permission.SEE_TEAM_TRENDS in roles.GRANTS[role]]
    risen = select(ThemeSignal.site_id).where(ThemeSignal.week == week)
    at_sites = select(user_site.c.user_id).where(user_site.c.site_id.in_(risen))
    in_role = select(user_role.c.user_id).join(RoleRow, RoleRow.id == user_role.c.role_id)
    in_role = in_role.where(RoleRow.name.in_(may_see))
    return select(User).where(User.active, User.id.in_(at_sites), User.id.in_(in_role)).order_by(User.id)
