"""The classes of one person: those they give lessons to, what waits for their key, and what they have to hear."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, select, update

from jsp import clock
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass
from jsp.models.lesson_rows import Card, Row, cards, whole
from jsp.models.lesson_sessions import LessonNotice
from jsp.models.lesson_waiting import list_news
from jsp.models.lessons import LessonSeries, SeriesPair
from jsp.models.team import TeamMember
from jsp.rules.session import SeriesState, SessionState, Side


@dataclass(frozen=True, slots=True)
class Mine:
    """What one person has to do with lessons. `asked`: proposals that wait for the own key."""

    cards: list[Card]
    asked: list[tuple[Card, Row]]
    over: list[tuple[Card, Row]]
    next: tuple[Card, Row] | None
    news: list[LessonNotice]


def read(user: User, now: datetime) -> Mine:
    """The series of which this person is one of the pair, but for those that were stopped and classes that are gone."""
    is_one = (SeriesPair.teacher_id == user.id) | SeriesPair.worker.has(TeamMember.user_id == user.id)
    mine = exists().where(SeriesPair.series_id == LessonSeries.id, SeriesPair.until.is_(None), is_one)
    still = LessonSeries.state != SeriesState.STOPPED, SchoolClass.archived_on.is_(None)
    query = whole(select(LessonSeries).join(LessonSeries.school_class).where(mine, *still))
    found = cards(list(db.session.scalars(query.order_by(SchoolClass.code, LessonSeries.begun_on))), now)
    rows = [(card, row) for card in found for row in card.rows if row.session is not None]
    return Mine(
        found, [each for each in rows if _waits_for(user, *each)], [each for each in rows if _is_over(each[1], now)],
        min((each for each in rows if _comes(each[1], now)), key=_when, default=None), list_news(user),
    )  # fmt: skip


def mark_seen(user: User) -> None:
    """This person read them all."""
    unseen = LessonNotice.user_id == user.id, LessonNotice.seen_at.is_(None)
    db.session.execute(update(LessonNotice).where(*unseen).values(seen_at=clock.now()))


def _waits_for(user: User, card: Card, row: Row) -> bool:
    side = Side.TEACHER if user.id == card.series.pair.teacher_id else Side.WORKER
    session = row.session
    return session is not None and session.state is SessionState.PROPOSED and not session.has_key(side)


def _is_over(row: Row, now: datetime) -> bool:
    session = row.session
    return session is not None and session.state is SessionState.PLANNED and session.slot.is_over(now)


def _comes(row: Row, now: datetime) -> bool:
    session = row.session
    return session is not None and session.state is SessionState.PLANNED and not session.slot.is_over(now)


def _when(each: tuple[Card, Row]) -> tuple[object, object]:
    session = each[1].session
    return (session.on, session.starts) if session is not None else (None, None)
