"""What came of a session: given by both or by one, whole or half, or it dropped out."""

from collections.abc import Sequence
from uuid import UUID

from jsp import clock, planning, sending
from jsp.extensions import look_again
from jsp.models.accounts import User
from jsp.models.lesson_rows import Card, Row
from jsp.models.lesson_sessions import LessonSession
from jsp.rules.programme import Kind
from jsp.rules.refusal import N_, DomainError
from jsp.rules.session import TO_COME, ActKind, CancelCause, GivenBy, SessionState


def give(
    card: Card, row: Row, by_whom: GivenBy, *, left: Sequence[str] = (), key: UUID, by: User
) -> None:  # fmt: skip
    """It was given. What is `left` of it (keys of parts) is done at the next lesson. Raises DomainError."""
    session = _take(row, key)
    if session is None:
        return
    if session.state not in TO_COME or session.on > clock.today():
        raise DomainError(N_("This lesson has no date that has come. Only then it can be given."))
    parts = [each.key for each in row.lesson.content.activities]
    undone = [key for key in parts if key in left]
    if len(undone) == len(parts):
        raise DomainError(N_("Nothing of it was done. Then it dropped out."), field="left")
    act = planning.Act(card.series, ActKind.GIVEN, key, by)
    act.change([(session, {"state": SessionState.GIVEN, "given_by": by_whom, "left": undone})])
    session.plays = ""
    act.finish()


def cancel(card: Card, row: Row, cause: CancelCause, *, key: UUID, by: User) -> None:
    """It drops out, with a reason; the lesson needs another date. Raises DomainError for one that was given."""
    session = _take(row, key)
    if session is None:
        return
    if session.state not in TO_COME:
        raise DomainError(sending.SETTLED)
    act = planning.Act(card.series, ActKind.CANCELLED, key, by)
    act.change([(session, {"state": SessionState.CANCELLED, "cause": cause})])
    session.plays = ""
    act.finish()


def mark_sent(row: Row, *, key: UUID) -> None:
    """A film was sent to carers: nobody came together for it. Raises DomainError for anything else."""
    if row.lesson.kind is not Kind.FILM:
        raise DomainError(N_("Only a film is sent."))
    if sending.take(key, about=planning.about(row.lesson.series_id)):
        look_again(row.lesson)
        row.lesson.sent_on = row.lesson.sent_on or clock.today()


def _take(row: Row, key: UUID) -> LessonSession | None:
    """The session, when it is our turn with it; None where this was sent before."""
    if row.session is None:
        raise DomainError(N_("This lesson has no date yet."))
    if not sending.take(key, about=planning.about(row.lesson.series_id)):
        return None
    look_again(row.session)
    return row.session
