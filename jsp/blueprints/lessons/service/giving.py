"""What came of a session: given by both or by one, whole or half, or it dropped out."""

from collections.abc import Sequence
from uuid import UUID

from jsp import clock, sending
from jsp.blueprints.lessons.service.sight import as_seen
from jsp.extensions import look_again
from jsp.models.accounts import User
from jsp.models.lesson_rows import Card, Row
from jsp.models.lesson_sessions import LessonSession
from jsp.models.rota import closures_from
from jsp.rules.closures import ClosureKind
from jsp.rules.programme import Activity, Kind
from jsp.rules.refusal import N_, DomainError
from jsp.rules.session import TO_COME, ActKind, CancelCause, GivenBy, SessionState
from jsp.verbs import planning


def give(
    card: Card, row: Row, by_whom: GivenBy, *, left: Sequence[str] = (), seen: int | str, key: UUID, by: User
) -> None:  # fmt: skip
    """It was given. What is `left` (keys of `parts_of`) is done at the next lesson. Raises DomainError."""
    taken = _take(card, row, seen, key)
    if taken is None:
        return
    row, session = taken
    if not session.is_firm or not session.slot.has_begun(clock.local_now()):
        raise DomainError(N_("Only a firm lesson whose hour has come can be given."))
    parts = [each.key for each in parts_of(card, row)]
    undone = [each for each in parts if each in left]
    if len(undone) == len(parts):
        raise DomainError(N_("Nothing of it was done. Then it dropped out."), field="left")
    act = planning.Act(card.series, ActKind.GIVEN, key, by)
    act.change([(session, {"state": SessionState.GIVEN, "given_by": by_whom, "left": undone})])
    act.finish()


def parts_of(card: Card, row: Row) -> list[Activity]:
    """What is done in that lesson, first what was left of those before it."""
    return [*card.carried_to(row), *row.lesson.content.activities]


def cancel(card: Card, row: Row, cause: CancelCause, *, seen: int | str, key: UUID, by: User) -> None:
    """It drops out, with a reason; the lesson needs another date. Raises DomainError for one that was given."""
    taken = _take(card, row, seen, key)
    if taken is None:
        return
    _row, session = taken
    if session.state not in TO_COME:
        raise DomainError(sending.SETTLED)
    act = planning.Act(card.series, ActKind.CANCELLED, key, by)
    act.change([(session, {"state": SessionState.CANCELLED, "cause": cause})])
    act.finish()


def likely_cause(card: Card, session: LessonSession) -> CancelCause | None:
    """Why it will drop out, where that is known: the school has a test week then."""
    site_id = card.series.school_class.site_id
    closures = closures_from(session.on, site_ids=[site_id]).get(site_id, [])
    is_test_week = any(each.kind is ClosureKind.EXAM_WEEK and each.days.covers(session.on) for each in closures)
    return CancelCause.TEST_WEEK if is_test_week else None


def mark_sent(row: Row, *, key: UUID) -> None:
    """A film was sent to carers: nobody came together for it. Raises DomainError for anything else."""
    if row.lesson.kind is not Kind.FILM:
        raise DomainError(N_("Only a film is sent."))
    if sending.take(key, about=planning.about(row.lesson.series_id)):
        look_again(row.lesson)
        row.lesson.sent_on = row.lesson.sent_on or clock.today()


def _take(card: Card, row: Row, seen: int | str, key: UUID) -> tuple[Row, LessonSession] | None:
    """Lesson and session, when it is our turn with them; None where this was sent before."""
    if not sending.take(key, about=planning.about(card.series.id)):
        return None
    _card, row = as_seen(card, row, seen)
    if row.session is None:
        raise DomainError(N_("This lesson has no date yet."))
    return row, row.session
