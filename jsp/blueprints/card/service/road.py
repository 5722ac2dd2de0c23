"""The way of a referral as dots: what is behind us, where it is now, what is still to come."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from jsp.models.referrals import Referral
from jsp.rules.referral import NOT_OUT, State, Way


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


def dots_of(row: Referral) -> list[Dot]:
    """The way it goes: what is behind us with its day, where it is now, and what is still to come."""
    days = _days(row)
    if row.way is Way.SELF_CONTACT and row.state is not State.WITHDRAWN:
        return [Dot(Stop.AGREED, Look.HERE, row.made_on)]
    here = Stop.AGREED if row.state in NOT_OUT else Stop(row.state)
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
