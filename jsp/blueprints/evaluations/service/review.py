"""What pupils wrote goes to the workers of the JSP first, who hide names and cries for help from everybody else."""

from dataclasses import dataclass
from secrets import SystemRandom
from uuid import UUID

from sqlalchemy import select, update

from jsp import audit, sending
from jsp.blueprints.evaluations.service.running import KIND, about
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.evaluations import Discussion, Evaluation, OpenAnswer
from jsp.rules.evaluation import AnswerState
from jsp.rules.refusal import N_, DomainError, NotFoundError

TALKED = N_("The class has talked about it. What is hidden stays hidden.")


@dataclass(frozen=True, slots=True)
class Pile:
    """What was written, in an order that is another one at each look. `is_talked`: the class talked about it already.

    From then on what is hidden is not read again, not even here.
    """

    answers: list[OpenAnswer]
    is_talked: bool

    @property
    def waiting(self) -> int:
        """How many nobody judged yet."""
        return sum(each.state is AnswerState.WAITING for each in self.answers)

    @property
    def to_read(self) -> list[OpenAnswer]:
        """Those of which the text may be read."""
        return [each for each in self.answers if not (self.is_talked and each.state is AnswerState.HIDDEN)]

    @property
    def gone(self) -> int:
        """How many are hidden for good."""
        return len(self.answers) - len(self.to_read)


def read_pile(evaluation: Evaluation, *, by: User) -> Pile:
    """All that was written, what nobody judged yet first; the trail knows who read it."""
    found = list(db.session.scalars(select(OpenAnswer).where(OpenAnswer.evaluation_id == evaluation.id)))
    SystemRandom().shuffle(found)
    found.sort(key=lambda each: each.state is not AnswerState.WAITING)
    if found:
        audit.record(Action.READ, KIND, evaluation.id, user_id=by.id)
    return Pile(found, _is_talked(evaluation))


def judge(evaluation: Evaluation, id: UUID, state: AnswerState, *, key: UUID, by: User, is_worry: bool = False) -> None:
    """Show it or hide it. Raises DomainError for showing what was hidden when the class talked about it.

    A worrying one is hidden. Of what stands in it nothing is kept anywhere else.
    """
    if not sending.take(key, about=about(evaluation.session_id)):
        return
    answer = db.session.get(OpenAnswer, id)
    if answer is None or answer.evaluation_id != evaluation.id:
        raise NotFoundError(id)
    look_again(answer)
    is_shown_again = answer.state is AnswerState.HIDDEN and state is AnswerState.SHOWN
    if is_shown_again and _is_talked(evaluation):
        raise DomainError(TALKED)
    answer.state, answer.is_worry = state, is_worry
    audit.record(Action.TRIAGED, KIND, evaluation.id, user_id=by.id)


def show_rest(evaluation: Evaluation, *, key: UUID, by: User) -> None:
    """Show all that nobody judged yet."""
    if sending.take(key, about=about(evaluation.session_id)):
        waiting = OpenAnswer.evaluation_id == evaluation.id, OpenAnswer.state == AnswerState.WAITING
        db.session.execute(update(OpenAnswer).where(*waiting).values(state=AnswerState.SHOWN))
        audit.record(Action.TRIAGED, KIND, evaluation.id, user_id=by.id)


def _is_talked(evaluation: Evaluation) -> bool:
    return db.session.get(Discussion, evaluation.id) is not None
