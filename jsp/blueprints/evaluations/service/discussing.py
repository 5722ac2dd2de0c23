"""What a class talked about when it saw what it had said, and what it takes along to the next lesson."""

from dataclasses import dataclass
from uuid import UUID

from jsp import audit, clock, sending
from jsp.blueprints.evaluations.service.running import KIND, about
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.evaluations import Discussion, Evaluation
from jsp.rules import note_check
from jsp.rules.refusal import N_, DomainError, NotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """Notes for the pair; `said` and `doing` are read to the class."""

    notes: str
    said: str
    doing: str


def check_pair(evaluation: Evaluation, user: User) -> None:
    """Only the two who give these lessons write down what was said; raises NotFoundError for anybody else."""
    if not evaluation.session.series.pair.holds(user):
        raise NotFoundError(evaluation.id)


def is_of_pair(evaluation: Evaluation, user: User) -> bool:
    """Whether this person is one of the two."""
    return evaluation.session.series.pair.holds(user)


def read(evaluation: Evaluation, *, by: User) -> Talk:
    """As it was written down, or empty; the trail knows who read the notes."""
    found = db.session.get(Discussion, evaluation.id)
    if found is None:
        return Talk(notes="", said="", doing="")
    if found.notes_sealed is not None:
        audit.record(Action.READ, KIND, evaluation.id, user_id=by.id)
    return Talk(notes=found.notes, said=found.said, doing=found.doing)


def mark_of(talk: Talk) -> str:
    """To notice that the other one wrote meanwhile."""
    return sending.marked(talk.notes, talk.said, talk.doing)


def write(evaluation: Evaluation, talk: Talk, *, seen: str, key: UUID, by: User) -> None:
    """Write it down. Raises DomainError for half of what the class reads, or where the other one wrote meanwhile."""
    _check(talk)
    if not sending.take(key, about=about(evaluation.session_id)):
        return
    found = db.session.get(Discussion, evaluation.id)
    if found is None:
        found = Discussion(id=evaluation.id, written_on=clock.today())
        db.session.add(found)
        db.session.flush()
    look_again(found)
    sending.check_unchanged(seen, mark_of(Talk(notes=found.notes, said=found.said, doing=found.doing)),
                            sending.IN_SIGHT)  # fmt: skip
    found.notes, found.said, found.doing = talk.notes, talk.said, talk.doing
    found.written_on = clock.today()
    audit.record(Action.RECORDED, KIND, evaluation.id, user_id=by.id)


def _check(talk: Talk) -> None:
    for field in ("notes", "said", "doing"):
        note_check.check_bsn(getattr(talk, field), field=field)
    if bool(talk.said) != bool(talk.doing):
        raise DomainError(N_("Fill in both: what the class said, and what you do with it next time."),
                          field="doing" if talk.said else "said")  # fmt: skip
