"""What the page of a referral shows: its steps with their days, what can be done with it, what was said."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jsp.models.consents import Consent
from jsp.models.referrals import Referral, ReferralTask
from jsp.rules import referral
from jsp.rules.consent import Answer, Decision, Giver
from jsp.rules.referral import Side, State, Step, Way
from jsp.verbs import consenting, partner_links, referring


class Stop(StrEnum):
    """A step of a referral as its page shows it."""

    MADE = "made"
    YES = "yes"
    SENT = "sent"
    SEEN = "seen"
    STARTED = "started"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Mark:
    """One step: on which day it was, or that it has yet to come. `shape`: given, next, open or off."""

    stop: Stop
    on: date | None
    shape: str


@dataclass(frozen=True, slots=True)
class Said:
    """A few words that somebody left."""

    side: Side
    on: date
    text: str


ALONE = (Stop.MADE, Stop.ENDED)
HOW_IT_GOES = frozenset({Step.START, Step.NOT_POSSIBLE, Step.FINISH})
ENDINGS = {State.COMPLETED: "given"}


def track(row: Referral) -> list[Mark]:
    """The steps in their order; of the first that has no day it is the turn, as long as it is open."""
    days = {
        Stop.MADE: row.made_on, Stop.YES: yes_on(row), Stop.SENT: row.sent_on, Stop.SEEN: row.received_on,
        Stop.STARTED: row.started_on, Stop.ENDED: row.closed_on,
    }  # fmt: skip
    stops = ALONE if row.way is Way.SELF_CONTACT else tuple(Stop)
    done = [at for at, stop in enumerate(stops) if days[stop] is not None]
    turn = max(done) + 1
    return [Mark(stop, days[stop], _shape(row, stop, days[stop], at == turn)) for at, stop in enumerate(stops)]


def _shape(row: Referral, stop: Stop, on: date | None, is_turn: bool) -> str:
    if stop is Stop.ENDED and on is not None:
        return ENDINGS.get(row.state, "off")
    return "given" if on is not None else "next" if is_turn and row.is_open else "open"


def yes_on(row: Referral) -> date | None:
    """The day of the last yes to sharing, once it was sent or all have said it."""
    given = [each.given_on for each in row.consents if each.decision is Decision.SHARE and each.answer is Answer.GIVEN]
    is_whole = row.sent_on is not None or (row.state is State.AWAITING_CONSENT and referring.may_share(row))
    return max(given, default=None) if is_whole else None


def steps(row: Referral, today: date) -> set[Step]:
    """What can happen to it now; how it goes is not for us to keep where the young person lets nobody hear it."""
    untold = frozenset() if row.lets_hear(today) else HOW_IT_GOES
    return {step for step in Step if step not in untold and referral.can(row.state, step, way=row.way)}


def is_changed(row: Referral) -> bool:
    """Whether a yes stands to something else than what now stands there, as when the partner was changed since.

    What is out then gets no new link, and nobody is reminded of it (`jsp.verbs.partner_links.renew`).
    """
    if row.is_shared:
        return not referring.is_same_receiver(row)
    return row.state is State.AWAITING_CONSENT and any(
        each.ended_on is None and each.decision is Decision.SHARE and each.answer is Answer.GIVEN
        and each.packet_mark != row.packet_mark for each in row.consents
    )  # fmt: skip


def has_yes(row: Referral) -> bool:
    """Whether somebody's yes stands that can be taken back; after a no of the young person there is nothing to."""
    return not said_no(row) and any(each.answer is Answer.GIVEN and each.ended_on is None for each in row.consents)


def said_no(row: Referral) -> bool:
    """Whether the young person said no to what is asked now."""
    own = consenting.said(row, Decision.SHARE, Giver.YOUNG_PERSON)
    return row.state is State.AWAITING_CONSENT and own is not None and own.answer is Answer.REFUSED


def answers(row: Referral) -> list[Consent]:
    """What was said to sharing and to starting, the newest first."""
    return sorted(row.consents, key=lambda each: -each.id)


def said(row: Referral) -> list[Said]:
    """The words that were left, for the worker of it alone."""
    if row.key_sealed is None:
        return []
    return [Said(each.side, each.on, referring.read_note(row, each)) for each in row.notes]


def open_tasks(row: Referral) -> list[ReferralTask]:
    """What is still to do for it."""
    return [each for each in row.tasks if each.done_on is None]


@dataclass(frozen=True, slots=True)
class Door:
    """How the partner comes in: the code to say by phone and the address, as long as the link is open."""

    code: str
    address: str


def door(row: Referral, today: date) -> Door | None:
    """None where nothing is out, or the link is closed."""
    if not row.is_shared or not partner_links.shows_packet(row, today):
        return None
    return Door(partner_links.code(row), partner_links.address(row))
