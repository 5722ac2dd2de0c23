"""The lessons of the demo: who gives which class what, how far they are, and two series that began in 2019."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from itertools import chain
from uuid import NAMESPACE_URL, uuid5

from jsp.demo import school_days
from jsp.demo.ground import Ground
from jsp.demo.people import People
from jsp.extensions import db
from jsp.models.ground import SchoolClass
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import ClassHour, LessonSeries, SeriesLesson, SeriesPair
from jsp.models.programmes import ProgrammeVersion
from jsp.models.public_codes import LENGTH, LETTERS
from jsp.rules.opening import Slot
from jsp.rules.programme import Form, Kind, Lesson
from jsp.rules.programme_data import to_data
from jsp.rules.session import ActKind, CancelCause, GivenBy, SessionState
from jsp.verbs import planning

HOURS = {  # lesson hours in which nobody sits at a desk
    1: (time(8, 30), time(9, 15)), 2: (time(9, 20), time(10, 5)), 3: (time(10, 20), time(11, 5)),
}  # fmt: skip
CHECKED = ["goal", "tasks", "fitted", "room"]
BOTH = {"has_teacher_key": True, "has_worker_key": True}


@dataclass(frozen=True, slots=True)
class Story:
    """A class with its pair and its mentor hour.

    `given`: how many lessons it had; `then`: what comes after them, how far `ahead`; `moved`, `alone`: which lesson.
    """

    code: str
    teacher: str
    worker: str
    weekday: int
    number: int
    given: int
    room: str
    then: tuple[SessionState, ...] = ()
    moved: int = 0
    alone: int = 0
    ahead: timedelta = timedelta()


PLANNED, PROPOSED, CANCELLED = SessionState.PLANNED, SessionState.PROPOSED, SessionState.CANCELLED
TODAY = "V2B"  # has a lesson today, when it is a school day, so that it can be seen what comes of one
STORIES = (
    Story(TODAY, "Bart", "Sanne", 3, 3, 4, "A118", (PLANNED, PLANNED), moved=3),
    Story("V2A", "Ilse", "Lieke", 1, 3, 2, "A204", (CANCELLED, CANCELLED)),
    Story("H3A", "Henk", "Lieke", 2, 2, 0, "C310", (PLANNED, PLANNED, PLANNED), ahead=timedelta(weeks=6)),
    Story("B1C", "Samir", "Youssef", 1, 2, 5, "B012", (PROPOSED,)),
    Story("PR2", "Joost", "Lieke", 3, 2, 3, "P2", (PLANNED,), alone=2),
    Story("MZ31", "Karin", "Lieke", 0, 3, 6, "1.08", (PROPOSED,)),
    Story("PW42", "Mehmet", "Youssef", 2, 3, 7, "2.14", (PLANNED,)),
    Story("DV21", "Els", "Lieke", 0, 2, 2, "0.09", (PLANNED,)),
)
OWN_VERSIONS = {
    ("PR2", "3"): ("app", "Groepsapp in plaatjes: kies wat je stuurt", 6),
    ("MZ31", "2"): ("film", "Korte scène in de zorg: waar ligt de grens?", 8),
}


def add_lessons(
    ground: Ground, people: People, versions: Mapping[str, ProgrammeVersion], *, today: date
) -> dict[str, LessonSeries]:  # fmt: skip
    """Add all of it, around today; flushes. Returns the series of this year by class."""
    classes = {each.code: each for each in ground.classes}
    made = {}
    for story in STORIES:
        series = begin(classes[story.code], story.teacher, story.worker, people, versions["respect"], today)
        _add_hour(story, series, story.weekday, story.number)
        _live(story, series, today)
        made[story.code] = series
    for (code, key), (part, title, minutes) in OWN_VERSIONS.items():
        lesson = next(each for each in made[code].lessons if each.key == key)
        lesson.data = to_data(_fitted(lesson.base, part, title, minutes))
    db.session.flush()
    return made


def begin(
    school_class: SchoolClass, teacher: str, worker: str, people: People, version: ProgrammeVersion, day: date
) -> LessonSeries:  # fmt: skip
    """A series of that class with all its numbered lessons; flushes."""
    begins = school_days.term(day)[0]
    id = uuid5(NAMESPACE_URL, f"series {school_class.code} {day.year}")
    series = LessonSeries(
        id=id, school_class=school_class, version=version, begun_on=begins,
        pairs=[SeriesPair(teacher_id=people.users[teacher].id, worker_id=people.members[worker].id, since=begins)],
        lessons=[
            SeriesLesson(position=at, key=each.key, kind=each.kind, title=each.title, repeats=[])
            for at, each in enumerate(version.content.numbered, start=1)
        ],
    )  # fmt: skip
    school_class.public_code = made_up_code(series.id.int)
    db.session.add(series)
    db.session.flush()
    return series


def put(
    series: LessonSeries, lesson: SeriesLesson, on: date, number: int, room: str, state: SessionState,
    *, by_worker: bool = False,
) -> LessonSession:  # fmt: skip
    """A session on that day; one that was given was ready before."""
    act = planning.Act(series, ActKind.BOOKED, uuid5(series.id, f"{lesson.position} {on}"), None)
    keys = BOTH if state is not PROPOSED else {"has_teacher_key": not by_worker, "has_worker_key": by_worker}
    session = act.add(lesson, Slot(on, *HOURS[number]), number=number, room=room, keys=keys)
    session.checks = [] if state is PROPOSED else CHECKED
    if state is not session.state:
        session.state = state
        session.given_by = GivenBy.TOGETHER if state is SessionState.GIVEN else None
        session.teacher_ready = session.worker_ready = state is SessionState.GIVEN
        session.cause = CancelCause.TEST_WEEK if state is CANCELLED else None
        session.settle()
        db.session.flush()
    return session


def made_up_code(number: int) -> str:
    """A public code that is the same every time."""
    return "".join(LETTERS[number // len(LETTERS) ** at % len(LETTERS)] for at in range(LENGTH))


def _live(story: Story, series: LessonSeries, today: date) -> None:
    past = _days_back(story, today)
    days = sorted(next(past) for _ in range(story.given + len([each for each in story.then if each is CANCELLED])))
    for lesson, day in zip(series.lessons[: story.given], days, strict=False):
        session = put(series, lesson, day, story.number, story.room, SessionState.GIVEN)
        session.moves = int(lesson.position == story.moved)
        session.given_by = GivenBy.TEACHER if lesson.position == story.alone else GivenBy.TOGETHER
    for day, cause in zip(days[story.given :], (CancelCause.TEST_WEEK, CancelCause.ILLNESS), strict=False):
        put(series, series.lessons[story.given], day, story.number, story.room, CANCELLED).cause = cause
    if story.given == len(series.lessons):
        _add_repetition(series)
    later = iter(series.lessons[story.given :])
    to_come = [each for each in story.then if each is not CANCELLED]
    ahead = ((day, story.number) for day in _days_ahead(story, today + story.ahead))
    for state, (day, number) in zip(to_come, chain(_today(story, series, today), ahead), strict=False):
        put(series, next(later), day, number, story.room, state, by_worker=story.code == "B1C")


def _today(story: Story, series: LessonSeries, today: date) -> list[tuple[date, int]]:
    """Today with the lesson hour, for the class that has a lesson then; where it is not its day, in the first hour."""
    if story.code != TODAY or not school_days.is_school_day(today):
        return []
    if today.weekday() == story.weekday:
        return [(today, story.number)]
    _add_hour(story, series, today.weekday(), 1)
    return [(today, 1)]


def _add_hour(story: Story, series: LessonSeries, weekday: int, number: int) -> None:
    starts, ends = HOURS[number]
    db.session.add(ClassHour(
        school_class_id=series.school_class_id, weekday=weekday, starts=starts, ends=ends, number=number,
        room=story.room,
    ))  # fmt: skip


def _add_repetition(series: LessonSeries) -> None:
    model = next(each for each in series.version.content.lessons if each.kind is Kind.REPETITION)
    series.lessons.append(SeriesLesson(
        position=len(series.lessons) + 1, key=model.key, kind=Kind.REPETITION, title=model.title, repeats=["2", "4"]
    ))  # fmt: skip
    db.session.flush()


def _days_back(story: Story, today: date) -> Iterator[date]:
    """The mentor hours before today, the last one first."""
    day = today - timedelta(days=1)
    while True:
        if day.weekday() == story.weekday and school_days.is_school_day(day):
            yield day
        day -= timedelta(days=1)


def _days_ahead(story: Story, today: date) -> Iterator[date]:
    day = today + timedelta(days=1)
    while True:
        if day.weekday() == story.weekday and school_days.is_school_day(day):
            yield day
        day += timedelta(days=1)


def _fitted(lesson: Lesson, part: str, title: str, minutes: int) -> Lesson:
    """The lesson with one free part replaced, and for the shorter hour with less of the others."""
    parts = [
        replace(each, title=title, minutes=minutes, form=Form.DISCUSSION) if each.key == part else each
        for each in lesson.activities
    ]
    return replace(lesson, activities=tuple(parts))
