"""The classes of one person: those they give lessons to."""

from datetime import datetime

from sqlalchemy import exists, select, update

from jsp import clock
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass
from jsp.models.lesson_rows import Card, cards, whole
from jsp.models.lesson_sessions import LessonNotice
from jsp.models.lessons import LessonSeries, SeriesPair
from jsp.rules.session import SeriesState


def list_cards(user: User, now: datetime) -> list[Card]:
    """The series of which this person is one of the pair, but for those that were stopped and classes that are gone."""
    mine = exists().where(
        SeriesPair.series_id == LessonSeries.id, SeriesPair.until.is_(None), SeriesPair.held_by(user.id)
    )
    still = LessonSeries.state != SeriesState.STOPPED, SchoolClass.archived_on.is_(None)
    query = whole(select(LessonSeries).join(LessonSeries.school_class).where(mine, *still))
    return cards(list(db.session.scalars(query.order_by(SchoolClass.code, LessonSeries.begun_on))), now)


def mark_seen(user: User, *, newest: int) -> None:
    """This person read what changed, up to the `newest` notice that was shown."""
    unseen = LessonNotice.user_id == user.id, LessonNotice.seen_at.is_(None), LessonNotice.id <= newest
    db.session.execute(update(LessonNotice).where(*unseen).values(seen_at=clock.now()))
