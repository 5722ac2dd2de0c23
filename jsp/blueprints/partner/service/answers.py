"""The answer of a partner: seen, started, not possible, finished."""

from dataclasses import dataclass
from uuid import UUID, uuid5

from jsp import audit, clock, sending
from jsp.blueprints.partner.service.opening import Hold, hold
from jsp.models.audit import Action
from jsp.models.reference import get_setting
from jsp.models.referrals import Referral
from jsp.rules import note_check
from jsp.rules.referral import Obstacle, Side, State, Step, TaskKind, can
from jsp.rules.refusal import N_, DomainError
from jsp.verbs import referring

STEPS = (Step.SEEN, Step.START, Step.NOT_POSSIBLE, Step.FINISH)
TOLD_ALREADY = {
    Step.SEEN: (State.RECEIVED, State.STARTED, State.COMPLETED, State.NOT_STARTED),
    Step.START: (State.STARTED, State.COMPLETED),
    Step.FINISH: (State.COMPLETED,),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What was filled in with an answer. `agreed`: those whose yes it takes said yes to the partner itself."""

    obstacle: Obstacle | None = None
    suggestion: str = ""
    waiting_weeks: int | None = None
    agreed: bool = False


def can_say(row: Referral) -> list[Step]:
    """What can be told now: where the young person lets nobody hear how it goes, only that it was seen."""
    steps = STEPS if row.lets_hear(clock.today()) else (Step.SEEN,)
    return [step for step in steps if can(row.state, step, way=row.way)]


def names_somebody(row: Referral, said: Said) -> bool:
    """Whether the suggestion seems to hold the name of somebody; who writes and who reads it may be named."""
    known = row.partner.name, row.partner.contact_person, row.owner.first_name, row.site.name
    return note_check.holds_name(said.suggestion, known=(*known, str(get_setting("jsp_name"))))


def answer(row: Referral, number: int, step: Step, said: Said, *, key: UUID) -> None:
    """Keep what the partner says; said once more it changes nothing. Raises DomainError for what cannot be said now."""
    note_check.check_bsn(said.suggestion, field="suggestion")
    referring.turn(row)
    if not sending.take(key, about=referring.about(row.id)):
        return
    if hold(row, number) is not Hold.OPEN:
        raise DomainError(N_("This link does not take answers any more. Nothing was sent."))
    if row.state in TOLD_ALREADY.get(step, ()):
        return
    _check(row, step, said)
    _keep(row, step, said, key)


def _check(row: Referral, step: Step, said: Said) -> None:
    if step is not Step.SEEN and not row.lets_hear(clock.today()):
        raise DomainError(N_("The young person does not want us to hear how it goes. Nothing was sent."))
    if step is Step.START:
        referring.check_start(row, is_arranged=said.agreed, field="agreed")


def _keep(row: Referral, step: Step, said: Said, key: UUID) -> None:
    referring.move(row, step, of_nobody=True)
    audit.record(Action.PARTNER_ANSWERED, referring.KIND, row.id, of_nobody=True)
    referring.close_tasks(row, *referring.ANSWERED)
    if step is Step.NOT_POSSIBLE:
        row.obstacle, row.waiting_weeks = said.obstacle, said.waiting_weeks
        referring.add_note(row, Side.PARTNER, said.suggestion, id=uuid5(key, "note"))
        referring.add_task(row, TaskKind.NOT_POSSIBLE)
