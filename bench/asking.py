"""Classes that are asked about a lesson: begun as a teacher begins them, with time enough and thirty places each."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID, uuid4

from sqlalchemy import create_engine, delete, insert, select, update

from bench.classes import GIVEN, SITE, fill
from bench.inside import inside
from bench.scenarios import ACCOUNT
from jsp import clock
from jsp.blueprints.evaluations.service import running
from jsp.extensions import db
from jsp.models.accounts import User, user_site
from jsp.models.evaluations import EvaluationBox
from jsp.models.ground import SchoolClass, Site
from jsp.models.lesson_rows import get_card
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.models.sealed import keys
from jsp.rules.programme import Kind
from jsp.verbs.asked import questionnaire_for

PHONES = 30
ABOUT = GIVEN[-1]  # the lesson that they are asked about
LATER = timedelta(weeks=3)  # then it was given last week


@dataclass(frozen=True)
class Asked:
    """A class that is being asked: its evaluation, its code, and the keys of the statements."""

    id: UUID
    code: str
    items: tuple[str, ...]


@dataclass(frozen=True)
class Ground:
    """The classes of a prepared database, and the key of their seats."""

    classes: tuple[Asked, ...]
    seat_key: bytes


def ask(url: str, number: int) -> Ground:
    """Add a school with so many classes to a prepared database, and begin an evaluation in each."""
    fill(url, number)
    with inside(url):
        _move_lesson()
        mine = select(SchoolClass.id).join(SchoolClass.site).where(Site.code == SITE)
        db.session.execute(update(SchoolClass).where(SchoolClass.id.in_(mine)).values(size=PHONES))
        user = db.session.scalars(select(User).where(User.email == ACCOUNT["email"])).one()
        query = select(LessonSeries.id).where(LessonSeries.school_class_id.in_(mine)).order_by(LessonSeries.id)
        asked = [_begin(user, id) for id in db.session.scalars(query).all()]
        site = select(Site.id).where(Site.code == SITE).scalar_subquery()
        db.session.execute(delete(user_site).where(user_site.c.site_id == site))  # her own pages stay as they were
        db.session.execute(update(EvaluationBox).values(until=clock.now() + timedelta(days=1)))
        db.session.commit()
        return Ground(tuple(asked), keys().derive("seat"))


def let_in(url: str) -> None:
    """The worker belongs to the school with the classes too."""
    engine = create_engine(url)
    with engine.begin() as connection:
        person = connection.scalar(select(User.id).where(User.email == ACCOUNT["email"]))
        site = connection.scalar(select(Site.id).where(Site.code == SITE))
        connection.execute(insert(user_site).values(user_id=person, site_id=site))
    engine.dispose()


def _begin(user: User, series_id: UUID) -> Asked:
    card = get_card(user, series_id)
    row = card.row(ABOUT)
    if row is None:
        raise RuntimeError("a class without its lessons")
    made = running.begin(card, row, key=uuid4(), by=user)
    asks = questionnaire_for(card.series.version.programme_id).content
    items = asks.asked(is_short=made.is_short, is_last=made.is_last)
    found = Asked(made.id, made.box.code, tuple(each.key for each in items))
    db.session.commit()
    return found


def _move_lesson() -> None:
    """It was given some days ago, by whatever hour each class has."""
    lesson = select(SeriesLesson.id).where(SeriesLesson.position == ABOUT, SeriesLesson.kind == Kind.LESSON)
    series = select(LessonSeries.id).join(LessonSeries.school_class).join(SchoolClass.site).where(Site.code == SITE)
    query = select(LessonSession).where(LessonSession.lesson_id.in_(lesson), LessonSession.series_id.in_(series))
    for session in db.session.scalars(query):
        session.on += LATER
    db.session.flush()
