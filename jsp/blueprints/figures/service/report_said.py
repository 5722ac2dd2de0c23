"""What pupils said after lessons, on the whole: made of figures that the school sees already, class by class."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.evaluation_figures import Release, list_closed_of, releases
from jsp.models.evaluations import Evaluation
from jsp.models.ground import SchoolClass
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.rules.evaluation import Audience
from jsp.rules.questionnaire import Item
from jsp.rules.year_report import LEAST_CLASSES, mean_of_classes


@dataclass(frozen=True, slots=True)
class Said:
    """After lessons of one programme. `lessons`, `classes`: after how many the school sees what was said.

    `items`: the mean of the classes on the five faces, and of how many classes; none where those are too few.
    """

    name: str
    lessons: int
    classes: int
    items: Sequence[tuple[Item, Decimal, int]]

    @property
    def is_few(self) -> bool:
        """Whether there are too few classes for a mean."""
        return self.classes < LEAST_CLASSES


def said_of(site_id: int, first: date, last: date) -> list[Said]:
    """By programme, in the order of their names: of what was released to the school, and of nothing else."""
    by_programme: dict[str, dict[UUID, list[Release]]] = defaultdict(lambda: defaultdict(list))
    for each in releases(list_closed_of(_series_with(site_id, first, last)), Audience.SCHOOL):
        held = each.evaluations[-1].session
        if first <= held.on <= last:
            by_programme[held.series.version.content.name][held.series.id].append(each)
    return [_said(name, list(of.values())) for name, of in sorted(by_programme.items())]


def _series_with(site_id: int, first: date, last: date) -> set[UUID]:
    query = (
        select(Evaluation.series_id)
        .join(LessonSession, LessonSession.id == Evaluation.session_id)
        .join(LessonSeries, LessonSeries.id == Evaluation.series_id)
        .join(SchoolClass, SchoolClass.id == LessonSeries.school_class_id)
        .where(SchoolClass.site_id == site_id, LessonSession.on.between(first, last))
        .where(Evaluation.school_release_id.is_not(None))
    )
    return set(db.session.scalars(query.distinct()))


def _said(name: str, classes: Sequence[Sequence[Release]]) -> Said:
    items = {item.key: item for of in classes for each in of for item in each.items}
    found = list[tuple[Item, Decimal, int]]()
    for key, item in items.items():
        mean = mean_of_classes([each.figure(key) for each in of] for of in classes)
        if mean is not None:
            found.append((item, *mean))
    return Said(name, sum(len(each.evaluations) for of in classes for each in of), len(classes), found)
