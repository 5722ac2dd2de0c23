"""Who has to say yes before anything about a young person is shared or begun (dossier 6.2; decision 20).

Two decisions are asked apart: sharing these data with this receiver, and starting help there. Who decides differs per
age band and per JSP, for the sources differ: that is a policy, and beside it stands its ground. A receiver can ask for
more than the policy does, never for less. There is no way around it: what may be done without a yes when somebody is in
danger is another path (see `jsp.rules.safety_path`), and it sends nothing from here.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

TEXT_VERSION = "2026-11c"  # of what stands on the cards of consent; another text is another version


class Age(StrEnum):
    """Age as coarse as the law needs it: asked, never counted from a day of birth."""

    UNDER_12 = "under_12"
    FROM_12 = "from_12"
    FROM_16 = "from_16"
    FROM_18 = "from_18"
    UNKNOWN = "unknown"


class Decision(StrEnum):
    """What is said yes or no to."""

    SHARE = "share"
    START = "start"


class Giver(StrEnum):
    """Who says it. A guardian stands in the place of the first parent."""

    YOUNG_PERSON = "young_person"
    PARENT_1 = "parent_1"
    PARENT_2 = "parent_2"


PARENTS = (Giver.PARENT_1, Giver.PARENT_2)


class Custody(StrEnum):
    """Who has parental authority: asked, not assumed."""

    NOT_ASKED = "not_asked"
    ONE = "one"
    TWO = "two"
    GUARDIAN = "guardian"


class Answer(StrEnum):
    """What was said. Thinking about it is no yes."""

    GIVEN = "given"
    REFUSED = "refused"
    THINKING = "thinking"


class Manner(StrEnum):
    """How it was said to the worker who wrote it down."""

    IN_PERSON = "in_person"
    BY_PHONE = "by_phone"
    ON_PAPER = "on_paper"


class Telling(StrEnum):
    """How the parents hear of it, as the young person wants it; `not`: they may not know."""

    TOGETHER = "together"
    SELF_FIRST = "self_first"
    WORKER_CALLS = "worker_calls"
    NOT = "not"


class Who(StrEnum):
    """Who decides in an age band."""

    OWN = "own"
    BOTH = "both"
    PARENTS = "parents"


class ReceiverRule(StrEnum):
    """What a receiver asks beyond the policy."""

    USUAL = "usual"
    PARENTS_UNTIL_16 = "parents_until_16"
    PARENTS_UNTIL_18 = "parents_until_18"


ALSO_PARENTS = {
    ReceiverRule.USUAL: frozenset[Age](),
    ReceiverRule.PARENTS_UNTIL_16: frozenset({Age.UNDER_12, Age.FROM_12}),
    ReceiverRule.PARENTS_UNTIL_18: frozenset({Age.UNDER_12, Age.FROM_12, Age.FROM_16}),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """Who decides, by decision and age band. `unknown`: the band that counts where somebody does not tell the age."""

    who: Mapping[tuple[Decision, Age], Who]
    unknown: Age


@dataclass(frozen=True, slots=True)
class Needed:
    """Whose yes is needed: the own one, and of how many parents (0 to 2)."""

    own: bool
    parents: int

    @property
    def givers(self) -> tuple[Giver, ...]:
        """The same as a list of people."""
        return ((Giver.YOUNG_PERSON,) if self.own else ()) + PARENTS[: self.parents]


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """One answer as it stands. `until`: the last day on which it counts; `packet`: the mark of what it was about."""

    decision: Decision
    giver: Giver
    answer: Answer
    until: date
    packet: str
    receiver: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How far the answers have come: who has yet to say yes, and who said no."""

    missing: tuple[Giver, ...]
    refused: tuple[Giver, ...]

    @property
    def is_complete(self) -> bool:
        """Whether nothing stands in the way any more."""
        return not self.missing and not self.refused


def is_somebody_else(before: Custody, after: Custody) -> bool:
    """Whether who is asked first is another person by now: a guardian for a parent, or the other way round."""
    asked = {before, after} - {Custody.NOT_ASKED}
    return len(asked) > 1 and Custody.GUARDIAN in asked


def needed(
    decision: Decision, age: Age, *, policy: Policy, custody: Custody, receiver: ReceiverRule = ReceiverRule.USUAL
) -> Needed:
    """Whose yes this decision takes. As long as nobody asked who has authority, it takes that of two parents."""
    band = policy.unknown if age is Age.UNKNOWN else age
    who = Who.OWN if band is Age.FROM_18 else policy.who[decision, band]
    if band in ALSO_PARENTS[receiver] and who is Who.OWN:
        who = Who.BOTH
    if who is Who.OWN:
        return Needed(own=True, parents=0)
    return Needed(own=who is Who.BOTH, parents=1 if custody in (Custody.ONE, Custody.GUARDIAN) else 2)


def standing(
    decision: Decision, needs: Needed, given: Iterable[Given], *, packet: str, receiver: int, on: date
) -> Standing:
    """How the answers stand on that day for exactly this packet and this receiver.

    A yes to something else, to somebody else, or of a time that is over, is no yes. Nobody shares against the will of
    the young person, whatever the age; the no of a parent counts where a parent decides.
    """
    of_it = [each for each in given if each.decision is decision]
    yes = {
        each.giver for each in of_it
        if each.answer is Answer.GIVEN and each.until >= on and each.packet == packet and each.receiver == receiver
    }  # fmt: skip
    have_say = {Giver.YOUNG_PERSON, *(PARENTS if needs.parents else ())}
    no = {each.giver for each in of_it if each.answer is Answer.REFUSED} & have_say
    return Standing(_in_order(set(needs.givers) - yes - no), _in_order(no))


def _in_order(givers: Iterable[Giver]) -> tuple[Giver, ...]:
    return tuple(each for each in Giver if each in set(givers))


def disagreeing(given: Sequence[Given], decision: Decision) -> bool:
    """Whether one parent said yes and the other no."""
    said = {each.answer for each in given if each.decision is decision and each.giver in PARENTS}
    return {Answer.GIVEN, Answer.REFUSED} <= said
