"""What came of an evaluation, for who may see it: figures of a release, and what pupils wrote as far as it is shown."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from secrets import SystemRandom

from sqlalchemy import func, select

from jsp import audit
from jsp.blueprints.evaluations.service.readable import readable
from jsp.blueprints.evaluations.service.running import KIND
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.evaluation_figures import Release, audience_of, list_closed, release_of, releases
from jsp.models.evaluation_pairs import reads_words
from jsp.models.evaluations import Discussion, Evaluation, OpenAnswer
from jsp.models.lesson_rows import Card, Row
from jsp.rules.class_disclosure import Figure
from jsp.rules.evaluation import AnswerState, Audience
from jsp.rules.questionnaire import Item


@dataclass(frozen=True, slots=True)
class Written:
    """What pupils wrote, in an order that says nothing: those that are shown, and how many are not, or not yet.

    `lost`: how many would be shown, but no key of this installation opens them.
    """

    shown: Sequence[str]
    hidden: int
    waiting: int
    lost: int


@dataclass(frozen=True, slots=True)
class Line:
    """An item through a series: for each release which rows of the series it stands on, and what is shown of it."""

    item: Item
    points: Sequence[tuple[Sequence[int], Figure]]

    def at(self, row: int) -> Figure | None:
        """What is shown of the lesson in that row."""
        return next((figure for rows, figure in self.points if row in rows), None)


@dataclass(frozen=True, slots=True)
class Course:
    """All that a class said in a series. `rows`: its lessons; `evaluations`: by the place of the lesson."""

    rows: Sequence[Row]
    lines: Sequence[Line]
    evaluations: dict[int, Evaluation]
    talked: frozenset[object]


def find_release(evaluation: Evaluation, user: User) -> Release | None:
    """What this person sees of it; None as long as there are too few."""
    return release_of(evaluation, audience_of(user))


def may_read(release: Release, user: User) -> bool:
    """Whether this person reads what pupils wrote; of a release all of it or none, for it hides how few wrote when."""
    return reads_words(user, [each.id for each in release.evaluations])


def read_written(release: Release, *, by: User) -> Written:
    """What the two may read of it, after the workers did; the trail knows who did.

    What is hidden never leaves the database.
    """
    ids = [each.id for each in release.evaluations]
    query = select(OpenAnswer.state, func.count()).where(OpenAnswer.evaluation_id.in_(ids)).group_by(OpenAnswer.state)
    numbers = Counter({state: number for state, number in db.session.execute(query)})
    shown = select(OpenAnswer).where(OpenAnswer.evaluation_id.in_(ids), OpenAnswer.state == AnswerState.SHOWN)
    texts = [each.text for each in readable(db.session.scalars(shown))]
    SystemRandom().shuffle(texts)
    for each in release.evaluations if texts else ():
        audit.record(Action.READ, KIND, each.id, user_id=by.id)
    lost = numbers[AnswerState.SHOWN] - len(texts)
    return Written(texts, numbers[AnswerState.HIDDEN], numbers[AnswerState.WAITING], lost)


def is_school_ready(evaluation: Evaluation) -> bool:
    """Whether the school sees it as well."""
    return evaluation.school_release_id is not None


def course(card: Card, user: User) -> Course:
    """Each item through the lessons of this series alone; an item with another key is another item."""
    closed = list_closed(card.series.id)
    found = releases(closed, audience_of(user))
    places = [row.lesson.position for row in card.rows]
    items = {item.key: item for each in found for item in each.items}
    lines = [
        Line(item, [(_rows_of(each, places), each.figure(key)) for each in found if _asks(each, key)])
        for key, item in items.items()
    ]  # fmt: skip
    talked = select(Discussion.id).where(Discussion.id.in_([each.id for each in closed]))
    by_place = {each.session.lesson.position: each for each in closed}
    return Course(card.rows, lines, by_place, frozenset(db.session.scalars(talked)))


def _rows_of(release: Release, places: list[int]) -> list[int]:
    return [places.index(each.session.lesson.position) for each in release.evaluations]


def _asks(release: Release, key: str) -> bool:
    return key in {item.key for item in release.items}


def for_class(evaluation: Evaluation) -> Release | None:
    """What a class may see on the board, where its mentor stands: no more than the school."""
    return release_of(evaluation, Audience.SCHOOL)
