"""What a pair agreed on working together: the two who give a series write and read it, and nobody else.

A new pair begins empty; what the old pair wrote stays theirs to read.
"""

from dataclasses import dataclass
from uuid import UUID

from jsp import audit, clock, sending
from jsp.extensions import look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.lesson_rows import Card
from jsp.models.lessons import SeriesPair
from jsp.rules import note_check
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.session import Side
from jsp.verbs import planning

KIND = "series_pair"
SHARED = ("goal", "lead", "feedback")  # both write these; what somebody expects is for each to write


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """What one of the pair fills in; `expects`: of oneself and of the other."""

    goal: str
    expects: str
    lead: str
    feedback: str


def find_pair(card: Card, user: User) -> SeriesPair | None:
    """The pair of which this person is one, the present one first."""
    pairs = sorted(card.series.pairs, key=lambda each: (each.until is None, each.id), reverse=True)
    return next((each for each in pairs if each.holds(user)), None)


def get_pair(card: Card, user: User) -> SeriesPair:
    """The same; raises NotFoundError for who was never one of the two."""
    pair = find_pair(card, user)
    if pair is None:
        raise NotFoundError(user.id)
    return pair


def side_in(pair: SeriesPair, user: User) -> Side:
    """Which of the two this person is."""
    return Side.TEACHER if user.id == pair.teacher_id else Side.WORKER


def read(pair: SeriesPair, user: User) -> Agreed:
    """What was agreed, with what this person expects; the trail knows who read it."""
    audit.record(Action.READ, KIND, pair.id)
    return _agreed(pair, user)


def expected_by_other(pair: SeriesPair, user: User) -> str:
    """What the other one wrote."""
    return pair.worker_expects if side_in(pair, user) is Side.TEACHER else pair.teacher_expects


def mark_of(pair: SeriesPair) -> str:
    """What both may write, to notice that the other one did meanwhile, or that it is another pair by now."""
    return sending.marked(pair.id, *(getattr(pair, name) for name in SHARED))


def agree(pair: SeriesPair, agreed: Agreed, *, seen: str, key: UUID, by: User) -> None:
    """Write it down. Raises DomainError for a BSN, for an old pair, and where the other one wrote meanwhile."""
    for name in (*SHARED, "expects"):
        note_check.check_bsn(getattr(agreed, name), field=name)
    if not sending.take(key, about=planning.about(pair.series_id)):
        return
    look_again(pair)
    if pair.until is not None:
        raise DomainError(N_("Others give these lessons by now. What you agreed on stays as it is."))
    sending.check_unchanged(seen, mark_of(pair), sending.IN_SIGHT)
    for name in SHARED:
        setattr(pair, name, getattr(agreed, name))
    setattr(pair, f"{side_in(pair, by)}_expects", agreed.expects)
    pair.agreed_on = clock.today()
    audit.record(Action.RECORDED, KIND, pair.id)


def _agreed(pair: SeriesPair, user: User) -> Agreed:
    own = pair.teacher_expects if side_in(pair, user) is Side.TEACHER else pair.worker_expects
    return Agreed(goal=pair.goal, expects=own, lead=pair.lead, feedback=pair.feedback)
