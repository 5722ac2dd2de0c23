"""The week grid: who sits where, who could, and what is lacking."""

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select

from jsp import audit, clock, sending
from jsp.blueprints.hours.service import ABOUT, crew, demand, openings
from jsp.blueprints.hours.service.notices import News
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.ground import Site
from jsp.models.hours import Availability, Closure
from jsp.models.members import members_on
from jsp.models.reference import get_setting
from jsp.models.rota import closures_from
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.models.turns import Cover, CoverState
from jsp.rules import coverage, school_year
from jsp.rules.coverage import Staffing
from jsp.rules.opening import Slot
from jsp.rules.refusal import N_, DomainError

TURNS_AROUND = timedelta(weeks=6)
NOT_THERE = N_("This person is not in the team of this site on that day.")
ELSEWHERE = N_("One person cannot be in two places: look at where they sit at that hour.")


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the grid: its openings, and why it is not as usual."""

    on: date
    openings: list[Opening]
    closure: Closure | None


@dataclass(frozen=True, slots=True)
class SiteWeek:
    """A week of one site, with hints that never block."""

    site: Site
    days: list[Day]
    hours: float
    count: int
    is_unusual: bool
    lacking: demand.Lacking


@dataclass(frozen=True, slots=True)
class Candidate:
    """Somebody who could sit at an opening, and what speaks against it."""

    member: TeamMember
    is_seated: bool
    turns: int
    elsewhere: crew.Elsewhere | None
    is_absent: bool
    is_off: bool

    @property
    def is_free(self) -> bool:
        """Whether nothing speaks against it."""
        return self.elsewhere is None and not self.is_absent and not self.is_off


def week_of(sites: Sequence[Site], day: date) -> list[SiteWeek]:
    """The week of `day` for each site."""
    first, last = school_year.week(day)
    found = openings.openings_between(first, last, site_ids=[site.id for site in sites])
    closures = closures_from(first, site_ids=[site.id for site in sites])
    days = [first + timedelta(days=number) for number in range(7)]
    shown = [each for each in days if each.weekday() < 5 or any(opening.on == each for opening in found)]
    missing = demand.lacking([site.id for site in sites], clock.today())
    return [
        _site_week(
            site, shown, [each for each in found if each.site_id == site.id], closures.get(site.id, []),
            missing.get(site.id, []),
        )
        for site in sites
    ]  # fmt: skip


def staffing_of(opening: Opening) -> Staffing:
    """How its number of people stands."""
    least, most = int(get_setting("staff_min")), int(get_setting("staff_max"))
    return coverage.staffing(len(opening.places), least=least, most=most)


def candidates(opening: Opening) -> list[Candidate]:
    """The team of that day with who sits there first, then who is free, then the rest; colleagues of the site only."""
    there = [place.member for place in opening.places]
    members = there + [each for each in members_on(opening.on, site_id=opening.site_id) if each not in there]
    ids = [each.id for each in members]
    turns, elsewhere = _turns(ids, opening.on), crew.elsewhere(members, opening.slot, besides=opening)
    away, hours = crew.away(members, opening.on), availability(ids)
    found = [
        Candidate(
            each, opening.find_place(each) is not None, turns[each.id], elsewhere.get(each.id),
            coverage.is_absent(opening.on, away[each.id]), _is_off(hours.get(each.id), opening.slot),
        )
        for each in members
    ]  # fmt: skip
    return sorted(found, key=lambda each: (not each.is_seated, not each.is_free, each.turns, each.member.position))


def seat_member(opening: Opening, member_id: int, *, seen: str, key: UUID, by: User) -> None:
    """Let somebody sit at the opening. Raises DomainError for who is elsewhere then, or when it changed meanwhile."""
    if not sending.take(key, about=ABOUT):
        return
    _check_seen(opening, seen)
    found = next((each for each in candidates(opening) if each.member.id == member_id), None)
    if found is None:
        raise DomainError(NOT_THERE)
    check_free(found)
    if not found.is_seated:
        _settle_question(opening, found.member)
        _set_crew(opening, [*(place.member for place in opening.attendances), found.member], by)


def unseat_member(opening: Opening, member_id: int, *, seen: str, key: UUID, by: User) -> None:
    """Take somebody off the opening. Raises DomainError when it changed meanwhile."""
    if not sending.take(key, about=ABOUT):
        return
    _check_seen(opening, seen)
    _set_crew(opening, [place.member for place in opening.attendances if place.member_id != member_id], by)


def check_free(found: Candidate) -> None:
    """Raises DomainError for who is elsewhere then."""
    if found.elsewhere is not None:
        raise crew.refusal(found.member, found.elsewhere) if found.elsewhere.school_class else DomainError(ELSEWHERE)


def _settle_question(opening: Opening, member: TeamMember) -> None:
    """A coordinator puts somebody else there: the question that this answers is no longer open."""
    query = select(Cover).where(Cover.opening_id == opening.id, Cover.state == CoverState.OPEN).order_by(Cover.asked_at)
    found = list(db.session.scalars(query))
    if found and all(each.member_id != member.id for each in found):
        found[0].state, found[0].taken_by_id = CoverState.TAKEN, member.id


def _set_crew(opening: Opening, wanted: list[TeamMember], by: User) -> None:
    news = News()
    opening.has_own_crew = True
    crew.seat(opening, wanted, news)
    news.send(by=by)
    audit.record(Action.TURNS_CHANGED, "opening", opening.id)


def _check_seen(opening: Opening, seen: str) -> None:
    look_again(opening)
    openings.check_stands(opening)
    sending.check_unchanged(
        seen, openings.mark(opening),
        N_("Somebody changed this opening while you had it open. This is how it stands now."),
    )  # fmt: skip


def _site_week(
    site: Site, days: list[date], found: list[Opening], closures: list[Closure], missing: demand.Lacking
) -> SiteWeek:
    held = [each.slot for each in found if each.takes_place]
    least, most = float(get_setting("week_hours_min")), float(get_setting("week_hours_max"))
    closed = [each for each in closures if each.starts_on <= days[-1] and each.days.shuts_desk]
    return SiteWeek(
        site,
        [Day(day, [each for each in found if each.on == day], _closure_on(day, closures)) for day in days],
        coverage.hours_of(held),
        len(held),
        not closed and coverage.is_unusual_week(held, least=least, most=most),
        missing,
    )


def _closure_on(day: date, closures: list[Closure]) -> Closure | None:
    found = [each for each in closures if each.days.covers(day)]
    return min(found, key=lambda each: (not each.days.shuts_desk, each.starts_on), default=None)


def _turns(ids: list[int], day: date) -> Counter[int]:
    query = (
        select(Attendance.member_id, func.count())
        .where(Attendance.on.between(day - TURNS_AROUND, day + TURNS_AROUND), Attendance.takes_place)
        .where(Attendance.member_id.in_(ids))
        .group_by(Attendance.member_id)
    )
    return Counter({member: count for member, count in db.session.execute(query)})


def availability(ids: Collection[int]) -> dict[int, list[Availability]]:
    """By member: when they work, of those who said so."""
    query = select(Availability).where(Availability.member_id.in_(ids)).order_by(Availability.weekday)
    found: dict[int, list[Availability]] = defaultdict(list)
    for each in db.session.scalars(query):
        found[each.member_id].append(each)
    return dict(found)


def _is_off(hours: list[Availability] | None, slot: Slot) -> bool:
    """Whether somebody who said when they work does not work then."""
    if hours is None:
        return False
    at_work = [each for each in hours if each.weekday == slot.on.weekday()]
    return not any(each.starts <= slot.starts and slot.ends <= each.ends for each in at_work)
