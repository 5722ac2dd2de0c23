"""Series with their lessons and how each stands: what every board and list of lessons shows."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, defer, joinedload, selectinload

from jsp import clock
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass
from jsp.models.lesson_cards import CardOf, RowOf, count, row_of
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.models.programmes import ProgrammeVersion
from jsp.rules.programme import Activity, Kind
from jsp.rules.refusal import NotFoundError
from jsp.rules.session import SessionState, Side

Row = RowOf[SeriesLesson, LessonSession]


@dataclass(frozen=True, slots=True)
class Card(CardOf[SeriesLesson, LessonSession]):
    """A series with all its rows, as what changes it needs them; `jsp.models.lesson_lines` has what boards need."""

    series: LessonSeries

    def waiting_for(self, user: User) -> list[Row]:
        """The lessons with an hour that waits for the key of this person."""
        sides = {self.series.pair.teacher_id: Side.TEACHER, self.series.pair.worker.user_id: Side.WORKER}
        side = sides.get(user.id)
        return [
            row for row in self.rows if row.session is not None and side is not None
            and row.session.state is SessionState.PROPOSED and not row.session.has_key(side)
        ]  # fmt: skip

    def carried_to(self, row: Row) -> list[Activity]:
        """What was left of lessons before it and comes first in this one; the key says of which lesson it is."""
        before = (each for each in self.rows if self._taken_up_in(each) == row.lesson.id)
        return [part for each in before for part in self._left_of(each)]

    def _taken_up_in(self, row: Row) -> int | None:
        """The first lesson after it for which class and pair met later, or will meet."""
        held = row.session
        if held is None or not held.left:
            return None
        after = (each for each in self.rows if each.lesson.position > row.lesson.position)
        met = (each for each in after if each.lesson.kind is not Kind.FILM)
        return next((each.lesson.id for each in met if not each.is_given or _is_later(each.session, held)), None)

    def _left_of(self, row: Row) -> Iterator[Activity]:
        """Also of a lesson before it, that was not done in this one either."""
        lessons = {str(each.lesson.id): each.lesson for each in self.rows}
        for value in row.session.left if row.session is not None else ():
            id, _sign, key = value.rpartition(":")
            lesson = lessons.get(id, row.lesson)
            for part in lesson.content.activities:
                if part.key == key:
                    yield replace(part, key=f"{lesson.id}:{key}")


def whole(query: Select[LessonSeries]) -> Select[LessonSeries]:
    """The query with all that a card needs, in a fixed number of questions; without the texts of the lessons."""
    return query.options(
        contains_eager(LessonSeries.school_class).options(
            joinedload(SchoolClass.site), joinedload(SchoolClass.school_year)
        ),
        selectinload(LessonSeries.version).joinedload(ProgrammeVersion.programme),
        selectinload(LessonSeries.pairs),
        selectinload(LessonSeries.lessons).options(defer(SeriesLesson.data)),
    ).execution_options(populate_existing=True)  # fmt: skip


def get_card(user: User, id: UUID) -> Card:
    """A series with its lessons; raises NotFoundError for one that is not of this person."""
    series = db.session.scalar(whole(LessonSeries.visible_to(user).where(LessonSeries.id == id)))
    if series is None:
        raise NotFoundError(id)
    return cards([series], clock.local_now())[0]


def as_it_stands(card: Card) -> Card:
    """The same series read again, once it is our turn with it: what was loaded before may be old."""
    query = whole(select(LessonSeries).join(LessonSeries.school_class).where(LessonSeries.id == card.series.id))
    return cards([db.session.scalars(query).one()], clock.local_now())[0]


def cards(series: Sequence[LessonSeries], now: datetime) -> list[Card]:
    """Each with its rows; one question for all their sessions."""
    found: dict[int, list[LessonSession]] = defaultdict(list)
    for session in _sessions(each.id for each in series):
        found[session.lesson_id].append(session)
    rows = [[row_of(lesson, found[lesson.id], now) for lesson in each.lessons] for each in series]
    return [Card(each, of_it, count(of_it)) for each, of_it in zip(series, rows, strict=True)]


def _sessions(series_ids: Iterable[UUID]) -> list[LessonSession]:
    query = select(LessonSession).where(LessonSession.series_id.in_(list(series_ids)))
    query = query.order_by(LessonSession.on, LessonSession.starts, LessonSession.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def _is_later(session: LessonSession | None, other: LessonSession) -> bool:
    return session is not None and (session.on, session.starts) > (other.on, other.starts)
