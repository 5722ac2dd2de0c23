"""Of which years and programmes there is something to take out."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, Select, extract, select
from sqlalchemy.orm import InstrumentedAttribute, joinedload

from jsp import clock
from jsp.extensions import db
from jsp.models.ground import SchoolClass, SchoolYear
from jsp.models.lessons import LessonSeries
from jsp.models.programme_versions import newest_versions
from jsp.models.programmes import Programme, ProgrammeVersion
from jsp.models.team import Opening
from jsp.models.theme_releases import ThemeRelease
from jsp.rules import school_year


@dataclass(frozen=True, slots=True)
class Choice:
    """Of which school years, by the calendar year in which they begin, and of which programmes."""

    years: frozenset[int]
    programmes: frozenset[int]


def years() -> list[int]:
    """In which there are series, openings or releases of themes, the last one first."""
    with_series = select(SchoolClass.school_year_id).join(LessonSeries, LessonSeries.school_class_id == SchoolClass.id)
    began = db.session.scalars(select(SchoolYear.starts_on).where(SchoolYear.id.in_(with_series)))
    months = [_months(Opening.on, Opening.on < clock.today()), _months(ThemeRelease.starts)]
    days = (date(int(year), int(month), 1) for query in months for year, month in db.session.execute(query))
    return sorted({each.year for each in began} | set(map(school_year.starting_year, days)), reverse=True)


def bounds(years: Collection[int]) -> list[tuple[date, date]]:
    """First and last day of each of those years, from August on: no day lies between two, whatever was set up."""
    return [school_year.bounds(date(each, school_year.FIRST_MONTH, 1)) for each in sorted(years)]


def programmes() -> list[ProgrammeVersion]:
    """Of which there are series: the newest version of each."""
    begun = select(ProgrammeVersion.programme_id).join(LessonSeries, LessonSeries.version_id == ProgrammeVersion.id)
    with_series = set(db.session.scalars(select(Programme.id).where(Programme.id.in_(begun))))
    found = [*newest_versions(is_archived=False), *newest_versions(is_archived=True)]
    return [each for each in found if each.programme_id in with_series]


def chosen_series(choice: Choice) -> Collection[LessonSeries]:
    """The series that are chosen, with class, school and programme; the texts of programmes stay where they are."""
    return db.session.scalars(_series().where(
        extract("year", SchoolYear.starts_on).in_(choice.years), ProgrammeVersion.programme_id.in_(choice.programmes)
    )).all()  # fmt: skip


def _months(day: ColumnElement[date] | InstrumentedAttribute[date], *only: ColumnElement[bool]) -> Select[int, int]:
    """In which months there is one, each once."""
    return select(extract("year", day), extract("month", day)).where(*only).distinct()


def _series() -> Select[LessonSeries]:
    school_class, version = joinedload(LessonSeries.school_class), joinedload(LessonSeries.version)
    return (
        select(LessonSeries)
        .join(SchoolClass, LessonSeries.school_class_id == SchoolClass.id)
        .join(SchoolYear, SchoolClass.school_year_id == SchoolYear.id)
        .join(ProgrammeVersion, LessonSeries.version_id == ProgrammeVersion.id)
        .options(school_class.joinedload(SchoolClass.site), school_class.joinedload(SchoolClass.school_year))
        .options(version.defer(ProgrammeVersion.data), version.joinedload(ProgrammeVersion.programme))
    )
