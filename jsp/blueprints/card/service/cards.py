"""What stands on a card: how far it is, what is shared and what is not, and whose yes it goes by."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hmac import compare_digest
from uuid import UUID

from jsp import clock, referring
from jsp.models.consents import Consent
from jsp.models.referral_rows import find_referral
from jsp.models.referrals import Referral, ReferralNote
from jsp.rules import passport
from jsp.rules.consent import Decision, Giver
from jsp.rules.passport import Line
from jsp.rules.referral import Side, State, Step, TaskKind, Way, can

NOT_SENT = frozenset({State.DRAFT, State.AWAITING_CONSENT})


class Stop(StrEnum):
    """A place on the way of a referral."""

    AGREED = "agreed"
    SENT = "sent"
    RECEIVED = "received"
    STARTED = "started"
    COMPLETED = "completed"
    NOT_STARTED = "not_started"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Look(StrEnum):
    """How a stop stands: behind us, where we are, still to come."""

    DONE = "done"
    HERE = "here"
    TO_COME = "to_come"


@dataclass(frozen=True, slots=True)
class Dot:
    """One stop, with its day where it has one."""

    stop: Stop
    look: Look
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """One answer; `counts`: it is about exactly what the card now shows, and not too old."""

    consent: Consent
    counts: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """All that one card shows beside the referral itself. `own_words`: what who holds it said, with the day."""

    dots: list[Dot]
    shared: list[Line]
    held_back: list[Line]
    answers: list[Answered]
    missing: list[Giver]
    own_words: list[tuple[date, str]]
    is_partner_told: bool
    may_stop: bool


def find_card(id: UUID, lookup: str) -> Referral | None:
    """The referral of a card; None where it is gone, and where another code took the place of this one."""
    row = find_referral(id)
    return row if row is not None and compare_digest(row.card_lookup or "", lookup) else None


def card_of(row: Referral) -> Card:
    """What its card shows today."""
    lines = referring.read_packet(row)
    return Card(
        dots=dots_of(row), shared=passport.shared(lines),
        held_back=[each for each in passport.in_order(lines) if each.text and not each.is_ticked],
        answers=_answers(row), missing=_missing(row), own_words=_own_words(row),
        is_partner_told=not any(each.kind is TaskKind.TELL_PARTNER and each.done_on is None for each in row.tasks),
        may_stop=can(row.state, Step.WITHDRAW, way=row.way),
    )  # fmt: skip


def dots_of(row: Referral) -> list[Dot]:
    """The way it goes: what is behind us with its day, where it is now, and what is still to come."""
    days = _days(row)
    if row.way is Way.SELF_CONTACT and row.state is not State.WITHDRAWN:
        return [Dot(Stop.AGREED, Look.HERE, row.made_on)]
    here = Stop.AGREED if row.state in NOT_SENT else Stop(row.state)
    done = [stop for stop, day in days.items() if day is not None and stop is not here]
    to_come = [stop for stop in list(days)[list(days).index(here) + 1 :] if row.is_open] if here in days else []
    return [
        *(Dot(stop, Look.DONE, days[stop]) for stop in done),
        Dot(here, Look.HERE, days.get(here) or row.closed_on),
        *(Dot(stop, Look.TO_COME) for stop in to_come),
    ]


def _days(row: Referral) -> dict[Stop, date | None]:
    ended = row.closed_on if row.state is State.COMPLETED else None
    return {
        Stop.AGREED: row.made_on, Stop.SENT: row.sent_on, Stop.RECEIVED: row.received_on,
        Stop.STARTED: row.started_on, Stop.COMPLETED: ended,
    }  # fmt: skip


def _answers(row: Referral) -> list[Answered]:
    """The last that everybody said, also where it was taken back."""
    today, last = clock.today(), {}
    for each in row.consents:
        if each.ended_on is None or each.is_withdrawn:
            last[each.decision, each.giver] = each
    order = {each: at for at, each in enumerate((*Decision, *Giver))}
    ranked = sorted(last.values(), key=lambda each: (order[each.decision], order[each.giver]))
    return [Answered(each, _counts(row, each, today)) for each in ranked]


def _counts(row: Referral, each: Consent, today: date) -> bool:
    is_about_this = each.packet_mark == row.packet_mark and each.partner_id == row.partner_id
    return each.ended_on is None and each.until >= today and is_about_this


def _missing(row: Referral) -> list[Giver]:
    """Who has yet to say yes before anything can be sent."""
    return list(referring.standing(row, Decision.SHARE).missing) if row.state is State.AWAITING_CONSENT else []


def _own_words(row: Referral) -> list[tuple[date, str]]:
    def words(note: ReferralNote) -> tuple[date, str]:
        return note.on, referring.read_note(row, note)

    return [words(each) for each in row.notes if each.side is Side.YOUNG_PERSON]
