"""Fills a database with classes of one school that have lessons: a teacher for each, ten for every three workers."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import Connection, create_engine, event, func, insert, select, text

from jsp import clock
from jsp.models.accounts import User, user_site
from jsp.models.ground import Discipline, SchoolClass, SchoolYear, Site, SiteKind
from jsp.models.hours import Availability, Closure
from jsp.models.lesson_sessions import LessonSession, SessionPlace
from jsp.models.lessons import ClassHour, LessonSeries, SeriesLesson, SeriesPair
from jsp.models.programmes import Programme, ProgrammeVersion
from jsp.models.team import Attendance, Opening, TeamMember, member_site
from jsp.rules import school_year
from jsp.rules.closures import ClosureKind, Effect
from jsp.rules.programme import Kind
from jsp.rules.session import GivenBy, SessionState

SHARE = 20 / 3  # classes for each worker: 200 for 30
LESSONS = 7
WEEKS = {1: -6, 2: -5, 3: -4, 4: -3, 5: -2, 6: 2, 7: 3}  # from this one, by lesson; a repetition has no date yet
GIVEN, OUT = (1, 2, 3), (4, 5)
DESK = (2, time(15, 30), time(16, 30))  # on Wednesdays, all workers
LONG = 45
SITE, YEAR = "lessenschool", "gemeten"
Row = dict[str, Any]


def fill(url: str, classes: int) -> None:
    """Add a school to a prepared database: lessons given, two that a closure of two weeks interrupted, and two to come.

    The school year is one around today, so that the load is the same on every day. The database checks every row.
    """
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=ON"))
    with engine.begin() as connection:
        site, year = _ground(connection)
        workers = _team(connection, site, max(1, round(classes / SHARE)))
        closure = _close(connection, site)
        _lessons(connection, _classes(connection, site, year, classes), workers, closure)
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("ANALYZE"))
    engine.dispose()


def monday() -> date:
    """The first day of this week."""
    return school_year.week(clock.today())[0]


def _ground(connection: Connection) -> tuple[int, int]:
    today = clock.today()
    site = _one(connection, Site, code=SITE, name="Lessenschool", kind=SiteKind.VO, room="B104", phone="0478-000001",
                mail="jsp@demo.example", position=90)  # fmt: skip
    year = _one(connection, SchoolYear, name=YEAR, starts_on=today - timedelta(days=150),
                ends_on=today + timedelta(days=210))  # fmt: skip
    worker = connection.scalar(select(User.id).where(User.email == "sanne@demo.example"))
    connection.execute(insert(user_site).values(user_id=worker, site_id=site))
    return site, year


def _team(connection: Connection, site: int, number: int) -> list[int]:
    """Workers who can come all week, and sit at a desk once."""
    discipline = connection.scalar(select(func.min(Discipline.id)))
    first, starts, ends = monday(), DESK[1], DESK[2]
    members = [
        _one(connection, TeamMember, first_name="W", discipline_id=discipline, employer="De Brug",
             active_from=first - timedelta(days=365), position=at) for at in range(number)
    ]  # fmt: skip
    connection.execute(insert(member_site), [{"member_id": each, "site_id": site} for each in members])
    connection.execute(insert(Availability), [
        {"member_id": each, "weekday": day, "starts": time(8), "ends": time(17)} for each in members for day in range(5)
    ])  # fmt: skip
    for week in range(30):
        day = first + timedelta(weeks=week, days=DESK[0])
        opening = _one(connection, Opening, site_id=site, on=day, starts=starts, ends=ends, room="B104")
        connection.execute(insert(Attendance), [
            {"opening_id": opening, "member_id": each, "on": day, "starts": starts, "ends": ends, "takes_place": True,
             "position": at, "is_here": False} for at, each in enumerate(members)
        ])  # fmt: skip
    return members


def _close(connection: Connection, site: int) -> int:
    first = monday() - timedelta(weeks=3)
    return _one(connection, Closure, site_id=site, kind=ClosureKind.SCHOOL_CLOSURE, effect=Effect.REMOTE, name_nl="",
                name_en="", starts_on=first, ends_on=first + timedelta(days=13))  # fmt: skip


def _classes(connection: Connection, site: int, year: int, number: int) -> list[int]:
    rows = [{"site_id": site, "school_year_id": year, "code": f"K{at}", "level": "havo", "study_year": 2, "size": 24}
            for at in range(number)]  # fmt: skip
    connection.execute(insert(SchoolClass), [row | {"away_weekdays": []} for row in rows])
    query = select(SchoolClass.id).where(SchoolClass.site_id == site).order_by(SchoolClass.id)
    return list(connection.scalars(query))


def _hour(at: int, workers: int) -> tuple[int, time, time]:
    """Each class of one worker has an hour of its own, from Monday on, and then the next hour of the day."""
    day, hour = (at // workers) % 5, (at // workers) // 5
    starts = datetime.combine(date.min, time(9)) + timedelta(minutes=60 * hour)
    return day, starts.time(), (starts + timedelta(minutes=LONG)).time()


def _lessons(connection: Connection, classes: list[int], workers: list[int], closure: int) -> None:
    respect = select(ProgrammeVersion.id).join(Programme).where(Programme.code == "respect")
    version = connection.scalar(respect.order_by(ProgrammeVersion.number.desc()).limit(1))
    hours = [_hour(at, len(workers)) for at in range(len(classes))]
    series = [uuid4() for _class in classes]
    teachers = _teachers(connection, len(classes))
    connection.execute(insert(ClassHour), [
        {"school_class_id": id, "weekday": day, "starts": starts, "ends": ends, "number": 3}
        for id, (day, starts, ends) in zip(classes, hours, strict=True)
    ])  # fmt: skip
    connection.execute(insert(LessonSeries), [
        {"id": key, "school_class_id": id, "version_id": version, "begun_on": monday() - timedelta(weeks=7)}
        for key, id in zip(series, classes, strict=True)
    ])  # fmt: skip
    connection.execute(insert(SeriesPair), [
        {"series_id": key, "teacher_id": teacher, "worker_id": workers[at % len(workers)],
         "since": monday() - timedelta(weeks=7)}
        for at, (key, teacher) in enumerate(zip(series, teachers, strict=True))
    ])  # fmt: skip
    connection.execute(insert(SeriesLesson), [
        {"series_id": key, "position": at, "key": str(at) if at <= LESSONS else "H", "title": f"Les {at}",
         "kind": Kind.LESSON if at <= LESSONS else Kind.REPETITION, "repeats": []}
        for key in series for at in range(1, LESSONS + 2)
    ])  # fmt: skip
    numbers = {(key, at): id for id, key, at in connection.execute(
        select(SeriesLesson.id, SeriesLesson.series_id, SeriesLesson.position)
    )}  # fmt: skip
    for at, (key, hour) in enumerate(zip(series, hours, strict=True)):
        rows = list(_sessions(key, hour, {week: numbers[key, week] for week in WEEKS}, closure))
        connection.execute(insert(LessonSession), rows)
        who = {"class": classes[at], "teacher": teachers[at], "worker": workers[at % len(workers)]}
        connection.execute(insert(SessionPlace), [_place(row, kind, id) for row in rows for kind, id in who.items()])


def _sessions(series: UUID, hour: tuple[int, time, time], lessons: dict[int, int], closure: int) -> Iterator[Row]:
    day, starts, ends = hour
    for position, week in WEEKS.items():
        out, given = position in OUT, position in GIVEN
        state = SessionState.INTERRUPTED if out else SessionState.GIVEN if given else SessionState.PLANNED
        yield {
            "id": uuid4(), "series_id": series, "lesson_id": lessons[position], "state": state, "starts": starts,
            "ends": ends, "on": monday() + timedelta(weeks=week, days=day), "takes_place": not out,
            "has_teacher_key": True, "has_worker_key": True, "closure_id": closure if out else None,
            "given_by": GivenBy.TOGETHER if given else None, "left": [], "checks": [], "teacher_ready": False,
            "worker_ready": False, "is_resumed": False, "moves": 0, "sequence": 0, "room": "",
        }  # fmt: skip


def _place(row: Row, kind: str, who: int) -> Row:
    same = {name: row[name] for name in ("on", "starts", "ends", "takes_place")}
    return same | {"session_id": row["id"], "kind": kind, "who": who}


def _teachers(connection: Connection, number: int) -> list[int]:
    connection.execute(insert(User), [
        {"email": f"mentor{at}@demo.example", "first_name": "M", "active": True, "fs_uniquifier": uuid4().hex}
        for at in range(number)
    ])  # fmt: skip
    query = select(User.id).where(User.first_name == "M", User.email.startswith("mentor")).order_by(User.id)
    return list(connection.scalars(query))


def _one(connection: Connection, table: Any, **values: Any) -> int:
    return int(connection.execute(insert(table).values(values).returning(table.id)).scalar_one())
