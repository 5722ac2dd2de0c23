"""Of which years and programmes there are series."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload

from jsp.extensions import db
from jsp.models.ground import SchoolClass, SchoolYear
from jsp.models.lessons import LessonSeries
from jsp.models.programme_versions import newest_versions
from jsp.models.programmes import Programme, ProgrammeVersion


@dataclass(frozen=True, slots=True)
class Choice:
    """Of which school years and programmes."""

    years: frozenset[int]
    programmes: frozenset[int]


def years() -> list[SchoolYear]:
    """In which there are series, the last one first."""
    with_series = select(SchoolClass.school_year_id).join(LessonSeries, LessonSeries.school_class_id == SchoolClass.id)
    query = select(SchoolYear).where(SchoolYear.id.in_(with_series))
    return list(db.session.scalars(query.order_by(SchoolYear.starts_on.desc())))


def programmes() -> list[ProgrammeVersion]:
    """Of which there are series: the newest version of each."""
    begun = select(ProgrammeVersion.programme_id).join(LessonSeries, LessonSeries.version_id == ProgrammeVersion.id)
    with_series = set(db.session.scalars(select(Programme.id).where(Programme.id.in_(begun))))
    found = [*newest_versions(is_archived=False), *newest_versions(is_archived=True)]
    return [each for each in found if each.programme_id in with_series]


def chosen_series(choice: Choice) -> Collection[LessonSeries]:
    """The series that are chosen, with class, school and programme; the texts of programmes stay where they are."""
    return db.session.scalars(_series().where(
        SchoolClass.school_year_id.in_(choice.years), ProgrammeVersion.programme_id.in_(choice.programmes)
    )).all()  # fmt: skip


def _series() -> Select[LessonSeries]:
    school_class, version = joinedload(LessonSeries.school_class), joinedload(LessonSeries.version)
    return (
        select(LessonSeries)
        .join(SchoolClass, LessonSeries.school_class_id == SchoolClass.id)
        .join(ProgrammeVersion, LessonSeries.version_id == ProgrammeVersion.id)
        .options(school_class.joinedload(SchoolClass.site), school_class.joinedload(SchoolClass.school_year))
        .options(version.defer(ProgrammeVersion.data), version.joinedload(ProgrammeVersion.programme))
    )
