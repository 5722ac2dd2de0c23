"""Series as lines of a board with hundreds of classes, read as plain rows: an object for each is what would cost."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeAlias
from uuid import UUID

from sqlalchemy import ColumnElement, Select, String, TypeCoerce, and_, case, or_, select, type_coerce
from sqlalchemy.orm import InstrumentedAttribute, aliased

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass, SchoolYear
from jsp.models.lesson_absence import has_left
from jsp.models.lesson_cards import CardOf, Counts, PlainLesson, PlainSeries, PlainSession, RowOf, count, row_of
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson, SeriesPair
from jsp.models.programmes import ProgrammeVersion
from jsp.models.team import TeamMember
from jsp.rules.opening import Slot
from jsp.rules.session import SessionState

Key: TypeAlias = str | UUID  # of a series, as the database itself has it


@dataclass(frozen=True, slots=True)
class Line(CardOf[PlainLesson, PlainSession]):
    """A series with all its rows, as a board needs them. `of_year`: what counts in the days that were asked for."""

    series: PlainSeries
    of_year: Counts


def lines(
    visible: Select[LessonSeries], now: datetime, *, first: date = date.min, last: date = date.max
) -> list[Line]:  # fmt: skip
    """The series of the query, by class, at local time `now`; the number of questions does not grow with them.

    As they stood on the `last` day; what counts of it is what was from the `first` day on.
    """
    ids = visible.with_only_columns(LessonSeries.id)
    lessons, sessions = _lessons(ids, last), _sessions(ids, last)
    found = []
    for key, series in _series(ids, now.date()):
        rows = [row_of(lesson, sessions[lesson.id], now) for lesson in lessons[key]]
        counts = count(rows)
        old = _before(rows, first, now)
        found.append(Line(series, rows, counts, counts.since(count(old)) if old else counts))
    return found


def stands_in(year: SchoolYear) -> ColumnElement[bool]:
    """Whether a series had lessons in that year, or its class is of that year and it had none later only."""
    session = select(LessonSession.id).where(
        LessonSession.series_id == LessonSeries.id, LessonSession.state != SessionState.WITHDRAWN
    )
    until_then = session.where(LessonSession.on <= year.ends_on)
    is_own = and_(SchoolClass.school_year_id == year.id, or_(until_then.exists(), ~session.exists()))
    return or_(is_own, until_then.where(LessonSession.on >= year.starts_on).exists())


def _before(
    rows: list[RowOf[PlainLesson, PlainSession]], first: date, now: datetime
) -> list[RowOf[PlainLesson, PlainSession]]:
    """What was there before that day; most series have nothing then."""
    found = []
    for row in rows:
        sent_on, old = row.lesson.sent_on, [each for each in row.sessions if each.slot.on < first]
        if old or (sent_on is not None and sent_on < first):
            found.append(row_of(row.lesson, old, now))
    return found


def _series(ids: Select[UUID], today: date) -> Iterator[tuple[Key, PlainSeries]]:
    of, account = LessonSeries, aliased(User)
    query = (
        select(_as_key(of.id), of.version_id, of.id, of.state, SchoolClass.code, SchoolClass.site_id, User.first_name,
               TeamMember.first_name, SchoolClass.archived_on.is_not(None), has_left(User, account, today))
        .join(SchoolClass, SchoolClass.id == of.school_class_id)
        .join(SeriesPair, and_(SeriesPair.series_id == of.id, SeriesPair.until.is_(None)))
        .join(User, User.id == SeriesPair.teacher_id)
        .join(TeamMember, TeamMember.id == SeriesPair.worker_id)
        .outerjoin(account, account.id == TeamMember.user_id)
        .where(of.id.in_(ids)).order_by(SchoolClass.code, of.begun_on, of.id)
    )  # fmt: skip
    names = _programme_names(ids)
    for key, version, id, state, code, site_id, teacher, worker, is_archived, has_left_ in db.session.execute(query):
        yield key, PlainSeries(id, state, code, site_id, teacher, worker, names[version], is_archived, bool(has_left_))


def _programme_names(ids: Select[UUID]) -> dict[int, str]:
    of = ProgrammeVersion
    of_series = select(LessonSeries.version_id).where(LessonSeries.id.in_(ids))
    query = select(of.id, of.data["name"].as_string()).where(of.id.in_(of_series))
    return {id: name for id, name in db.session.execute(query)}


def _lessons(ids: Select[UUID], last: date) -> dict[Key, list[PlainLesson]]:
    of = SeriesLesson
    sent_on = case((of.sent_on <= last, of.sent_on))
    query = select(_as_key(of.series_id), of.id, of.position, of.key, of.kind, sent_on, of.turn)
    found: dict[Key, list[PlainLesson]] = defaultdict(list)
    query = query.where(of.series_id.in_(ids)).order_by(of.position)
    for key, id, position, name, kind, sent, turn in db.session.execute(query):
        found[key].append(PlainLesson(id, position, name, kind, sent, turn))
    return found


def _sessions(ids: Select[UUID], last: date) -> dict[int, list[PlainSession]]:
    of = LessonSession
    query = select(of.lesson_id, of.state, of.on, of.starts, of.ends, of.moves, of.given_by, of.cause, of.closure_id)
    found: dict[int, list[PlainSession]] = defaultdict(list)
    query = query.where(of.series_id.in_(ids), of.on <= last).order_by(of.on, of.starts, of.id)
    for id, state, on, starts, ends, moves, given_by, cause, closure_id in db.session.execute(query):
        found[id].append(PlainSession(state, Slot(on, starts, ends), moves, given_by, cause, closure_id))
    return found


def _as_key(column: InstrumentedAttribute[UUID]) -> TypeCoerce[Key]:
    """As the database gives it: making a UUID of each of thousands takes its time."""
    return type_coerce(column, String)
