"""What a class had before: the lessons of earlier school years, and what was agreed then."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp import clock
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass, SchoolYear
from jsp.models.lesson_reach import Agreement
from jsp.models.lesson_rows import Card, Row, cards, whole
from jsp.models.lessons import LessonSeries
from jsp.models.public_codes import find_former


@dataclass(frozen=True, slots=True)
class Had:
    """A series of that class: what of it was given, and since when it ran."""

    card: Card
    rows: list[Row]


@dataclass(frozen=True, slots=True)
class Before:
    """Everything that a class had, and what it agreed on."""

    series: list[Had]
    agreements: list[Agreement]


def list_former(card: Card) -> list[SchoolClass]:
    """The classes of earlier years at this school that had lessons: one of them is this class by its old name."""
    school_class = card.series.school_class
    query = (
        select(SchoolClass)
        .join(SchoolClass.school_year)
        .where(SchoolClass.site_id == school_class.site_id, SchoolClass.id != school_class.id)
        .where(SchoolYear.starts_on < school_class.school_year.starts_on)
        .where(select(LessonSeries.id).where(LessonSeries.school_class_id == SchoolClass.id).exists())
        .order_by(SchoolYear.starts_on.desc(), SchoolClass.code)
        .options(joinedload(SchoolClass.site), joinedload(SchoolClass.school_year))
    )
    return list(db.session.scalars(query))


def choose(card: Card, classes: list[SchoolClass], id: int | None) -> list[SchoolClass]:
    """The class that was chosen; else the class itself, and what it was called before as far as that is known."""
    chosen = [each for each in classes if each.id == id]
    school_class = card.series.school_class
    return chosen or [school_class, *find_former(school_class)]


def read(card: Card, classes: list[SchoolClass], *, by: User) -> Before:
    """What was given of the series of these classes, but for what the series at hand had in this school year.

    Of what they agreed on: what this person may see.
    """
    ids = [each.id for each in classes]
    query = select(LessonSeries).join(LessonSeries.school_class)
    query = query.where(LessonSeries.school_class_id.in_(ids)).order_by(LessonSeries.begun_on.desc())
    began = card.series.school_class.school_year.starts_on
    found = [
        Had(each, [row for row in each.rows if row.is_given and _is_before(each, card, row, began)])
        for each in cards(list(db.session.scalars(whole(query))), clock.local_now())
    ]
    agreements = Agreement.visible_to(by).where(Agreement.school_class_id.in_(ids))
    agreements = agreements.order_by(Agreement.made_on, Agreement.id)
    return Before([each for each in found if each.rows], list(db.session.scalars(agreements)))


def _is_before(had: Card, card: Card, row: Row, began: date) -> bool:
    """Another series, or before this school year in the one that goes on."""
    if had.series.id != card.series.id:
        return True
    day = row.session.on if row.session is not None else row.lesson.sent_on
    return day is not None and day < began
