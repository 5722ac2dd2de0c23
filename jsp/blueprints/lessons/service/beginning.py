"""What there is to choose from when a series begins."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp import clock
from jsp.blueprints.lessons.service.series import list_teachers, list_workers
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass, SchoolYear
from jsp.models.programme_versions import newest_versions
from jsp.models.programmes import ProgrammeVersion
from jsp.models.team import TeamMember
from jsp.rules.roles import Permission

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Choices:
    """Classes of the own sites this year, programmes as they are now, and who may give them.

    `is_own`: the viewer teaches it.
    """

    classes: list[SchoolClass]
    programmes: list[ProgrammeVersion]
    teachers: list[User]
    workers: list[TeamMember]
    is_own: bool


def choices(user: User) -> Choices:
    """Of the own sites; a mentor begins a series for the own class only."""
    is_own = not user.may(Permission.SEE_LESSON_BOARD)
    sites = [site.id for site in user.open_sites]
    teachers = [user] if is_own else _once(each for id in sites for each in list_teachers(id))
    workers = _once(each for id in sites for each in list_workers(id))
    found = sorted(newest_versions(is_archived=False), key=lambda each: each.programme.code != "respect")
    return Choices(list_classes(sites), found, teachers, workers, is_own)


def list_classes(site_ids: list[int]) -> list[SchoolClass]:
    """The classes of this school year and later at these sites."""
    query = (
        select(SchoolClass)
        .join(SchoolClass.school_year)
        .where(SchoolClass.site_id.in_(site_ids), SchoolClass.archived_on.is_(None))
        .where(SchoolYear.ends_on >= clock.today())
        .order_by(SchoolClass.site_id, SchoolYear.starts_on, SchoolClass.code)
        .options(joinedload(SchoolClass.site), joinedload(SchoolClass.school_year))
    )
    return list(db.session.scalars(query))


def _once(rows: Iterable[T]) -> list[T]:
    return list(dict.fromkeys(rows))
