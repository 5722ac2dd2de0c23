"""Who is wanted by two at once: a worker by two classes, a class by two workers, anybody by a class and a desk."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID, uuid4

from sqlalchemy import Connection, Engine, create_engine, insert, select, text, update

from bench.classes import LESSONS, SITE, fill, monday
from bench.client import Visitor
from bench.safe.pages import signer_of
from bench.scenarios import ACCOUNT, Fields
from jsp import clock
from jsp.models.accounts import User, user_site
from jsp.models.ground import SchoolClass, Site
from jsp.models.lessons import ClassHour, LessonSeries, SeriesLesson, SeriesPair
from jsp.models.team import TeamMember, member_site
from jsp.rules.programme import Kind

WORKERS, GROUPS, WEEKS = 6, 7, 27
CLASSES = WORKERS * GROUPS
COORDINATOR = "renske@demo.example"
FAR = timedelta(days=300)  # from today: there no desk is planned yet
HOURS = range(7, 19)  # of a day, a race at a desk in each
LONG = timedelta(minutes=45)
OWN = ("session_place", "attendance")
RACE_HOURS = {0: (0, time(13)), 1: (0, time(13)), 2: (1, time(13)), 3: (1, time(13)), 5: (4, time(13))}
CLASS_DAY, CLASS_TIMES = 3, (time(13), time(14, 30))  # neighbours share workers, so their hours lie apart


@dataclass(frozen=True)
class Lesson:
    """A lesson of a series that gets an hour, and another one at the next race."""

    series: UUID
    id: int


@dataclass(frozen=True)
class Wish:
    """What one of two asks for: a lesson at an hour, or a person at the desk of a site."""

    slot: datetime
    lesson: Lesson | None = None
    site: int = 0
    member: int = 0


Race = tuple[str, Wish, Wish]


@dataclass(frozen=True)
class Ground:
    """Classes by group, their lessons without a date, and who sits at desks."""

    engine: Engine
    lessons: dict[int, list[Lesson]]
    beside: list[Lesson]  # of a second series of the classes of group 4
    workers: list[int]
    members: list[int]
    sites: list[int]
    site: int


def make(url: str) -> Ground:
    """Add the school with its classes, and the hours at which they meet."""
    fill(url, CLASSES)
    engine = create_engine(url)
    with engine.begin() as connection:
        site = _one(connection, select(Site.id).where(Site.code == SITE))
        coordinator = _one(connection, select(User.id).where(User.email == COORDINATOR))
        connection.execute(insert(user_site).values(user_id=coordinator, site_id=site))
        classes = list(
            connection.scalars(select(SchoolClass.id).where(SchoolClass.site_id == site).order_by(SchoolClass.id))
        )
        _move_hours(connection, classes)
        lessons = {group: _lessons_of(connection, _group(classes, group)) for group in range(GROUPS)}
        workers = list(connection.scalars(select(member_site.c.member_id).where(member_site.c.site_id == site)))
        workers.sort()
        beside = _second_series(connection, _group(classes, 4), workers)
        sites = list(connection.scalars(select(Site.id).where(Site.code.in_(("raayland", "gilde")))))
        members = [_one(connection, select(TeamMember.id).where(TeamMember.first_name == name))
                   for name in ("Sanne", "Youssef", "Lieke")]  # fmt: skip
    return Ground(engine, lessons, beside, workers, members, sites, site)


def _one(connection: Connection, query: object) -> int:
    return int(connection.execute(query).scalar_one())  # type: ignore[call-overload]


def _group(classes: list[int], group: int) -> list[int]:
    return classes[group * WORKERS : (group + 1) * WORKERS]


def _move_hours(connection: Connection, classes: list[int]) -> None:
    hours = {id: RACE_HOURS[group] for group in RACE_HOURS for id in _group(classes, group)}
    hours |= {id: (CLASS_DAY, CLASS_TIMES[at % 2]) for at, id in enumerate(_group(classes, 4))}
    for id, (day, starts) in hours.items():
        ends = (datetime.combine(date.min, starts) + LONG).time()
        connection.execute(
            update(ClassHour).where(ClassHour.school_class_id == id).values(weekday=day, starts=starts, ends=ends)
        )


def _lessons_of(connection: Connection, classes: list[int]) -> list[Lesson]:
    query = select(LessonSeries.id, SeriesLesson.id).join(SeriesLesson, SeriesLesson.series_id == LessonSeries.id)
    wanted = [query.where(LessonSeries.school_class_id == id, SeriesLesson.position == LESSONS + 1) for id in classes]
    return [Lesson(*connection.execute(each).one()) for each in wanted]


def _second_series(connection: Connection, classes: list[int], workers: list[int]) -> list[Lesson]:
    """Another teacher and the next worker give the same classes something too."""
    version = _one(connection, select(LessonSeries.version_id).where(LessonSeries.school_class_id == classes[0]))
    teachers = list(connection.scalars(select(User.id).where(User.email.startswith("mentor")).order_by(User.id)))
    since, made = monday() - timedelta(weeks=7), []
    for at, id in enumerate(classes):
        key = uuid4()
        connection.execute(insert(LessonSeries).values(id=key, school_class_id=id, version_id=version, begun_on=since))
        connection.execute(insert(SeriesPair).values(
            series_id=key, teacher_id=teachers[6 * WORKERS + at], worker_id=workers[(at + 1) % WORKERS], since=since
        ))  # fmt: skip
        lesson = insert(SeriesLesson).values(
            series_id=key, position=LESSONS + 1, key="H", title="Les", kind=Kind.REPETITION, repeats=[]
        )
        made.append(Lesson(key, _one(connection, lesson.returning(SeriesLesson.id))))
    return made


def races(ground: Ground, desks: int) -> Iterator[Race]:
    """One after the other: people, classes, a class and a desk; then so many `desks` that want one person."""
    for week in range(1, WEEKS + 1):
        for at in range(WORKERS):
            yield from _of_lessons(ground, week, at)
        at = week % WORKERS
        when = _at(week, *RACE_HOURS[5])
        desk = Wish(when + timedelta(minutes=15), site=ground.site, member=ground.workers[at])
        yield "a worker, a class and a desk", Wish(when, ground.lessons[5][at]), desk
    for number in range(desks):
        day = clock.today() + FAR + timedelta(days=number // len(HOURS))
        when = datetime.combine(day, time(HOURS[number % len(HOURS)]))
        member = ground.members[number % len(ground.members)]
        first, second = ground.sites
        later = when + timedelta(minutes=15)
        yield "somebody, two desks", Wish(when, site=first, member=member), Wish(later, site=second, member=member)


def _of_lessons(ground: Ground, week: int, at: int) -> Iterator[Race]:
    for one, other in ((0, 1), (2, 3)):
        when = _at(week, *RACE_HOURS[one])
        yield "a worker, two classes", Wish(when, ground.lessons[one][at]), Wish(when, ground.lessons[other][at])
    when = _at(week, CLASS_DAY, CLASS_TIMES[at % 2])
    yield "a class, two lessons", Wish(when, ground.lessons[4][at]), Wish(when, ground.beside[at])


def _at(week: int, weekday: int, starts: time) -> datetime:
    return datetime.combine(monday() + timedelta(weeks=week, days=weekday), starts)


class Requests:
    """Makes the requests of a wish, as the pages of these two people would send them."""

    def __init__(self, ground: Ground, worker: Visitor, coordinator: Visitor) -> None:
        self.ground, self.worker, self.coordinator = ground, worker, coordinator
        self.slots = signer_of(ground.engine, "SlotForm", ACCOUNT["email"])
        self.extras = signer_of(ground.engine, "ExtraForm", COORDINATOR)

    def of(self, wish: Wish) -> bytes:
        """The bytes that are sent."""
        if wish.lesson is None:
            return self.coordinator.request("/hours/openings/new", self._desk(wish))
        where = f"/lessons/series/{wish.lesson.series}/{LESSONS + 1}/plan"
        fields = {"seen": self._seen(wish.lesson), "slot": f"{wish.slot:%Y-%m-%d %H:%M}"}
        return self.worker.request(where, {"once": self.slots.dumps(uuid4().hex), **fields})

    def _desk(self, wish: Wish) -> Fields:
        ends = wish.slot + timedelta(minutes=30)
        return {
            "once": self.extras.dumps(uuid4().hex), "site": str(wish.site), "on": f"{wish.slot:%Y-%m-%d}", "room": "",
            "starts": f"{wish.slot:%H:%M}", "ends": f"{ends:%H:%M}", "members": str(wish.member),
        }  # fmt: skip

    def _seen(self, lesson: Lesson) -> str:
        """What the page of that lesson showed: the hour that it has by now."""
        query = text("SELECT sequence FROM lesson_session WHERE lesson_id = :id AND takes_place")
        with self.ground.engine.connect() as connection:
            found = connection.execute(query, {"id": lesson.id}).scalar()
        return "" if found is None else str(found)
