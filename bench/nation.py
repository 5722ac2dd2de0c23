"""Fills a database with schools of a whole country: fixed hours, closures, a year of openings, who sits there."""

from collections.abc import Iterator
from datetime import date, time, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Engine,
    Select,
    create_engine,
    event,
    exists,
    insert,
    literal,
    select,
    text,
)
from sqlalchemy.orm import InstrumentedAttribute

from jsp import clock
from jsp.models.ground import Discipline, Site, SiteKind
from jsp.models.hours import Closure, OpeningPattern, pattern_member
from jsp.models.team import Attendance, Opening, TeamMember, member_site
from jsp.rules import school_year
from jsp.rules.closures import ClosureKind, Effect

WEEKS_BACK, WEEKS_AHEAD = 8, 32  # around today, so that the load is the same on every day of the year
HOURS = ((time(12, 0), time(14, 30)), (time(12, 15), time(13, 30)))
DAYS_BETWEEN = 2  # from the first weekday of a site to its second
TEAM = 3
SITTING = 2  # of the team, at every opening
CLOSURES = (
    # weeks from this one, kind, effect, name
    (-4, ClosureKind.SCHOOL_HOLIDAY, Effect.CLOSED, "Vakantie"),
    (3, ClosureKind.EXAM_WEEK, Effect.OPEN, "Toetsweek"),
    (5, ClosureKind.SCHOOL_HOLIDAY, Effect.CLOSED, "Vakantie"),
)
OURS = Site.code.startswith("school-")


def code(number: int) -> str:
    """The address of a school; they are numbered from 0."""
    return f"school-{number:04}"


def fill(url: str, schools: int) -> Engine:
    """Add so many schools to a prepared database, with two openings a week each; the database checks every row."""
    engine = create_engine(url)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", lambda connection, _: connection.execute("PRAGMA foreign_keys=ON"))
    with engine.begin() as connection:
        add_sites(connection, schools)
        add_teams(connection)
        _add_fixed_hours(connection)
        _add_closures(connection)
        for day in _days():
            _add_openings(connection, day)
        _add_attendances(connection)
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("ANALYZE"))  # as its autovacuum does after a while
    return engine


def _monday() -> date:
    return school_year.week(clock.today())[0]


def _bounds() -> tuple[date, date]:
    return _monday() - timedelta(weeks=WEEKS_BACK), _monday() + timedelta(weeks=WEEKS_AHEAD, days=-1)


def _days() -> Iterator[date]:
    first, last = _bounds()
    days = (first + timedelta(days=number) for number in range((last - first).days + 1))
    return (day for day in days if day.weekday() < 5)


def add(connection: Connection, table: Any, values: dict[Any, Any], rows: Select[Any]) -> None:
    """Insert one row for each of `rows`, with these values: expressions, or constants of the column's type."""
    made = [value if _is_expression(value) else literal(value, column.type) for column, value in values.items()]
    statement = insert(table).from_select([column.key for column in values], rows.with_only_columns(*made))
    connection.execute(statement)


def _is_expression(value: object) -> bool:
    return isinstance(value, ColumnElement | InstrumentedAttribute)


def add_sites(connection: Connection, schools: int) -> None:
    same = {"kind": SiteKind.VO, "room": "B104", "phone": "0478-00 00 01", "mail": "jsp@demo.example"}
    rows = [{"code": code(at), "name": f"School {at}", "position": 2 + at, **same} for at in range(schools)]
    connection.execute(insert(Site), rows)


def add_teams(connection: Connection) -> None:
    """The employer says of which school somebody is."""
    discipline = select(Discipline.id).order_by(Discipline.position).limit(1).scalar_subquery()
    for position in range(TEAM):
        values = {
            TeamMember.first_name: "ABC"[position], TeamMember.discipline_id: discipline,
            TeamMember.employer: Site.code, TeamMember.active_from: _bounds()[0], TeamMember.position: position,
        }  # fmt: skip
        add(connection, TeamMember, values, select(Site).where(OURS))
    values = {member_site.c.member_id: TeamMember.id, member_site.c.site_id: Site.id}
    add(connection, member_site, values, select(TeamMember).join(Site, Site.code == TeamMember.employer).where(OURS))


def _add_fixed_hours(connection: Connection) -> None:
    first, last = _bounds()
    for at, (starts, ends) in enumerate(HOURS):
        values = {
            OpeningPattern.site_id: Site.id, OpeningPattern.weekday: (Site.position + at * DAYS_BETWEEN) % 5,
            OpeningPattern.starts: starts, OpeningPattern.ends: ends, OpeningPattern.room: Site.room,
            OpeningPattern.valid_from: first, OpeningPattern.valid_until: last,
        }  # fmt: skip
        add(connection, OpeningPattern, values, select(Site).where(OURS))
    sitting = (
        select(OpeningPattern).join(Site, Site.id == OpeningPattern.site_id)
        .join(TeamMember, TeamMember.employer == Site.code).where(OURS, TeamMember.position < SITTING)
    )  # fmt: skip
    values = {pattern_member.c.pattern_id: OpeningPattern.id, pattern_member.c.member_id: TeamMember.id}
    add(connection, pattern_member, values, sitting)


def _add_closures(connection: Connection) -> None:
    for weeks, kind, effect, name in CLOSURES:
        first = _monday() + timedelta(weeks=weeks)
        values = {
            Closure.site_id: Site.id, Closure.kind: kind, Closure.effect: effect, Closure.name_nl: name,
            Closure.name_en: name, Closure.starts_on: first, Closure.ends_on: first + timedelta(days=6),
        }  # fmt: skip
        add(connection, Closure, values, select(Site).where(OURS))


def _add_openings(connection: Connection, day: date) -> None:
    """What the fixed hours give on that day; a closure that shuts the desk covers it."""
    covers = (Closure.site_id == OpeningPattern.site_id, Closure.starts_on <= day, Closure.ends_on >= day,
              Closure.effect == Effect.CLOSED)  # fmt: skip
    values = {
        Opening.site_id: OpeningPattern.site_id, Opening.pattern_id: OpeningPattern.id,
        Opening.closure_id: select(Closure.id).where(*covers).scalar_subquery(), Opening.on: day,
        Opening.starts: OpeningPattern.starts, Opening.ends: OpeningPattern.ends, Opening.room: OpeningPattern.room,
        Opening.takes_place: ~exists(select(Closure.id).where(*covers)),
    }  # fmt: skip
    theirs = select(OpeningPattern).join(Site, Site.id == OpeningPattern.site_id).where(OURS)
    add(connection, Opening, values, theirs.where(OpeningPattern.weekday == day.weekday()))


def _add_attendances(connection: Connection) -> None:
    values = {
        Attendance.opening_id: Opening.id, Attendance.member_id: TeamMember.id, Attendance.on: Opening.on,
        Attendance.starts: Opening.starts, Attendance.ends: Opening.ends,
        Attendance.takes_place: Opening.takes_place, Attendance.position: TeamMember.position,
    }  # fmt: skip
    planned = (
        select(Opening).join(Site, Site.id == Opening.site_id)
        .join(pattern_member, pattern_member.c.pattern_id == Opening.pattern_id)
        .join(TeamMember, TeamMember.id == pattern_member.c.member_id).where(OURS)
    )  # fmt: skip
    add(connection, Attendance, values, planned)
