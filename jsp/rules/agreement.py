"""An agreement of a class on its way into the school: which step may follow which, and what it may say."""

from datetime import date, timedelta

from jsp.rules import note_check
from jsp.rules.refusal import N_, DomainError
from jsp.rules.session import AgreementState as State

WAY = (State.CLASS, State.PROPOSED, State.ADOPTED, State.CHECKED)
MOST_YEARS_AHEAD = 3


def next_step(state: State) -> State | None:
    """What comes after it; what was checked can be checked again. None for one that was dropped."""
    if state is State.DROPPED:
        return None
    return WAY[min(WAY.index(state) + 1, len(WAY) - 1)]


def step_back(state: State) -> State | None:
    """What came before it; None where nothing did."""
    return WAY[WAY.index(state) - 1] if state in WAY[1:] else None


def is_reached(state: State, step: State) -> bool:
    """Whether an agreement that stands there has that step of the way behind it."""
    return state in WAY and WAY.index(step) <= WAY.index(state)


def check_step(state: State, to: State, *, before: State | None = None) -> None:
    """Refuse a step that cannot follow; `before`: where one that was dropped stood. Raises DomainError."""
    if to not in (next_step(state), step_back(state), before if state is State.DROPPED else State.DROPPED):
        raise DomainError(N_("This step cannot be taken from where the agreement stands now."))


def check_words(text: str, *, field: str, missing: str) -> None:
    """Refuse no words at all (told as `missing`), and a citizen service number in them. Raises DomainError."""
    if not text:
        raise DomainError(missing, field=field)
    note_check.check_bsn(text, field=field)


def propose_look_again(day: date | None, *, since: date, today: date) -> date | None:
    """The day that was chosen to look again; where that has come, as much later as it was `since` it was chosen."""
    if day is None or day > today:
        return day
    return today + max(day - since, timedelta(days=1))


def check_look_again(day: date | None, *, today: date) -> None:
    """Refuse a day to look again that is over or far away; None is fine. Raises DomainError."""
    if day is not None and day <= today:
        raise DomainError(N_("Choose a day after today."), field="check_on")
    if day is not None and day.year > today.year + MOST_YEARS_AHEAD:
        raise DomainError(N_("This year lies too far away. Is there a typing error in it?"), field="check_on")
