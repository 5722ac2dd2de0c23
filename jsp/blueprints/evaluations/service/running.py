"""An evaluation until it is closed: begun with one tap, more places, what comes in on paper."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp import audit, clock, sending
from jsp.extensions import db, lock
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.evaluation_boxes import find_evaluation, may_ask, open_box, seal_box
from jsp.models.evaluations import Evaluation, EvaluationBox
from jsp.models.lesson_rows import Card, Row
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.models.reference import get_setting
from jsp.rules.box import Box, Paper
from jsp.rules.evaluation import MOST_SEATS
from jsp.rules.join_code import make_code, make_secret
from jsp.rules.programme import Kind
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.verbs.asked import questionnaire_for

KIND = "evaluation"
MORE = timedelta(minutes=15)  # of time with each seat that is added
NOT_NOW = N_("A class can be asked about a lesson on the day that it is given, and up to two weeks after.")
NO_ROOM_FOR_PAPER = N_(
    "There is room for %(room)d sheets: phones have the other places. Add places on the board first."
)
ASKED_BEFORE = N_("This class filled in the questionnaire about this lesson already.")


def about(session_id: UUID) -> str:
    """Who begins, closes or adds to an evaluation takes turns."""
    return f"evaluation {session_id}"


def get_running(user: User, id: UUID) -> tuple[Evaluation, EvaluationBox]:
    """A running evaluation of a class of this person; raises NotFoundError for any other."""
    series = LessonSeries.visible_to(user).with_only_columns(LessonSeries.id)
    query = (
        select(Evaluation, EvaluationBox)
        .join(EvaluationBox, EvaluationBox.id == Evaluation.id)
        .where(Evaluation.id == id, Evaluation.series_id.in_(series))
        .options(
            joinedload(Evaluation.version), joinedload(Evaluation.session).options(
                joinedload(LessonSession.lesson), joinedload(LessonSession.series).joinedload(LessonSeries.school_class)
            )
        )
    )  # fmt: skip
    found = db.session.execute(query).first()
    if found is None:
        raise NotFoundError(id)
    return found.Evaluation, found.EvaluationBox


def begin(card: Card, row: Row, *, key: UUID, by: User) -> Evaluation:
    """Open the questionnaire for the class; where it runs already, that one. Raises DomainError for another day."""
    session = row.session
    if session is None or not may_ask(session):
        raise DomainError(NOT_NOW)
    sending.take(key, about=about(session.id))
    found = find_evaluation(session)
    if found is not None:
        if found.box is None:
            raise DomainError(ASKED_BEFORE)
        return found
    seats = max(card.series.school_class.size or 0, 1)
    version = questionnaire_for(card.series.version.programme_id)
    evaluation = Evaluation(
        id=key, session_id=session.id, series_id=card.series.id, version_id=version.id, seats=seats,
        is_short=bool(get_setting("evaluation_short")), is_last=_is_last(card, row), begun_on=clock.today(),
    )  # fmt: skip
    evaluation.box = _new_box(key, seats)
    db.session.add(evaluation)
    audit.record(Action.EVALUATION_CHANGED, KIND, key, user_id=by.id)
    db.session.flush()
    return evaluation


def add_seats(box: EvaluationBox, number: int, *, key: UUID) -> None:
    """So many places more, for late pupils, and time enough to sit there. Raises DomainError where it is too many."""
    if not sending.take(key, about=about(box.id)):
        return
    lock(box)
    if box.seats + number > MOST_SEATS:
        raise DomainError(N_("There are %(most)d places, and more is not possible."), most=MOST_SEATS)
    box.seats += number
    box.until = max(box.until, clock.now() + MORE)


def put_paper(box: EvaluationBox, paper: Paper, *, seen: str, key: UUID) -> None:
    """Let this be what came in on paper, instead of what was noted before. Raises DomainError for too many sheets."""
    if not sending.take(key, about=about(box.id)):
        return
    lock(box)
    held = contents_of(box)
    sending.check_unchanged(seen, mark_of_paper(held.paper), sending.IN_SIGHT)
    room = box.seats - len(held.given)
    if paper.number > room:
        raise DomainError(NO_ROOM_FOR_PAPER, field="number", room=room)
    held = replace(held, paper=paper)
    box.answers, box.contents_sealed = held.answers, seal_box(box.id, held)


def mark_of_paper(paper: Paper) -> str:
    """By which a form tells what was noted when it was opened."""
    return sending.marked(paper.number, sorted((item, sorted(of.items())) for item, of in paper.counts.items()),
                          paper.texts)  # fmt: skip


def contents_of(box: EvaluationBox) -> Box:
    """What is in it: never to be shown while it runs, but for how many are busy."""
    return open_box(box.id, box.contents_sealed)


def _is_last(card: Card, row: Row) -> bool:
    """Whether it is the last lesson of the series, so that the series itself is asked about as well."""
    lessons = [each.lesson.position for each in card.rows if each.lesson.kind is Kind.LESSON]
    return bool(lessons) and row.lesson.position == max(lessons)


def _new_box(id: UUID, seats: int) -> EvaluationBox:
    minutes = int(get_setting("evaluation_open_minutes"))
    return EvaluationBox(
        id=id, code=_free_code(), secret=make_secret(), until=clock.now() + timedelta(minutes=minutes), seats=seats,
        answers=0, contents_sealed=seal_box(id, Box()),
    )  # fmt: skip


def _free_code() -> str:
    while True:
        code = make_code()
        if db.session.scalar(select(EvaluationBox.id).where(EvaluationBox.code == code)) is None:
            return code
