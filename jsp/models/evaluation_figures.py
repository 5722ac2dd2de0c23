"""What was said of the lessons of a class, as far as somebody may see it: always whole releases, never less."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import contains_eager, defer, joinedload

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.evaluations import Evaluation, EvaluationCount, EvaluationRelease
from jsp.models.ground import SchoolClass
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.models.questionnaires import QuestionnaireVersion
from jsp.rules.class_disclosure import (
    NOTHING,
    Counts,
    Figure,
    Part,
    disclosed,
    disclosed_of_several,
    most_divided,
    pooled,
)
from jsp.rules.evaluation import Audience
from jsp.rules.questionnaire import Item
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Permission


@dataclass(frozen=True, slots=True)
class Release:
    """Evaluations that are shown as one, the first lesson first, with what is shown of each item."""

    id: UUID
    answers: int
    evaluations: Sequence[Evaluation]
    figures: Mapping[str, Figure]

    @property
    def items(self) -> list[Item]:
        """What was asked, in the order of the newest of the questionnaires."""
        found: dict[str, Item] = {}
        for each in reversed(self.evaluations):
            for item in asked(each):
                found.setdefault(item.key, item)
        return list(found.values())

    @property
    def divided(self) -> Item | None:
        """The item about which the class was most divided, by what is shown."""
        key = most_divided(self.figures, [each.key for each in self.items])
        return next((each for each in self.items if each.key == key), None)

    @property
    def seats(self) -> int:
        """How many could fill it in; never fewer than did."""
        return max(sum(each.seats for each in self.evaluations), self.answers)

    def figure(self, item: str) -> Figure:
        """What is shown of an item, also of one that nobody answered."""
        return self.figures.get(item, NOTHING)


class Counted(NamedTuple):
    """The counts of one evaluation, on phones and on paper."""

    phones: dict[str, dict[int, int]]
    paper: dict[str, dict[int, int]]


NOBODY, AT_ONCE = Counted({}, {}), 10_000


def audience_of(user: User) -> Audience:
    """For whom this person looks: workers of the JSP read what was written, and see figures sooner."""
    return Audience.STAFF if user.may(Permission.REVIEW_ANSWERS) else Audience.SCHOOL


def asked(evaluation: Evaluation) -> tuple[Item, ...]:
    """The items that were asked in it."""
    return evaluation.version.content.asked(is_short=evaluation.is_short, is_last=evaluation.is_last)


def get_closed(user: User, id: UUID) -> Evaluation:
    """A closed evaluation of a series of this person, with its lesson; raises NotFoundError for any other."""
    visible = LessonSeries.visible_to(user).with_only_columns(LessonSeries.id)
    query = _with_lesson().where(Evaluation.id == id, Evaluation.series_id.in_(visible))
    found = db.session.scalar(query.where(Evaluation.closed_on.is_not(None)))
    if found is None:
        raise NotFoundError(id)
    return found


def list_closed(series_id: UUID) -> Sequence[Evaluation]:
    """Those of a series that are closed, the first lesson first."""
    return db.session.scalars(
        _with_lesson().where(Evaluation.series_id == series_id, Evaluation.closed_on.is_not(None))
    ).all()


def list_closed_of(series_ids: Collection[UUID]) -> Sequence[Evaluation]:
    """The same of several series."""
    return db.session.scalars(
        _with_lesson().where(Evaluation.series_id.in_(series_ids), Evaluation.closed_on.is_not(None))
    ).all()


def releases(closed: Sequence[Evaluation], audience: Audience) -> list[Release]:
    """What of these evaluations, all that are closed of each of their series, this audience sees; two questions."""
    found: dict[UUID, list[Evaluation]] = defaultdict(list)
    for each in closed:
        id = each.staff_release_id if audience is Audience.STAFF else each.school_release_id
        if id is not None:
            found[id].append(each)
    rows = {row.id: row for row in _rows(closed)}
    counts = _counts(each.id for members in found.values() for each in members)
    return [
        Release(id, rows[id].answers, members, _figures(rows, id, members, counts)) for id, members in found.items()
    ]


def with_results(user: User, series_ids: Collection[UUID]) -> frozenset[UUID]:
    """Of which of these series something was released to this person."""
    query = select(EvaluationRelease.series_id).where(
        EvaluationRelease.series_id.in_(series_ids), EvaluationRelease.audience == audience_of(user)
    )
    return frozenset(db.session.scalars(query.distinct()))


def release_of(evaluation: Evaluation, audience: Audience) -> Release | None:
    """The release with this evaluation in it; None while it waits for others."""
    found = releases(list_closed(evaluation.series_id), audience)
    return next((each for each in found if evaluation.id in {one.id for one in each.evaluations}), None)


def _figures(
    rows: Mapping[UUID, EvaluationRelease], id: UUID, members: Sequence[Evaluation], counts: Mapping[UUID, Counted]
) -> dict[str, Figure]:
    """A release to the school is made of releases to the workers, each of which stands by itself."""
    by_staff: dict[UUID | None, list[Counted]] = defaultdict(list)
    for each in members:
        by_staff[each.staff_release_id].append(counts.get(each.id, NOBODY))
    if rows[id].audience is Audience.STAFF:
        return disclosed(_together(by_staff[id], rows[id].least), least=rows[id].least)
    least = {staff: rows[staff].least for staff in by_staff if staff is not None}
    parts = [Part(_together(by_staff[staff], enough), enough) for staff, enough in least.items()]
    return disclosed_of_several(parts, least=rows[id].least)


def _together(counted: Sequence[Counted], least: int) -> Counts:
    """Of one group; nothing of an item to which so few answered on phones that the paper would not hide them."""
    phones = pooled([each.phones for each in counted])
    both = pooled([*(each.phones for each in counted), *(each.paper for each in counted)])
    heads = {item: sum(of.values()) for item, of in phones.items()}
    return {item: {} if 0 < heads.get(item, 0) < least else of for item, of in both.items()}


def _with_lesson() -> Select[Evaluation]:
    lesson = contains_eager(Evaluation.session).joinedload(LessonSession.lesson).options(defer(SeriesLesson.data))
    series = contains_eager(Evaluation.session).joinedload(LessonSession.series)
    return (
        select(Evaluation)
        .join(Evaluation.session)
        .options(lesson, series.joinedload(LessonSeries.school_class).joinedload(SchoolClass.site))
        .options(series.selectinload(LessonSeries.pairs), series.selectinload(LessonSeries.version))
        .options(joinedload(Evaluation.version).joinedload(QuestionnaireVersion.questionnaire))
        .order_by(LessonSession.on, LessonSession.starts, Evaluation.id)
    )


def _rows(closed: Sequence[Evaluation]) -> Sequence[EvaluationRelease]:
    query = select(EvaluationRelease).where(EvaluationRelease.series_id.in_({each.series_id for each in closed}))
    return db.session.scalars(query).all()


def _counts(ids: Iterable[UUID]) -> Mapping[UUID, Counted]:
    found: dict[UUID, Counted] = defaultdict(lambda: Counted(defaultdict(dict), defaultdict(dict)))
    query = select(
        EvaluationCount.evaluation_id, EvaluationCount.on_paper, EvaluationCount.item, EvaluationCount.score,
        EvaluationCount.count,
    )  # fmt: skip
    left = list(ids)
    while left:  # no database takes any number of them at once
        some, left = left[:AT_ONCE], left[AT_ONCE:]
        for id, on_paper, item, score, count in db.session.execute(
            query.where(EvaluationCount.evaluation_id.in_(some))
        ):
            (found[id].paper if on_paper else found[id].phones)[item][score] = count
    return found
