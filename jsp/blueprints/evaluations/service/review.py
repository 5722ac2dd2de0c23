"""What pupils wrote goes to the workers of the JSP first, who hide names and cries for help from everybody else."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from secrets import SystemRandom
from uuid import UUID

from sqlalchemy import select, update

from jsp import audit, sending
from jsp.blueprints.evaluations.service.readable import readable
from jsp.blueprints.evaluations.service.running import KIND, about
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.evaluations import Discussion, Evaluation, OpenAnswer
from jsp.rules.evaluation import AnswerState
from jsp.rules.pile import order_of, word_of
from jsp.rules.refusal import N_, DomainError, NotFoundError

TALKED = N_("The class has talked about it. What is hidden stays hidden.")
WORRIES = N_("Somebody marked this answer as worrying, so it is not shown with one tap.")


@dataclass(frozen=True, slots=True)
class Pile:
    """What was written, in an order that is another one at each visit. `is_talked`: the class talked about it already.

    From then on what is hidden is not read again, not even here. `lost`: how many no key of this installation opens.
    `order`: how they lie, for the next page of this visit.
    """

    answers: list[OpenAnswer]
    is_talked: bool
    lost: int
    order: str

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


def read_pile(evaluation: Evaluation, order: str, *, by: User) -> Pile:
    """All that was written; the trail knows who read it.

    They lie as in the `order` of an earlier page of this visit, else anew, with what nobody judged yet on top.
    """
    query = select(OpenAnswer).where(OpenAnswer.evaluation_id == evaluation.id).order_by(OpenAnswer.id)
    found = db.session.scalars(query).all()
    opened = readable(found)
    if opened:
        audit.record(Action.READ, KIND, evaluation.id, user_id=by.id)
    places = order_of(order, len(opened)) or _laid_anew(opened)
    answers = [opened[at] for at in places]
    return Pile(answers, is_talked(evaluation), len(found) - len(opened), word_of(places))


def _laid_anew(answers: Sequence[OpenAnswer]) -> list[int]:
    order = list(range(len(answers)))
    SystemRandom().shuffle(order)
    return sorted(order, key=lambda at: answers[at].state is not AnswerState.WAITING)


def get_worrying(evaluation: Evaluation, id: UUID, *, by: User) -> OpenAnswer:
    """One that somebody marked as worrying; raises NotFoundError for another, and for all once the class talked."""
    found = _get(evaluation, id)
    if not found.is_worry or is_talked(evaluation):
        raise NotFoundError(id)
    audit.record(Action.READ, KIND, evaluation.id, user_id=by.id)
    return found


def judge(
    evaluation: Evaluation, id: UUID, state: AnswerState, *, key: UUID, by: User, is_worry: bool = False,
    is_sure: bool = False,
) -> None:  # fmt: skip
    """Show it or hide it. Raises DomainError for showing what was hidden when the class talked about it.

    A worrying one is hidden, and shown only by who `is_sure`. Of what stands in it nothing is kept anywhere else.
    """
    if not sending.take(key, about=about(evaluation.session_id)):
        return
    answer = _get(evaluation, id)
    look_again(answer)
    if state is AnswerState.SHOWN:
        _check_shown(evaluation, answer, is_sure=is_sure)
    answer.state, answer.is_worry = state, is_worry or (answer.is_worry and state is AnswerState.HIDDEN)
    audit.record(Action.TRIAGED, KIND, evaluation.id, user_id=by.id)


def _check_shown(evaluation: Evaluation, answer: OpenAnswer, *, is_sure: bool) -> None:
    if answer.state is AnswerState.HIDDEN and is_talked(evaluation):
        raise DomainError(TALKED)
    if answer.is_worry and not is_sure:
        raise DomainError(WORRIES)


def show_rest(evaluation: Evaluation, on_page: Collection[UUID], *, key: UUID, by: User) -> None:
    """Show those that stood on the page and that nobody judged yet; nothing that nobody read."""
    if sending.take(key, about=about(evaluation.session_id)):
        waiting = (
            OpenAnswer.evaluation_id == evaluation.id, OpenAnswer.state == AnswerState.WAITING,
            OpenAnswer.id.in_(on_page),
        )  # fmt: skip
        db.session.execute(update(OpenAnswer).where(*waiting).values(state=AnswerState.SHOWN))
        audit.record(Action.TRIAGED, KIND, evaluation.id, user_id=by.id)


def _get(evaluation: Evaluation, id: UUID) -> OpenAnswer:
    found = db.session.get(OpenAnswer, id)
    if found is None or found.evaluation_id != evaluation.id:
        raise NotFoundError(id)
    return found


def is_talked(evaluation: Evaluation) -> bool:
    """Whether it is written down what came of the talk with the class."""
    return db.session.get(Discussion, evaluation.id) is not None
