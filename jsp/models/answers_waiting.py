"""Which answers of pupils nobody read yet; never what stands in them."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, and_, func, or_, select

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.evaluations import Evaluation, OpenAnswer
from jsp.models.ground import SchoolClass
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson, SeriesPair
from jsp.models.rota import closures_from
from jsp.models.team import TeamMember
from jsp.rules.evaluation import AnswerState
from jsp.rules.programme import Kind, label_of
from jsp.rules.roles import Permission
from jsp.rules.school_days import school_days_between

WITHIN = 2  # school days in which the worker of the pair reads them; after those colleagues are told as well


class ToRead(NamedTuple):
    """How much of one lesson."""

    id: UUID  # of the evaluation
    number: int
    code: str  # of the class
    kind: Kind
    label: str
    colleague: str  # who left them unread; nobody for the own ones


def answers_to_read(user: User, today: date) -> Sequence[ToRead]:
    """What this person reads before anybody else does, and what a colleague left for too long, the oldest first.

    One question, and another one where a colleague may have left some.
    """
    if not user.may(Permission.REVIEW_ANSWERS):
        return []
    lesson = SeriesLesson.kind, SeriesLesson.key, SeriesLesson.turn
    about = Evaluation.id, SchoolClass.code, *lesson, TeamMember.user_id, TeamMember.first_name
    when = SchoolClass.site_id, Evaluation.closed_on
    query = (
        unread(user, today)
        .join(Evaluation.session)
        .join(LessonSession.lesson)
        .with_only_columns(*about, *when, func.count().label("number"))
        .group_by(*about, *when)
        .order_by(Evaluation.closed_on, Evaluation.id)
    )
    rows = db.session.execute(query).all()
    others = [row for row in rows if row.user_id != user.id]
    late = _late([(row.site_id, row.closed_on) for row in others], today)
    return [
        ToRead(row.id, row.number, row.code, row.kind, label_of(row.kind, row.key, row.turn),
               "" if row.user_id == user.id else row.first_name)
        for row in rows if row.user_id == user.id or (row.site_id, row.closed_on) in late
    ]  # fmt: skip


def unread(user: User, today: date) -> Select[UUID]:
    """Asks for evaluations with something unread: those of the own pairs, and of the own sites after some days."""
    is_late = Evaluation.closed_on < today - timedelta(days=WITHIN)
    is_near = SchoolClass.site_id.in_([site.id for site in user.open_sites])
    return (
        select(Evaluation.id)
        .join(OpenAnswer, OpenAnswer.evaluation_id == Evaluation.id)
        .join(LessonSeries, LessonSeries.id == Evaluation.series_id)
        .join(LessonSeries.school_class)
        .join(SeriesPair, and_(SeriesPair.series_id == LessonSeries.id, SeriesPair.until.is_(None)))
        .join(TeamMember, TeamMember.id == SeriesPair.worker_id)
        .where(OpenAnswer.state == AnswerState.WAITING)
        .where(or_(TeamMember.user_id == user.id, and_(is_late, is_near)))
    )


def _late(closed: Sequence[tuple[int, date]], today: date) -> set[tuple[int, date]]:
    """Of these sites and days, those from which enough school days passed."""
    if not closed:
        return set()
    sites = list({site_id for site_id, _day in closed})
    shut = closures_from(min(day for _site, day in closed), site_ids=sites)
    days = {site_id: [each.days for each in shut.get(site_id, [])] for site_id in sites}
    return {(site, day) for site, day in closed if school_days_between(day, today, days[site]) >= WITHIN}
