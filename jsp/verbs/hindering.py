"""Lessons to come at which somebody will not be there: named before it is saved, and told once it is."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, time

from sqlalchemy import select

from jsp import clock, sending
from jsp.extensions import db
from jsp.models.accounts import RoleRow, User
from jsp.models.ground import SchoolClass, Site
from jsp.models.lesson_absence import newly_missed, series_given_by
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.models.members import find_member
from jsp.models.team import TeamMember
from jsp.models.timetable import CLASS, TEACHER, WORKER
from jsp.rules.refusal import N_, DomainError
from jsp.rules.roles import Role
from jsp.rules.session import ActKind
from jsp.rules.slots import Diary
from jsp.verbs import planning

Hours = Mapping[int, tuple[time, time]]
Hit = Sequence[LessonSession]
GONE = date.min
NAMED = N_("Lessons have a date then. See which ones below, and send it once more if it has to be so.")


def by_days_away(member: TeamMember, first: date, last: date) -> Hit:
    """The lessons of somebody of the team on days on which they would be away, both included."""
    return newly_missed(WORKER, member.id, Diary(), Diary(away=[(first, last)]), now=clock.local_now())


def by_other_hours(member: TeamMember, before: Hours, after: Hours) -> Hit:
    """Those outside the hours at which they would work, that are within the hours of now."""
    held, wanted = Diary(open_hours=before), Diary(open_hours=after)
    return newly_missed(WORKER, member.id, held, wanted, now=clock.local_now())


def by_last_day(member: TeamMember, last: date | None) -> Hit:
    """Those after what would be their last day in the team."""
    held, wanted = Diary(worker_until=member.active_until), Diary(worker_until=last)
    return newly_missed(WORKER, member.id, held, wanted, now=clock.local_now())


def by_leaving(person: User) -> Hit:
    """Those of somebody whose account would be closed, as teacher and in the team."""
    now, member = clock.local_now(), find_member(person)
    found = newly_missed(TEACHER, person.id, Diary(), Diary(teacher_until=GONE), now=now)
    if member is not None:
        found += newly_missed(WORKER, member.id, Diary(), Diary(worker_until=GONE), now=now)
    return found


def by_work_placement(
    school_class: SchoolClass, weekdays: Sequence[int], first: date | None, last: date | None
) -> Hit:  # fmt: skip
    """Those of a class on days on which it would be at work placement."""
    held = Diary(at_work=school_class.away_weekdays, at_work_from=school_class.away_from,
                 at_work_until=school_class.away_until)  # fmt: skip
    wanted = Diary(at_work=weekdays, at_work_from=first, at_work_until=last)
    return newly_missed(CLASS, school_class.id, held, wanted, now=clock.local_now())


def mark_of(hit: Hit) -> str:
    """Which lessons a page named; nothing for none."""
    return sending.marked(*((each.id, each.sequence) for each in hit)) if hit else ""


def check_named(hit: Hit, named: str) -> None:
    """Raises DomainError, with the field `hit`, where lessons are hit that the page did not name yet."""
    if hit and mark_of(hit) != named:
        raise DomainError(NAMED, field="hit")


def tell(hit: Hit, kind: ActKind, *, by: User | None) -> None:
    """Each pair hears of its lessons once."""
    by_series: dict[LessonSeries, list[LessonSession]] = defaultdict(list)
    for each in hit:
        by_series[each.series].append(each)
    for series, some in by_series.items():
        planning.tell(
            series, kind, len(some), pairs=[series.pair], besides=by, session_id=some[0].id if len(some) == 1 else None,
            is_soon=any(planning.is_soon(each.on) for each in some),
        )  # fmt: skip


def tell_of_leaving(person: User | None, member: TeamMember | None, hit: Hit, *, by: User | None) -> None:
    """Who gives lessons with them hears it, with and without a date, and so do the coordinators of the school."""
    numbers = Counter(each.series_id for each in hit)
    for series in series_given_by(person, member):
        planning.tell(series, ActKind.LEFT, numbers[series.id], pairs=[series.pair], besides=by,
                      also=_coordinators(series))  # fmt: skip


def _coordinators(series: LessonSeries) -> Sequence[User]:
    query = select(User).join(User.roles).where(RoleRow.name == Role.COORDINATOR, User.active)
    return db.session.scalars(query.where(User.sites.any(Site.id == series.school_class.site_id))).all()
