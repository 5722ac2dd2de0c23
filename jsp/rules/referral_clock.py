"""When a referral that nobody touches is looked after: a reminder, a call, the end, and erasing."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from jsp.rules.referral import CLOSED, NOT_OUT, SHARED, State

SILENT = frozenset({State.SENT, State.RECEIVED})  # somebody should say something


class Due(StrEnum):
    """What it is time for."""

    DELETE = "delete"  # all of it
    ERASE = "erase"  # who it was about, and what was shared
    LAPSE = "lapse"  # the same while it is under way: nobody says yes any more, and the partner has to hear that
    EXPIRE = "expire"  # nobody answered
    NUDGE = "nudge"  # remind the partner, once
    CALL = "call"  # let the worker call


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The settings, each in days."""

    nudge: int
    call: int
    link: int
    identity: int
    referral: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """What the clocks go by. `made_on`: of the link that is out; `share_until`: the last day on which all yes count.

    `called_on`: the day since which its worker was asked to call. `may_nudge`: there is a link to remind of by mail.
    """

    state: State
    moved_on: date
    closed_on: date | None
    share_until: date | None
    made_on: date | None
    called_on: date | None
    may_nudge: bool
    is_erased: bool


def due(it: Standing, today: date, days: Days) -> Due | None:
    """What it is time for on that day, the gravest first; None for nothing."""
    if _is_forgotten(it, today, days):
        return Due.DELETE
    if not it.is_erased and (over := _over(it, today, days)) is not None:
        return over
    if it.state not in SILENT or it.made_on is None:
        return None
    if it.state is State.SENT and today > it.made_on + timedelta(days=days.link):
        return Due.EXPIRE
    if it.state is State.SENT and it.may_nudge and today >= it.made_on + timedelta(days=days.nudge):
        return Due.NUDGE
    since = max(it.made_on, it.moved_on)
    was_asked = it.called_on is not None and it.called_on >= since
    return Due.CALL if not was_asked and today >= since + timedelta(days=days.call) else None


def _is_forgotten(it: Standing, today: date, days: Days) -> bool:
    """Ended, or erased and never ended, so long ago that nobody has to account for it; or begun and left lying."""
    if it.state in CLOSED:
        return it.closed_on is not None and today > it.closed_on + timedelta(days=days.referral)
    if it.state not in NOT_OUT:
        return it.is_erased and today > it.moved_on + timedelta(days=days.referral)
    return today > it.moved_on + timedelta(days=days.identity)


def _over(it: Standing, today: date, days: Days) -> Due | None:
    """Nobody needs any more who it was about, or nobody says yes any more to its being shared."""
    if it.state in CLOSED:
        is_old = it.closed_on is not None and today > it.closed_on + timedelta(days=days.identity)
        return Due.ERASE if is_old else None
    is_lapsed = it.state in SHARED and (it.share_until is None or today > it.share_until)
    return Due.LAPSE if is_lapsed else None
