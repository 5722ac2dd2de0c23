"""The lessons of the school year before: three classes of one site, what came of them, and why some dropped out."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import select

from jsp.demo import school_days
from jsp.demo.evaluations import evaluate
from jsp.demo.ground import Ground
from jsp.demo.lessons import begin, put
from jsp.demo.past_years import past_year
from jsp.demo.people import People
from jsp.extensions import db
from jsp.models.ground import SchoolClass, SchoolYear
from jsp.models.lesson_reach import Agreement
from jsp.models.lessons import LessonSeries
from jsp.models.programmes import ProgrammeVersion
from jsp.rules.session import AgreementState, CancelCause, GivenBy, SessionState

SITE, HOUR = "raayland", 1
FROM = (1, 5)  # in the calendar year in which that school year ends
ALONE, MOVED, ASKED = 3, 2, (2, 4)  # the lesson that a teacher gave alone, that was moved, that were asked about
FIRST_AGREEMENT = 101


@dataclass(frozen=True, slots=True)
class Run:
    """A class with its pair; how many lessons it had, why others dropped out, and what it agreed after the fourth."""

    code: str
    level: str
    study_year: int
    size: int
    teacher: str
    worker: str
    weekday: int
    given: int
    off: tuple[CancelCause, ...]
    agreed: str
    written_in: str = ""


RUNS = (
    Run("H2D", "havo", 2, 28, "Henk", "Lieke", 1, 7, (CancelCause.ILLNESS,),
        "In de groepsapp zeggen we niets wat we niet hardop zouden zeggen", "Leerlingenstatuut, artikel 12"),
    Run("V1A", "vmbo-kb", 1, 24, "Ilse", "Youssef", 2, 6, (CancelCause.TRIP,), "Wie te laat is, komt stil binnen"),
    Run("B1F", "brugklas", 1, 27, "Samir", "Lieke", 3, 4, (CancelCause.TEST_WEEK, CancelCause.ILLNESS),
        "We vragen eerst of een grap kan"),
)  # fmt: skip


def add_last_lessons(ground: Ground, people: People, version: ProgrammeVersion, *, today: date) -> None:
    """Add the classes, which are of the past, with their lessons, what was said of those and what was agreed."""
    year = db.session.scalars(select(SchoolYear).where(SchoolYear.starts_on == past_year(today))).one()
    for at, run in enumerate(RUNS, start=FIRST_AGREEMENT):
        of_class = SchoolClass(
            site_id=ground.sites[SITE].id, school_year_id=year.id, code=run.code, level=run.level,
            study_year=run.study_year, size=run.size, archived_on=year.ends_on,
        )  # fmt: skip
        db.session.add(of_class)
        db.session.flush()
        series = begin(of_class, run.teacher, run.worker, people, version, year.starts_on)
        last = _give(series, run, date(year.ends_on.year, *FROM))
        _agree(series, run, people, UUID(int=at, version=4), last)
    db.session.flush()


def _give(series: LessonSeries, run: Run, since: date) -> date:
    """The lessons, week by week, with what dropped out before the last of them; the day of the last."""
    days = _days(run.weekday, since)
    for lesson in series.lessons[: run.given]:
        if lesson.position == run.given:
            for cause in run.off:
                put(series, lesson, next(days), HOUR, "", SessionState.CANCELLED).cause = cause
        day = next(days)
        session = put(series, lesson, day, HOUR, "", SessionState.GIVEN)
        session.moves = int(lesson.position == MOVED)
        session.given_by = GivenBy.TEACHER if lesson.position == ALONE else GivenBy.TOGETHER
        if lesson.position in ASKED:
            session.lesson = lesson
            evaluate(series, session, Random(f"{run.code} {lesson.position}"), run.code)  # noqa: S311
    return day


def _days(weekday: int, since: date) -> Iterator[date]:
    day = since
    while True:
        if day.weekday() == weekday and school_days.is_school_day(day):
            yield day
        day += timedelta(days=1)


def _agree(series: LessonSeries, run: Run, people: People, id: UUID, on: date) -> None:
    adopted_on = on + timedelta(weeks=3) if run.written_in else None
    db.session.add(Agreement(
        id=id, school_class_id=series.school_class_id, lesson_id=series.lessons[run.given - 1].id, text=run.agreed,
        state=AgreementState.ADOPTED if run.written_in else AgreementState.CLASS, written_in=run.written_in,
        owner_id=people.users[run.teacher].id, made_on=on, changed_on=adopted_on or on,
        adopted_on=adopted_on,
    ))  # fmt: skip
