"""What is agreed on before a talk: what fits its form, how many take part, and what comes next."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from enum import StrEnum

from jsp.rules.note_check import check_bsn
from jsp.rules.refusal import N_, DomainError
from jsp.rules.talk import LEAST_OF_A_PART, MOST_OF_A_PART, MOST_PARTICIPANTS, Part, TalkForm, TalkState

FARTHEST = timedelta(days=1200)  # before or after today
MINUTES = range(5, 481)
USUAL_MINUTES = 75
WITH_PUPILS = (Part.PUPIL, Part.WORKER)
WITHOUT_PUPILS = tuple(part for part in Part if part is not Part.PUPIL)
ONLY_PUPILS = N_("In a talk with pupils only pupils and JSP workers take part.")
ONLY_GROWN_UPS = N_("Pupils take part only in a talk with pupils.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """What is agreed on. `guide`: its code; `invitation`: what who takes part is told beforehand."""

    form: TalkForm
    subject: str
    held_on: date
    starts_at: time | None
    minutes: int
    guide: str
    site_ids: tuple[int, ...]
    programme_id: int | None = None
    theme_id: int | None = None
    invitation: str = ""


class Stage(StrEnum):
    """Where a talk stands, and so what comes next."""

    COMING = "coming"
    TODAY = "today"
    TO_WRITE = "to_write"
    BEING_READ = "being_read"
    TO_APPROVE = "to_approve"
    APPROVED = "approved"


BEFORE = (Stage.COMING, Stage.TODAY)
WAITING = (Stage.TO_APPROVE, Stage.BEING_READ, Stage.TO_WRITE)


def stage(state: TalkState, held_on: date, read_until: date | None, *, today: date) -> Stage:
    """Where it stands on that day. On the last day of reading back it is still being read."""
    if state is TalkState.APPROVED:
        return Stage.APPROVED
    if state is TalkState.READ_BACK:
        return Stage.TO_APPROVE if read_until is not None and read_until < today else Stage.BEING_READ
    if held_on == today:
        return Stage.TODAY
    return Stage.COMING if held_on > today else Stage.TO_WRITE


def parts_of(form: TalkForm) -> tuple[Part, ...]:
    """As what people can take part in a talk of this form."""
    return WITH_PUPILS if form is TalkForm.PUPILS else WITHOUT_PUPILS


def may_have_names(form: TalkForm) -> bool:
    """Whether names may be kept of who takes part: never of a group of pupils (R39)."""
    return form is not TalkForm.PUPILS


def check_plan(plan: Plan, *, today: date) -> None:
    """Refuse what cannot be meant. Raises DomainError with its field."""
    if not plan.subject:
        raise DomainError(N_("Fill in a few words about the subject."), field="subject")
    if abs(plan.held_on - today) > FARTHEST:
        raise DomainError(N_("That day is too far away. Look at the year."), field="held_on")
    if plan.minutes not in MINUTES:
        raise DomainError(
            N_("A talk takes %(least)d to %(most)d minutes."), field="minutes", least=MINUTES[0], most=MINUTES[-1]
        )  # fmt: skip
    if not plan.site_ids:
        raise DomainError(N_("Choose one site at least."), field="sites")
    check_bsn(plan.subject, field="subject")
    check_bsn(plan.invitation, field="invitation")


def check_seats(form: TalkForm, seats: Mapping[Part, int]) -> None:
    """Refuse seats that do not fit the form, too many, and none at all. Raises DomainError with the field of a part."""
    for part, number in seats.items():
        if not 0 <= number <= MOST_OF_A_PART:
            raise DomainError(
                N_("Of each role 0 to %(most)d people can take part."), field=f"seats_{part}", most=MOST_OF_A_PART
            )  # fmt: skip
    wrong = next((part for part, number in seats.items() if number and part not in parts_of(form)), None)
    if wrong is not None:
        told = ONLY_PUPILS if form is TalkForm.PUPILS else ONLY_GROWN_UPS
        raise DomainError(told, field=f"seats_{wrong}")
    if not 1 <= sum(seats.values()) <= MOST_PARTICIPANTS:
        raise DomainError(N_("1 to %(most)d people take part in a talk."), most=MOST_PARTICIPANTS)


def new_numbers(taken: Collection[int], more: int) -> list[int]:
    """The numbers of that many new seats of a role; fewer where there is no room for all.

    They come after those that are there: on somebody's paper a number that was taken away may still stand for another.
    """
    after = range(max(taken, default=0) + 1, MOST_OF_A_PART + 1)
    gaps = (each for each in range(1, max(taken, default=0)) if each not in taken)
    return [*after, *gaps][:more]


def check_keeps_a_holder(active: int) -> None:
    """Refuse to leave a talk without anybody who can see to it. Raises DomainError."""
    if active < 1:
        raise DomainError(N_("Somebody has to hold this talk: let another colleague in first."))


def counted(parts: Iterable[Part], *, to_all: bool) -> list[tuple[Part | None, int]]:
    """How many of each role, in their order. Not `to_all`: a role of one person is counted with the others (None)."""
    seats = Counter(parts)
    shown = [part for part in Part if seats[part] >= (1 if to_all else LEAST_OF_A_PART)]
    others = seats.total() - sum(seats[part] for part in shown)
    return [*((part, seats[part]) for part in shown), *([(None, others)] if others else [])]
