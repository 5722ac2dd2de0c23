"""What came of the talk with a class: how its next lesson begins, and what its page tells."""

from collections.abc import Sequence
from typing import NamedTuple

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.evaluations import Discussion, Evaluation
from jsp.models.lesson_rows import Card, Row
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.models.programmes import Adaptation, ProgrammeVersion
from jsp.rules.adaptation import AdaptationState
from jsp.rules.evaluation import Source
from jsp.rules.programme import Kind
from jsp.rules.session import HOLDS

LAST = 3  # of each, the newest first


class ToldBack(NamedTuple):
    """What a class said, and what is done with it."""

    said: str
    doing: str


class Changed(NamedTuple):
    """What was changed in a lesson, for every class, because of what this one said."""

    lesson: str  # its key
    note: str


def find_opening_words(card: Card, row: Row) -> ToldBack | None:
    """What this lesson begins with: what the class said after the one right before it, where that was talked about.

    Without a date it is the one that comes next, after all that have one.
    """
    held = [each.session for each in card.rows if each.session is not None and each.lesson.kind is not Kind.FILM]
    held = sorted((each for each in held if each.state in HOLDS), key=lambda each: (each.on, each.starts))
    if row.session is None:
        is_next = row is next(each for each in card.rows if each.session is None)
        before = held[-1:] if is_next else []
    else:
        before = held[: held.index(row.session)][-1:] if row.session in held else []
    if not before:
        return None
    query = select(Discussion.said, Discussion.doing).join(Evaluation, Evaluation.id == Discussion.id)
    found = db.session.execute(query.where(Evaluation.session_id == before[0].id, Discussion.doing != "")).first()
    return ToldBack(*found) if found is not None else None


def told_back(school_class_id: int) -> Sequence[ToldBack]:
    """What is done with the answers of this class, the last lesson first."""
    query = (
        select(Discussion.said, Discussion.doing)
        .join(Evaluation, Evaluation.id == Discussion.id)
        .join(Evaluation.session)
        .join(LessonSession.series)
        .where(LessonSeries.school_class_id == school_class_id, Discussion.doing != "")
        .order_by(LessonSession.on.desc(), LessonSession.starts.desc(), Discussion.id)
    )
    return [ToldBack(*each) for each in db.session.execute(query.limit(LAST))]


def changed_for(school_class_id: int) -> Sequence[Changed]:
    """What became of the programme because of the answers of this class, the newest first."""
    query = (
        select(Adaptation.lesson_key, ProgrammeVersion.note)
        .join(Adaptation.version)
        .join(LessonSeries, LessonSeries.id == Adaptation.series_id)
        .where(LessonSeries.school_class_id == school_class_id, Adaptation.source == Source.RESULT)
        .where(Adaptation.state == AdaptationState.ACCEPTED)
        .order_by(ProgrammeVersion.made_on.desc(), ProgrammeVersion.id.desc())
    )
    return [Changed(*each) for each in db.session.execute(query.limit(LAST))]
