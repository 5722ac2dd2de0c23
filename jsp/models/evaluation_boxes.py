"""Running evaluations as phones meet them: found by what stands on the board, and one box that is filled in turn.

The head of an evaluation (what is asked, where) never changes while it runs, so it is kept for some seconds. The box is
read and written in one transaction, by one phone at a time: no answer is lost, and none counts twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Any
from uuid import UUID

from flask import current_app
from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import joinedload

from jsp import clock
from jsp.extensions import db
from jsp.models.evaluations import Evaluation, EvaluationBox
from jsp.models.ground import SchoolClass
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.models.questionnaires import QuestionnaireVersion
from jsp.models.sealed import keys, open_sealed
from jsp.rules.box import Box, Filled, unpacked
from jsp.rules.questionnaire import Item, Questionnaire
from jsp.rules.refusal import N_, DomainError
from jsp.rules.session import SessionState

DAYS_AFTER = 14
HEADS, SECONDS, MOST_HEADS = "jsp-evaluation-heads", 20.0, 500
VERSIONS, CHANGED = "jsp-evaluation-versions", "jsp-evaluations-changed"
LATELY, HOUR = "jsp-evaluations-lately", 3600.0
CLOSED = N_("The questionnaire is closed. What is sent now is not counted any more.")
FULL = N_("All places are taken. Ask your teacher for one more.")


Change = Callable[[Box, int], Box | None]  # of a box with so many places; None where nothing changes


@dataclass(frozen=True, slots=True)
class Head:
    """What a phone needs to know of a running evaluation."""

    id: UUID
    site_id: int
    asks: Questionnaire
    items: tuple[Item, ...]
    read_at: float


def may_ask(session: LessonSession) -> bool:
    """Whether its class can be asked about it: on the day of the lesson, and for two weeks after."""
    days = (clock.today() - session.on).days
    return session.state in (SessionState.PLANNED, SessionState.GIVEN) and 0 <= days <= DAYS_AFTER


def find_evaluation(session: LessonSession | None) -> Evaluation | None:
    """That of a session, running (then with its box) or closed."""
    if session is None:
        return None
    query = select(Evaluation).where(Evaluation.session_id == session.id).options(joinedload(Evaluation.box))
    return db.session.scalar(query.execution_options(populate_existing=True))


def find_head(typed: str) -> Head | None:
    """The running evaluation with that code or secret; None where none runs, as far as this process knows."""
    kept: dict[str, Head] = current_app.extensions.setdefault(HEADS, {})
    head = kept.get(typed)
    since = max(monotonic() - SECONDS, current_app.extensions.get(CHANGED, 0.0))
    if head is None or head.read_at <= since:
        was_known = kept.pop(typed, None) is not None
        head = _read_head(typed)
        if head is None and was_known:
            current_app.extensions.setdefault(LATELY, {})[typed] = monotonic()
        if head is not None:
            if len(kept) >= MOST_HEADS:
                kept.clear()
            kept[typed] = head
    return head


def ran_lately(typed: str) -> bool:
    """Whether a questionnaire with that code was open here within the last hour: who comes late does not guess."""
    lately: dict[str, float] = current_app.extensions.get(LATELY, {})
    for code in [each for each, at in lately.items() if monotonic() - at > HOUR]:
        del lately[code]
    return typed in lately


def forget_heads() -> None:
    """Read again at the next question; for what begins or closes an evaluation."""
    current_app.extensions[CHANGED] = monotonic()


def look_into(head: Head) -> tuple[Box, bool]:
    """The box as it stands, and whether there is room for one more seat. Raises DomainError where it is closed."""
    row = _box(head)
    box = open_box(head.id, row.contents_sealed)
    return box, len(box.given) < row.seats - box.paper.number


def taking(seat: bytes) -> Change:
    """Let this seat be taken; taking it again changes nothing."""

    def change(box: Box, seats: int) -> Box | None:
        if box.has(seat):
            return None
        check_room(box, seats)
        return box.take(seat)

    return change


def handing_in(seat: bytes, filled: Filled, *, key: str) -> Change:
    """Put the answers of this seat into the box, once."""

    def change(box: Box, seats: int) -> Box | None:
        if box.is_used(seat):
            return None
        if not box.has(seat):
            check_room(box, seats)
        return box.put(seat, filled, key=key)

    return change


def change_box(head: Head, change: Change) -> None:
    """Change the box while nobody else does. Raises DomainError where it is closed or full; the caller commits."""
    row = _box(head, to_change=True)
    box = change(open_box(head.id, row.contents_sealed), row.seats)
    if box is not None:
        values = {"of": head.id, "number": box.answers, "sealed": seal_box(head.id, box)}
        db.session.connection().execute(FILL, values)


def open_box(id: UUID, sealed: bytes) -> Box:
    """What is in the box of that evaluation."""
    return unpacked(open_sealed(sealed, place=_place(id)))


def seal_box(id: UUID, box: Box) -> bytes:
    """The box as the database keeps it."""
    return keys().seal(box.packed(), place=_place(id))


def check_room(box: Box, seats: int) -> None:
    """Raises DomainError where every place is taken."""
    if len(box.given) >= seats - box.paper.number:
        raise DomainError(FULL)


BOXES = EvaluationBox.__table__
BOX = select(BOXES.c.until, BOXES.c.seats, BOXES.c.contents_sealed).where(BOXES.c.id == bindparam("id"))
BOX_TO_CHANGE = BOX.with_for_update()
FILL = update(BOXES).where(BOXES.c.id == bindparam("of")).values(  # type: ignore[arg-type]
    answers=bindparam("number"), contents_sealed=bindparam("sealed")
)  # fmt: skip


def _box(head: Head, *, to_change: bool = False) -> Any:
    row = db.session.connection().execute(BOX_TO_CHANGE if to_change else BOX, {"id": head.id}).first()
    if row is None or row.until <= clock.now():
        raise DomainError(CLOSED)
    return row


def _place(id: UUID) -> str:
    return EvaluationBox.contents.place(EvaluationBox, id)


def _read_head(typed: str) -> Head | None:
    query = (
        select(
            Evaluation.id, EvaluationBox.until, Evaluation.is_short, Evaluation.is_last, Evaluation.version_id,
            SchoolClass.site_id,
        )
        .join(EvaluationBox, EvaluationBox.id == Evaluation.id)
        .join(LessonSeries, LessonSeries.id == Evaluation.series_id)
        .join(LessonSeries.school_class)
        .where((EvaluationBox.code == typed) | (EvaluationBox.secret == typed))
    )  # fmt: skip
    row: Any = db.session.execute(query).first()
    if row is None or row.until <= clock.now():
        return None
    asks = _asked_in(row.version_id)
    return Head(row.id, row.site_id, asks, asks.asked(is_short=row.is_short, is_last=row.is_last), monotonic())


def _asked_in(version_id: int) -> Questionnaire:
    """What stands in a version; it never changes, and reading it anew takes longer than all that a phone asks."""
    kept: dict[int, Questionnaire] = current_app.extensions.setdefault(VERSIONS, {})
    if version_id not in kept:
        kept[version_id] = db.session.get_one(QuestionnaireVersion, version_id).content
    return kept[version_id]
