"""Which answers of pupils wait to be read by the worker of the pair; never what stands in them."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.evaluations import Evaluation, OpenAnswer
from jsp.models.ground import SchoolClass
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson, SeriesPair
from jsp.models.team import TeamMember
from jsp.rules.evaluation import AnswerState
from jsp.rules.programme import Kind, label_of
from jsp.rules.roles import Permission


class ToRead(NamedTuple):
    """How much of one lesson."""

    id: UUID  # of the evaluation
    number: int
    code: str  # of the class
    kind: Kind
    label: str


def answers_to_read(user: User) -> Sequence[ToRead]:
    """What this person reads before anybody else does, the oldest first; one question."""
    if not user.may(Permission.REVIEW_ANSWERS):
        return []
    lesson = SeriesLesson.kind, SeriesLesson.key, SeriesLesson.turn
    query = (
        select(Evaluation.id, func.count(), SchoolClass.code, *lesson)
        .join(OpenAnswer, OpenAnswer.evaluation_id == Evaluation.id)
        .join(SeriesPair, SeriesPair.series_id == Evaluation.series_id)
        .join(TeamMember, TeamMember.id == SeriesPair.worker_id)
        .join(Evaluation.session)
        .join(LessonSession.lesson)
        .join(LessonSeries, LessonSeries.id == Evaluation.series_id)
        .join(LessonSeries.school_class)
        .where(TeamMember.user_id == user.id, SeriesPair.until.is_(None), OpenAnswer.state == AnswerState.WAITING)
        .group_by(Evaluation.id, Evaluation.closed_on, SchoolClass.code, *lesson)
        .order_by(Evaluation.closed_on, Evaluation.id)
    )
    return [
        ToRead(id, number, code, kind, label_of(kind, key, turn))
        for id, number, code, kind, key, turn in db.session.execute(query)
    ]
