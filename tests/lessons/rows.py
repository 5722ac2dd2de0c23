"""A series of class V2B with Bart and Sanne, and sessions of it, put straight into the database."""

from datetime import date, datetime, timedelta
from uuid import uuid4

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.ground import SchoolClass, SchoolYear, Site
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson, SeriesPair
from jsp.models.programmes import ProgrammeVersion
from jsp.models.team import TeamMember
from jsp.rules.opening import Slot
from jsp.rules.programme import Kind
from jsp.rules.session import ActKind, GivenBy, SessionState
from jsp.verbs import planning
from tests import make
from tests.lessons.conftest import FIFTH_HOUR, RESPECT, class_of

WEEK = timedelta(weeks=1)
THURSDAY = date(2026, 11, 26)  # the first mentor hour of V2B after the Monday of the tests


def at(on: date) -> datetime:
    """The beginning of the fifth hour of that day."""
    return datetime.combine(on, FIFTH_HOUR[0])


def add_class(code: str) -> None:
    """At Raayland, this year; flushes."""
    year, site = db.session.scalars(select(SchoolYear)).one(), db.session.get(Site, make.id_of(Site, "raayland"))
    db.session.add(SchoolClass(code=code, site=site, school_year=year, level="havo", study_year=1, size=20))
    db.session.flush()


def add_series(code: str = "V2B", teacher: str = "bart", worker: str = "Sanne") -> LessonSeries:
    """With all its lessons and no sessions yet; flushes."""
    version = db.session.scalars(select(ProgrammeVersion)).one()
    member = db.session.scalars(select(TeamMember).where(TeamMember.first_name == worker)).one()
    series = LessonSeries(
        id=uuid4(), school_class_id=class_of(code).id, version_id=version.id, begun_on=date(2026, 9, 1),
        pairs=[SeriesPair(teacher_id=make.person(teacher).id, worker_id=member.id, since=date(2026, 9, 1))],
        lessons=[
            SeriesLesson(position=at, key=each["key"], kind=Kind(each["kind"]), title=each["title"])
            for at, each in enumerate(RESPECT["lessons"], start=1)
        ],
    )  # fmt: skip
    db.session.add(series)
    db.session.flush()
    return series


def add_session(
    series: LessonSeries, position: int, on: date, state: SessionState = SessionState.PLANNED
) -> LessonSession:  # fmt: skip
    """At the fifth hour of that day; flushes."""
    act = planning.Act(series, ActKind.BOOKED, uuid4(), None)
    keys = {"has_teacher_key": True, "has_worker_key": state is not SessionState.PROPOSED}
    session = act.add(series.lessons[position - 1], Slot(on, *FIFTH_HOUR), number=5, room="A118", keys=keys)
    if state not in (SessionState.PROPOSED, SessionState.PLANNED):
        session.state = state
        session.given_by = GivenBy.TOGETHER if state is SessionState.GIVEN else None
        session.settle()
    db.session.flush()
    return session
