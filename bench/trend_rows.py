"""Fills databases with conversations of a whole country, made by the database itself, and with their figures."""

from collections.abc import Iterable
from datetime import date, time, timedelta
from time import perf_counter
from typing import Any

from sqlalchemy import Connection, create_engine, insert, select, text

from bench.inside import inside
from bench.nation import OURS, add, add_sites, add_teams
from jsp import clock
from jsp.extensions import db
from jsp.models.accounts import User, user_site
from jsp.models.ground import Discipline, Outcome, Site, Theme
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.rules import school_year
from jsp.rules.contact import AskedBy, Channel, Level
from jsp.verbs import tally_truth

SITES = 2000
DAYS = 3 * 365  # back from today, over which they are spread
WEEKS = 60  # of openings, two in each
WORKER, COORDINATOR = "sanne@demo.example", "renske@demo.example"
ID = {
    "sqlite": "printf('%08x%024x', i * 2654435761 % 4294967296, i)",  # scattered, as keys of forms are
    "postgresql": "(lpad(to_hex(i * 2654435761 % 4294967296), 8, '0') || lpad(to_hex(i), 24, '0'))::uuid",
}
DAY = {"sqlite": "date('{today}', '-' || ({ago}) || ' days')", "postgresql": "date '{today}' - ({ago})::int"}
COUNTED = {
    "sqlite": "WITH RECURSIVE g(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM g WHERE i < {last}) {rows} g",
    "postgresql": "{rows} generate_series(0, {last}::bigint) AS g(i)",
}
ROWS = f"SELECT i, i + i / {SITES} AS j FROM"  # by `j` they differ within a site too
INDEXES = {
    "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = 'contact' AND sql IS NOT NULL",
    "postgresql": "SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'contact' AND indexname LIKE 'ix!_%' "
    "ESCAPE '!'",
}
HASTY = {"sqlite": ("PRAGMA foreign_keys=OFF", "PRAGMA synchronous=OFF", "PRAGMA cache_size=-1000000"),
         "postgresql": ("SET session_replication_role = replica", "SET maintenance_work_mem = '512MB'")}  # fmt: skip
USUALLY = 5  # of eight choices, how many are the first one


def ground(url: str) -> None:
    """Add the schools with their teams and two openings a week; the worker is at the first, the coordinator at all."""
    engine = create_engine(url)
    with engine.begin() as connection:
        add_sites(connection, SITES)
        add_teams(connection)
        monday = school_year.week(clock.today())[0]
        for day in (monday + timedelta(days=day - 7 * week) for week in range(1, WEEKS) for day in (0, 3)):
            _add_openings(connection, day)
        _add_attendances(connection)
        ids = list(connection.scalars(select(Site.id).where(OURS).order_by(Site.id)))
        for email, theirs in ((WORKER, ids[:1]), (COORDINATOR, ids)):
            user = connection.scalar(select(User.id).where(User.email == email))
            connection.execute(insert(user_site), [{"user_id": user, "site_id": id} for id in theirs])
    engine.dispose()


def fill(url: str, number: int) -> float:
    """Add so many conversations over those schools; how long counting the figures from them took, in seconds."""
    engine = create_engine(url)
    words = engine.dialect.name
    with engine.connect() as connection:
        for hasty in HASTY[words]:
            connection.execute(text(hasty))
        connection.commit()
        indexes = connection.execute(text(INDEXES[words])).all()
        for name, _ in indexes:
            connection.execute(text(f"DROP INDEX {name}"))
        for statement in _statements(connection, number):
            connection.execute(text(statement))
        for _, again in indexes:
            connection.execute(text(again))
        connection.commit()
    engine.dispose()
    with inside(url):
        if words == "postgresql":
            db.session.execute(text(HASTY[words][0]))  # half of the time there goes to looking at foreign keys
        began = perf_counter()
        tally_truth.rebuild()
        db.session.commit()
        took = perf_counter() - began
        db.session.execute(text("ANALYZE"))  # as PostgreSQL does by itself after a while
        db.session.commit()
    return took


def _add_openings(connection: Connection, day: date) -> None:
    values = {Opening.site_id: Site.id, Opening.on: day, Opening.starts: time(12), Opening.ends: time(14),
              Opening.room: Site.room, Opening.takes_place: True}  # fmt: skip
    add(connection, Opening, values, select(Site).where(OURS))


def _add_attendances(connection: Connection) -> None:
    values = {Attendance.opening_id: Opening.id, Attendance.member_id: TeamMember.id, Attendance.on: Opening.on,
              Attendance.starts: Opening.starts, Attendance.ends: Opening.ends,
              Attendance.takes_place: Opening.takes_place, Attendance.position: 0}  # fmt: skip
    one = (Site.code == TeamMember.employer) & (TeamMember.position == 0)
    add(connection, Attendance, values, select(Opening).join(Site, Site.id == Opening.site_id).join(TeamMember, one))


def _statements(connection: Connection, number: int) -> Iterable[str]:
    """Site, day, theme and all else come from the number of a conversation, unevenly as in life."""
    words = connection.dialect.name
    ids = {kind: list(connection.scalars(select(kind.id).order_by(kind.id))) for kind in (Theme, Outcome, Discipline)}
    first = connection.scalar(select(Site.id).where(OURS).order_by(Site.id).limit(1))
    worker = connection.scalar(select(User.id).where(User.email == WORKER))
    numbers = f"({COUNTED[words].format(last=number - 1, rows=ROWS)}) AS n"
    day = DAY[words].format(today=clock.today(), ago=f"(i / {SITES} * 389 + i % {SITES} * 13) % {DAYS}")
    theme = f"(i * 7919 % 10007) * (i * 7919 % 10007) / 10007 * {len(ids[Theme])} / 10007"  # the first ones more often
    site = f"{first} + i % {SITES}"
    columns = {
        "id": ID[words], "site_id": site, "registered_site_id": site, "writer_id": worker, "owner_id": worker,
        '"on"': day, "registered_on": day, "channel": _mostly(Channel, 3), "theme_id": _one_of(ids[Theme], theme),
        "asked_by": _mostly(AskedBy, 5), "outcome_id": _one_of(ids[Outcome], f"j / 7 % {len(ids[Outcome])}"),
        "is_return": "j % 4 = 0", "is_reachable_agreed": "i < 0",
        "level": f"CASE WHEN j % 3 > 0 THEN {_one_of(list(Level)[:4], 'j / 11 % 4')} END",
        "discipline_id": f"CASE WHEN j % 5 = 0 THEN {_one_of(ids[Discipline], f'j / 5 % {len(ids[Discipline])}')} END",
    }  # fmt: skip
    values = ", ".join(map(str, columns.values()))
    yield f"INSERT INTO contact ({', '.join(columns)}) SELECT {values} FROM {numbers}"
    more = f"({theme} + 1) % {len(ids[Theme])}"
    yield (f"INSERT INTO contact_theme (contact_id, theme_id, position) SELECT {ID[words]}, "
           f"{_one_of(ids[Theme], more)}, 0 FROM {numbers} WHERE j % 4 = 1")  # fmt: skip
    beside = f"(j / 7 + 1) % {len(ids[Outcome])}"
    yield (f"INSERT INTO contact_outcome (contact_id, outcome_id, position) SELECT {ID[words]}, "
           f"{_one_of(ids[Outcome], beside)}, 0 FROM {numbers} WHERE j % 10 = 2")  # fmt: skip


def _one_of(values: Iterable[object], at: str) -> str:
    cases = " ".join(f"WHEN {number} THEN {_said(value)}" for number, value in enumerate(values))
    return f"CASE {at} {cases} END"


def _mostly(kind: Any, step: int) -> str:
    """The first of the choices in most of the conversations."""
    choices = list(kind)
    at = f"CASE WHEN j / {step} % 8 < {USUALLY} THEN 0 ELSE j / {step} % {len(choices)} END"
    return _one_of(choices, at)


def _said(value: object) -> str:
    return f"'{value}'" if isinstance(value, str) else str(value)
