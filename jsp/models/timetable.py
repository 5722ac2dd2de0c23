"""Who is free when: what is in the way of a lesson for a class, its teacher and somebody of the JSP."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, time
from uuid import UUID

from sqlalchemy import Select, and_, or_, select

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass
from jsp.models.hours import Absence, Availability
from jsp.models.lesson_sessions import SessionPlace
from jsp.models.lessons import ClassHour, LessonSeries
from jsp.models.rota import closures_from
from jsp.models.team import Attendance, TeamMember
from jsp.rules.opening import Slot
from jsp.rules.slots import Busy, Closed, Diary, Hour

CLASS, TEACHER, WORKER = "class", "teacher", "worker"


@dataclass(frozen=True, slots=True)
class Trio:
    """Whom a lesson needs: a class, a teacher (a user) and somebody of the team."""

    school_class: SchoolClass
    teacher_id: int
    worker_id: int

    @property
    def who(self) -> dict[str, int]:
        """By the kind of place that they take in a session."""
        return {CLASS: self.school_class.id, TEACHER: self.teacher_id, WORKER: self.worker_id}


def trio_of(series: LessonSeries) -> Trio:
    """Whom a lesson of this series needs."""
    return Trio(series.school_class, series.pair.teacher_id, series.pair.worker_id)


def list_hours(class_id: int) -> list[ClassHour]:
    """The mentor hours of a class with their keys, in the order of the week."""
    query = select(ClassHour).where(ClassHour.school_class_id == class_id)
    return list(db.session.scalars(query.order_by(ClassHour.weekday, ClassHour.starts)))


def hours_of(class_id: int) -> list[Hour]:
    """The same, as the rules want them."""
    return [as_hour(each) for each in list_hours(class_id)]


def as_hour(row: ClassHour) -> Hour:
    """A mentor hour as the rules want it."""
    return Hour(row.weekday, row.starts, row.ends, row.number, row.room)


def first_day(trio: Trio) -> date:
    """The first day on which a lesson can be: of the school year of the class."""
    return trio.school_class.school_year.starts_on


def last_day(trio: Trio) -> date:
    """The last day on which a lesson can be planned: of the school year of the class."""
    return trio.school_class.school_year.ends_on


def diary(trio: Trio, first: date, *, besides: Collection[UUID] = ()) -> Diary:
    """What is in the way from a day on, but for the sessions `besides`; few questions, however long the year is."""
    return diaries([trio], first, besides=besides)[trio]


def diaries(trios: Iterable[Trio], first: date, *, besides: Collection[UUID] = ()) -> dict[Trio, Diary]:
    """The same for many at once, with no more questions."""
    wanted = list(trios)
    workers, there = {each.worker_id for each in wanted}, presence(wanted, first)
    closed = closures_from(first, site_ids=list({each.school_class.site_id for each in wanted}))
    busy, desks = _busy(wanted, first, besides), _by_day(_turns(workers, first))
    return {
        each: replace(
            there[each],
            closed=[
                Closed(row.starts_on, row.ends_on, row.effect, row.kind)
                for row in closed.get(each.school_class.site_id, [])
            ],
            class_busy=busy.get((CLASS, each.school_class.id), {}),
            teacher_busy=busy.get((TEACHER, each.teacher_id), {}),
            worker_busy=busy.get((WORKER, each.worker_id), {}),
            at_desk=desks.get(each.worker_id, {}),
        )
        for each in wanted
    }


def presence(trios: Collection[Trio], first: date) -> dict[Trio, Diary]:
    """Of a diary only when class, teacher and worker are there at all, from a day on."""
    workers = {each.worker_id for each in trios}
    hours, away, until = _hours(workers), _away(workers, first), _until(workers)
    closed = _closed({each.teacher_id for each in trios})
    return {
        each: Diary(
            at_work=each.school_class.away_weekdays,
            at_work_from=each.school_class.away_from,
            at_work_until=each.school_class.away_until,
            open_hours=hours.get(each.worker_id, {}),
            away=away.get(each.worker_id, []),
            teacher_until=date.min if each.teacher_id in closed else None,
            worker_until=until.get(each.worker_id),
        )
        for each in trios
    }


def _busy(trios: list[Trio], first: date, besides: Collection[UUID]) -> dict[tuple[str, int], Busy]:
    ids: dict[str, set[int]] = defaultdict(set)
    for trio in trios:
        for kind, who in trio.who.items():
            ids[kind].add(who)
    query = select(
        SessionPlace.kind, SessionPlace.who, SessionPlace.on, SessionPlace.starts, SessionPlace.ends,
        SessionPlace.session_id,
    ).where(
        SessionPlace.takes_place, SessionPlace.on >= first,
        or_(*(and_(SessionPlace.kind == kind, SessionPlace.who.in_(who)) for kind, who in ids.items())),
    )  # fmt: skip
    left_out = set(besides)
    found: dict[tuple[str, int], dict[date, list[Slot]]] = defaultdict(lambda: defaultdict(list))
    for kind, who, on, starts, ends, session_id in db.session.execute(query):
        if session_id not in left_out:
            found[kind, who][on].append(Slot(on, starts, ends))
    return dict(found)


def _turns(member_ids: Collection[int], first: date) -> Select[int, date, time, time]:
    return select(Attendance.member_id, Attendance.on, Attendance.starts, Attendance.ends).where(
        Attendance.member_id.in_(member_ids), Attendance.on >= first, Attendance.takes_place
    )


def _by_day(query: Select[int, date, time, time]) -> dict[int, dict[date, list[Slot]]]:
    found: dict[int, dict[date, list[Slot]]] = defaultdict(lambda: defaultdict(list))
    for who, on, starts, ends in db.session.execute(query):
        found[who][on].append(Slot(on, starts, ends))
    return found


def _hours(member_ids: Collection[int]) -> dict[int, dict[int, tuple[time, time]]]:
    found: dict[int, dict[int, tuple[time, time]]] = defaultdict(dict)
    for each in db.session.scalars(select(Availability).where(Availability.member_id.in_(member_ids))):
        found[each.member_id][each.weekday] = (each.starts, each.ends)
    return found


def _away(member_ids: Collection[int], first: date) -> dict[int, list[tuple[date, date]]]:
    query = select(Absence).where(Absence.member_id.in_(member_ids), Absence.ends_on >= first)
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for each in db.session.scalars(query):
        found[each.member_id].append((each.starts_on, each.ends_on))
    return found


def _until(member_ids: Collection[int]) -> dict[int, date]:
    """The last day of who leaves the team, or has no account any more."""
    query = (
        select(TeamMember.id, TeamMember.active_until, TeamMember.archived_on.is_not(None) | User.active.is_(False))
        .outerjoin(User, User.id == TeamMember.user_id)
        .where(TeamMember.id.in_(member_ids))
    )
    found = {id: date.min if has_left else last for id, last, has_left in db.session.execute(query)}
    return {id: last for id, last in found.items() if last is not None}


def _closed(user_ids: Collection[int]) -> set[int]:
    return set(db.session.scalars(select(User.id).where(User.id.in_(user_ids), User.active.is_(False))))
