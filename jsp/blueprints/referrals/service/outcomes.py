"""What became of a referral, as its worker hears it; taking back."""

from dataclasses import dataclass
from uuid import UUID

from jsp import clock
from jsp.models.referrals import Referral
from jsp.rules import note_check
from jsp.rules.referral import NOT_OUT, Obstacle, Side, Step, TaskKind
from jsp.rules.refusal import N_, DomainError
from jsp.verbs import consenting, holds, referring


@dataclass(frozen=True, slots=True)
class NotPossible:
    """Why help did not begin. `weeks`: of waiting time, None where it is not known."""

    obstacle: Obstacle
    suggestion: str = ""
    weeks: int | None = None


def record_seen(row: Referral, *, key: UUID, user_id: int) -> None:
    """The partner has it."""
    if referring.take(row, key, owner=user_id):
        _answered(row, Step.SEEN)


def record_started(row: Referral, *, key: UUID, user_id: int, is_arranged: bool) -> None:
    """Help has begun. Who has to say yes to that said it here, or (`is_arranged`) to the partner itself."""
    if not referring.take(row, key, owner=user_id):
        return
    referring.check_start(row, is_arranged=is_arranged, field="is_arranged")
    _answered(row, Step.START)


def record_not_possible(row: Referral, why: NotPossible, *, key: UUID, user_id: int) -> None:
    """The partner cannot help, or it did not come to it."""
    note_check.check_bsn(why.suggestion, field="suggestion")
    if not referring.take(row, key, owner=user_id):
        return
    _answered(row, Step.NOT_POSSIBLE)
    row.obstacle, row.waiting_weeks = why.obstacle, why.weeks
    if row.key_sealed is not None:
        referring.add_note(row, Side.PARTNER, why.suggestion)


def record_finished(row: Referral, *, key: UUID, user_id: int) -> None:
    """The help is over."""
    if referring.take(row, key, owner=user_id):
        _answered(row, Step.FINISH)


def withdraw(row: Referral, *, key: UUID, user_id: int) -> None:
    """The young person, or a parent who decides, told the worker that it is not wanted any more.

    Raises DomainError where it is kept longer, and there is no yes that could be taken back.
    """
    holds.turn(referring.KIND, row.id)
    if not referring.take(row, key, owner=user_id):
        return
    if row.state in NOT_OUT and not consenting.has_yes(row):
        holds.check_free(referring.KIND, row.id)
    referring.withdraw(row)


def finish_task(row: Referral, kind: TaskKind, *, key: UUID, user_id: int) -> None:
    """It was done."""
    if referring.take(row, key, owner=user_id):
        referring.close_tasks(row, kind)


def _answered(row: Referral, step: Step) -> None:
    if step is not Step.SEEN and not row.lets_hear(clock.today()):
        raise DomainError(N_("The young person does not want us to hear how it goes. That is not kept here."))
    referring.move(row, step)
    referring.close_tasks(row, *referring.ANSWERED)
