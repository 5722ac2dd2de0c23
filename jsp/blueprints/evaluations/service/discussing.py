"""What a class talked about when it saw what it had said, and what it takes along to the next lesson.

What it takes along is for who comes next: the pair of now writes it as well. Notes are of the two who gave the lesson.
"""

from dataclasses import dataclass
from uuid import UUID

from jsp import audit, clock, sending
from jsp.blueprints.evaluations.service.running import KIND, about
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.evaluation_pairs import given_by
from jsp.models.evaluations import Discussion, Evaluation
from jsp.rules import note_check
from jsp.rules.refusal import N_, DomainError, NotFoundError


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What is read to the class: both, or neither."""

    said: str
    doing: str


NO_TALK = Talk(said="", doing="")


def gave_it(evaluation: Evaluation, user: User) -> bool:
    """Whether this person is one of the two who gave the lesson."""
    return evaluation.id in given_by(user, [evaluation.id])


def is_of_pair(evaluation: Evaluation, user: User) -> bool:
    """Whether this person is one of those two, or of the two who give the series by now."""
    return evaluation.session.series.pair.holds(user) or gave_it(evaluation, user)


def check_gave(evaluation: Evaluation, user: User) -> None:
    """Only the two who gave the lesson have notes of the talk; raises NotFoundError for anybody else."""
    if not gave_it(evaluation, user):
        raise NotFoundError(evaluation.id)


def check_pair(evaluation: Evaluation, user: User) -> None:
    """Who has to do with the lesson writes down what the class takes along; raises NotFoundError for anybody else."""
    if not is_of_pair(evaluation, user):
        raise NotFoundError(evaluation.id)


def read(evaluation: Evaluation) -> Talk:
    """What the class reads, or nothing yet."""
    found = db.session.get(Discussion, evaluation.id)
    return Talk(said=found.said, doing=found.doing) if found else NO_TALK


def read_notes(evaluation: Evaluation, *, by: User) -> str:
    """What the two keep for themselves; the trail knows who read it."""
    found = db.session.get(Discussion, evaluation.id)
    if found is None or found.notes_sealed is None:
        return ""
    audit.record(Action.READ, KIND, evaluation.id, user_id=by.id)
    return found.notes


def mark_of(talk: Talk) -> str:
    """To notice that the other one wrote meanwhile."""
    return sending.marked(talk.said, talk.doing)


def mark_of_notes(notes: str) -> str:
    """The same for the notes."""
    return sending.marked(notes)


def write(evaluation: Evaluation, talk: Talk, *, seen: str, key: UUID, by: User) -> None:
    """Write it down. Raises DomainError for half of what the class reads, or where the other one wrote meanwhile."""
    note_check.check_bsn(talk.said, field="said")
    note_check.check_bsn(talk.doing, field="doing")
    if bool(talk.said) != bool(talk.doing):
        raise DomainError(N_("Fill in both: what the class said, and what you do with it next time."),
                          field="doing" if talk.said else "said")  # fmt: skip
    if sending.take(key, about=about(evaluation.session_id)):
        found = _row(evaluation)
        sending.check_unchanged(seen, mark_of(Talk(said=found.said, doing=found.doing)), sending.IN_SIGHT)
        found.said, found.doing = talk.said, talk.doing
        _written(found, by)


def write_notes(evaluation: Evaluation, notes: str, *, seen: str, key: UUID, by: User) -> None:
    """Write the notes of the two down. Raises DomainError where the other one wrote meanwhile."""
    note_check.check_bsn(notes, field="notes")
    if sending.take(key, about=about(evaluation.session_id)):
        found = _row(evaluation)
        sending.check_unchanged(seen, mark_of_notes(found.notes), sending.IN_SIGHT)
        found.notes = notes
        _written(found, by)


def _row(evaluation: Evaluation) -> Discussion:
    """As it stands now that it is our turn; begun where nothing was written down yet."""
    found = db.session.get(Discussion, evaluation.id)
    if found is None:
        found = Discussion(id=evaluation.id, written_on=clock.today())
        db.session.add(found)
        db.session.flush()
    look_again(found)
    return found


def _written(found: Discussion, by: User) -> None:
    found.written_on = clock.today()
    audit.record(Action.RECORDED, KIND, found.id, user_id=by.id)
