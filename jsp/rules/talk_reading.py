"""Reading back: what a link shows, and when a text may be read back and approved (R65)."""

from datetime import date, timedelta
from enum import StrEnum

from jsp.rules.refusal import N_, DomainError
from jsp.rules.talk import TalkState

USUAL_DAYS = 14
MOST_DAYS = 90
NO_TEXT = N_("There is no text yet. Write it first, then let everybody read it back.")
NOT_HELD = N_("The talk is still to come. It can be read back once it was held.")
TOO_SOON = N_("Choose a day that is not over yet.")
TOO_LATE = N_("Choose a day at most %(most)d days from now.")
NOT_ALL = N_("Not everybody has read it, and there is still time until the last day. Tick that you approve it anyway.")
WAITING = N_("Names of your list still stand in what was written down. Replace them first.")
LOOK_FIRST = N_("Look first at what was put right, taken back or remarked.")
TICK_SO = N_("Something still looks like a name, a number or an address. Look at it, or tick that it may be read so.")
TICK_STAYS = N_("Something in the text looks like a way to reach somebody. Look at it, and tick that it may stay.")
CLOSED = N_("The text is not open for reading back now. Look at how it stands.")


class Phase(StrEnum):
    """What the link of a participant shows."""

    INVITED = "invited"
    WRITING = "writing"
    READING = "reading"
    APPROVED = "approved"


PHASES = {TalkState.READ_BACK: Phase.READING, TalkState.APPROVED: Phase.APPROVED}


def phase(state: TalkState, held_on: date, today: date) -> Phase:
    """How far it is, for who took part; on the day itself the link is still the invitation."""
    return PHASES.get(state) or (Phase.INVITED if today <= held_on else Phase.WRITING)


def usual_end(today: date) -> date:
    """The last day of reading back where nobody chose one."""
    return today + timedelta(days=USUAL_DAYS)


def check_start(*, texts: int, held_on: date, until: date, today: date) -> None:
    """Refuse to let read back what is not there, or until a day that makes no sense. Raises DomainError."""
    if not texts:
        raise DomainError(NO_TEXT)
    if held_on > today:
        raise DomainError(NOT_HELD)
    if until < today:
        raise DomainError(TOO_SOON, field="until")
    if until > today + timedelta(days=MOST_DAYS):
        raise DomainError(TOO_LATE, field="until", most=MOST_DAYS)


def is_ripe(*, read_until: date, today: date, unread: int) -> bool:
    """Whether everybody read it, or the last day is over."""
    return unread == 0 or today > read_until


def check_ripe(*, read_until: date, today: date, unread: int, anyway: bool) -> None:
    """Refuse to approve what is still being read, where nobody said that it is meant so. Raises DomainError."""
    if not anyway and not is_ripe(read_until=read_until, today=today, unread=unread):
        raise DomainError(NOT_ALL, field="anyway")


def check_replaced(waiting: int) -> None:
    """Refuse while names of the list stand in what is to be read. Raises DomainError."""
    if waiting:
        raise DomainError(WAITING)


def check_looked_at(unseen: int) -> None:
    """Refuse while nobody looked at what those who took part put right. Raises DomainError."""
    if unseen:
        raise DomainError(LOOK_FIRST)


def check_may_stay(found: int, *, why: str, said: bool) -> None:
    """Refuse what looks as if it leads to somebody, where nobody said that it may stay. Raises DomainError."""
    if found and not said:
        raise DomainError(why, field="looked")


def check_reading(state: TalkState) -> None:
    """Refuse to change words of which no reading back goes on. Raises DomainError."""
    if state is not TalkState.READ_BACK:
        raise DomainError(CLOSED)
