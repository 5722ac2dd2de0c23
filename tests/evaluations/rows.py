"""Evaluations that are closed, put straight into the database, as closing one leaves them."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from uuid import uuid4

from sqlalchemy import select

from jsp import clock
from jsp.extensions import db
from jsp.models.evaluations import Discussion, Evaluation, OpenAnswer
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.rules.box import packed_counts
from jsp.rules.evaluation import SCORES, AnswerState
from jsp.rules.session import SessionState
from jsp.verbs.asked import questionnaire_for
from jsp.verbs.releasing import release
from tests.lessons.rows import THURSDAY, WEEK, add_session

DIVIDED = (3, 1, 0, 1, 3)  # eight pupils by face; together they are as divided as a class can be
MILD = (0, 1, 3, 3, 1)
Faces = Sequence[int]  # how often each of the five was chosen


def closed(
    session: LessonSession,
    counts: Mapping[str, Faces],
    texts: Sequence[str] = (),
    *,
    paper: Mapping[str, Faces] | None = None,
    answers: int | None = None,
    states: Sequence[AnswerState] = (),
    on: date | None = None,
) -> Evaluation:
    """A class filled it in after this session: faces by item, and what it wrote; released as the settings say; flushes.

    `paper`: what stood on sheets. `answers`: how many on phones, when some skipped every item. `states`: of the texts,
    where the worker read them.
    """
    sheets = _most(paper or {})
    number = (answers if answers is not None else _most(counts)) + sheets
    series = db.session.get_one(LessonSeries, session.series_id)
    version_id, on = questionnaire_for(series.version.programme_id).id, on or session.on
    made = Evaluation(
        id=uuid4(), session_id=session.id, series_id=series.id, version_id=version_id, begun_on=on, closed_on=on,
        seats=max(24, number), answers=number, paper=sheets,
    )  # fmt: skip
    made.counts, made.paper_counts = packed_counts(_by_score(counts)), packed_counts(_by_score(paper or {}))
    db.session.add(made)
    db.session.flush()
    for at, text in enumerate(texts):
        add_answer(made, text, states[at] if at < len(states) else AnswerState.WAITING)
    release(made)
    return made


def _most(counts: Mapping[str, Faces]) -> int:
    return max((sum(faces) for faces in counts.values()), default=0)


def _by_score(counts: Mapping[str, Faces]) -> dict[str, dict[int, int]]:
    return {item: dict(zip(SCORES, faces, strict=True)) for item, faces in counts.items()}


def add_answer(evaluation: Evaluation, text: str, state: AnswerState = AnswerState.WAITING) -> OpenAnswer:
    """One more of what somebody wrote; flushes."""
    answer = OpenAnswer(id=uuid4(), evaluation_id=evaluation.id, state=state)
    answer.text = text
    db.session.add(answer)
    db.session.flush()
    return answer


def add_discussion(evaluation: Evaluation, said: str, doing: str, notes: str = "") -> Discussion:
    """What came of the talk; flushes."""
    made = Discussion(id=evaluation.id, said=said, doing=doing, written_on=clock.today())
    made.notes = notes
    db.session.add(made)
    db.session.flush()
    return made


def given(series: LessonSeries, position: int, weeks_ago: int | None = None) -> LessonSession:
    """A lesson that the class had, the first one the longest ago; flushes."""
    before = weeks_ago if weeks_ago is not None else 4 - position
    return add_session(series, position, THURSDAY - before * WEEK, SessionState.GIVEN)


def answers_of(evaluation: Evaluation) -> dict[str, OpenAnswer]:
    """What was written, by its text."""
    rows = db.session.scalars(select(OpenAnswer).where(OpenAnswer.evaluation_id == evaluation.id))
    return {each.text: each for each in rows}


def days_ago(days: int) -> date:
    """So many days before today."""
    return clock.today() - timedelta(days=days)
