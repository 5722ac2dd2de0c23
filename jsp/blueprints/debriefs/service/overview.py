"""All that a pair wrote, beside each other: moments, pulses, how often they gave a lesson together (R97)."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import aliased, defer, joinedload

from jsp.blueprints.debriefs.service import reflections
from jsp.blueprints.debriefs.service.talks import pulses, side_in
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.debriefs import Debrief, Learning
from jsp.models.debriefs_due import gave
from jsp.models.lesson_sessions import LessonSession, SessionPlace
from jsp.models.lessons import SeriesLesson, SeriesPair
from jsp.models.programmes import Adaptation
from jsp.models.timetable import TEACHER, WORKER
from jsp.rules.evaluation import Moment
from jsp.rules.session import GivenBy, SessionState


@dataclass(frozen=True, slots=True)
class Given:
    """A lesson that the two gave. `said`: whether they wrote about it."""

    session: LessonSession
    is_said: bool
    own_pulse: int | None
    other_pulse: int | None


@dataclass(frozen=True, slots=True)
class Overview:
    """`answers`: by moment and question; `shared`: the moments that the coordinator may read.

    `sealed`: those that cannot be opened with the keys that are here.
    """

    answers: dict[Moment, dict[str, str]]
    shared: set[Moment]
    sealed: set[Moment]
    given: list[Given]
    together: int
    learnings: list[Learning]
    changes: list[Adaptation]

    @property
    def is_answered(self) -> bool:
        """Whether there is anything to lay beside each other."""
        return any(text for answers in self.answers.values() for text in answers.values())


def overview(pair: SeriesPair, user: User) -> Overview:
    """Everything of this pair and its series; the trail knows who read it."""
    written = {moment: reflections.find(pair, moment) for moment in Moment}
    given = _given(pair, user)
    ids = [each.session.id for each in given]
    told = select(Learning).where(Learning.session_id.in_(ids)).order_by(Learning.made_on, Learning.id)
    ours = Adaptation.made_by_id.in_([pair.teacher_id, pair.worker.user_id])
    changes = select(Adaptation).where(Adaptation.series_id == pair.series_id, ours)
    changes = changes.order_by(Adaptation.made_on, Adaptation.id).options(joinedload(Adaptation.version))
    return Overview(
        answers={moment: reflections.read(found) for moment, found in written.items()},
        shared={moment for moment, found in written.items() if found is not None and found.is_shared},
        sealed={moment for moment, found in written.items() if found is not None and not found.is_readable},
        given=given, together=_count_together(pair),
        learnings=list(db.session.scalars(told)), changes=list(db.session.scalars(changes)),
    )  # fmt: skip


def _given(pair: SeriesPair, user: User) -> list[Given]:
    query = (
        select(LessonSession, Debrief)
        .join(SeriesPair, SeriesPair.series_id == LessonSession.series_id)
        .outerjoin(Debrief, (Debrief.session_id == LessonSession.id) & (Debrief.pair_id == pair.id))
        .where(SeriesPair.id == pair.id, LessonSession.state == SessionState.GIVEN, gave(SeriesPair))
        .order_by(LessonSession.on, LessonSession.starts, LessonSession.id)
        .options(joinedload(LessonSession.lesson).options(defer(SeriesLesson.data)))
    )
    side = side_in(pair, user)
    return [
        Given(session, debrief is not None and debrief.is_written, *pulses(debrief, side))
        for session, debrief in db.session.execute(query)
    ]


def _count_together(pair: SeriesPair) -> int:
    """How many lessons these two gave together, in all classes."""
    teacher, worker = aliased(SessionPlace), aliased(SessionPlace)
    query = (
        select(func.count(LessonSession.id))
        .join(teacher, (teacher.session_id == LessonSession.id) & (teacher.kind == TEACHER))
        .join(worker, (worker.session_id == LessonSession.id) & (worker.kind == WORKER))
        .where(teacher.who == pair.teacher_id, worker.who == pair.worker_id)
        .where(LessonSession.given_by == GivenBy.TOGETHER)
    )
    return db.session.scalar(query) or 0
