"""Whose the words about a lesson are: of the two who gave it, whoever gives the series by now."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.debriefs_due import gave
from jsp.models.evaluations import Evaluation
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import SeriesPair
from jsp.rules.roles import Permission


def given_by(user: User, ids: Collection[UUID]) -> frozenset[UUID]:
    """Of which of these evaluations this person is one of the two who gave the lesson."""
    query = (
        select(Evaluation.id)
        .select_from(SeriesPair)
        .join(LessonSession, LessonSession.series_id == SeriesPair.series_id)
        .join(Evaluation, Evaluation.session_id == LessonSession.id)
        .where(Evaluation.id.in_(ids), SeriesPair.held_by(user.id), gave(SeriesPair))
    )
    return frozenset(db.session.scalars(query))


def reads_words(user: User, ids: Collection[UUID]) -> bool:
    """Whether this person reads what pupils wrote in all of these: the two who gave the lesson, workers of the JSP.

    Who gives the series by now, or keeps the lessons of a school, at the school or at the JSP, sees figures only.
    """
    return user.may(Permission.REVIEW_ANSWERS) or given_by(user, ids) == set(ids)


def find_asked(session_ids: Collection[UUID]) -> UUID | None:
    """One of these sessions about which a class was asked, or is being asked now."""
    query = select(Evaluation.session_id).where(Evaluation.session_id.in_(session_ids))
    return db.session.scalar(query.order_by(Evaluation.begun_on).limit(1))
