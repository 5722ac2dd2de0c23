"""What there is to choose from when a series begins, or goes on with a class that is called otherwise."""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass

from sqlalchemy import Select, and_, select
from sqlalchemy.orm import joinedload

from jsp import clock
from jsp.blueprints.lessons.service.series import list_teachers, list_workers
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import SchoolClass, SchoolYear, Site
from jsp.models.lesson_rows import Card
from jsp.models.lessons import LessonSeries, SeriesPair
from jsp.models.programme_versions import newest_versions
from jsp.models.programmes import ProgrammeVersion
from jsp.models.public_codes import find_former
from jsp.models.team import TeamMember
from jsp.rules.roles import Permission
from jsp.rules.session import SeriesState


@dataclass(frozen=True, slots=True)
class ClassChoice:
    """A class, and who of others gives lessons to it already."""

    school_class: SchoolClass
    others: list[str]


@dataclass(frozen=True, slots=True)
class PersonChoice:
    """Somebody who may give it, and at which of the sites at hand."""

    id: int
    first_name: str
    sites: list[str]


@dataclass(frozen=True, slots=True)
class Choices:
    """Classes of the own sites this year and later, programmes as they are now, and who may give them.

    Classes of others come last. `is_own`: the viewer teaches it. `sites`: how many these are about.
    """

    classes: list[ClassChoice]
    programmes: list[ProgrammeVersion]
    teachers: list[PersonChoice]
    workers: list[PersonChoice]
    is_own: bool
    sites: int


def choices(user: User, *, class_id: int | None) -> Choices:
    """Of the own sites, or of that of the class that is known; a mentor begins a series that they give themselves."""
    is_own = not user.may(Permission.SEE_LESSON_BOARD)
    classes = _with_others(list(db.session.scalars(_classes([site.id for site in user.open_sites]))), user)
    chosen = next((each.school_class for each in classes if each.school_class.id == class_id), None)
    sites = [chosen.site] if chosen is not None else user.open_sites
    teachers = [PersonChoice(user.id, user.first_name, [])] if is_own else _people(sites, list_teachers)
    found = sorted(newest_versions(is_archived=False), key=lambda each: each.programme.code != "respect")
    return Choices(classes, found, teachers, _people(sites, list_workers), is_own, len(sites))


def list_next(card: Card) -> list[SchoolClass]:
    """What the class of a series can be called by now: the classes of a later school year at its school.

    Also those of the same year as long as it just got the name that it has, for that may have been a mistake.
    """
    school_class = card.series.school_class
    since = school_class.school_year.starts_on
    given = (row.session.on for row in card.rows if row.is_given and row.session is not None)
    is_new = bool(find_former(school_class)) and not any(day >= since for day in given)
    later = SchoolYear.starts_on >= since if is_new else SchoolYear.starts_on > since
    return list(db.session.scalars(_classes([school_class.site_id]).where(later, SchoolClass.id != school_class.id)))


def _classes(site_ids: Collection[int]) -> Select[SchoolClass]:
    """The classes of this school year and later at these sites."""
    return (
        select(SchoolClass)
        .join(SchoolClass.school_year)
        .where(SchoolClass.site_id.in_(site_ids), SchoolClass.archived_on.is_(None))
        .where(SchoolYear.ends_on >= clock.today())
        .order_by(SchoolClass.site_id, SchoolYear.starts_on, SchoolClass.code)
        .options(joinedload(SchoolClass.site), joinedload(SchoolClass.school_year))
    )


def _with_others(classes: list[SchoolClass], user: User) -> list[ClassChoice]:
    """Those of others come after those that the user gives lessons to or that nobody does."""
    query = (
        select(LessonSeries.school_class_id, User.id, TeamMember.user_id, User.first_name, TeamMember.first_name)
        .join(SeriesPair, and_(SeriesPair.series_id == LessonSeries.id, SeriesPair.until.is_(None)))
        .join(User, User.id == SeriesPair.teacher_id)
        .join(TeamMember, TeamMember.id == SeriesPair.worker_id)
        .where(LessonSeries.state != SeriesState.STOPPED)
        .where(LessonSeries.school_class_id.in_([each.id for each in classes]))
    )
    own, others = set[int](), dict[int, list[str]]()
    for class_id, teacher_id, worker_id, *names in db.session.execute(query):
        others.setdefault(class_id, []).extend(names)
        if user.id in (teacher_id, worker_id):
            own.add(class_id)
    found = [ClassChoice(each, [] if each.id in own else _once(others.get(each.id, []))) for each in classes]
    return sorted(found, key=lambda each: bool(each.others))


def _people(sites: Iterable[Site], of_site: Callable[[int], list[User] | list[TeamMember]]) -> list[PersonChoice]:
    found: dict[int, PersonChoice] = {}
    for site in sites:
        for each in of_site(site.id):
            found.setdefault(each.id, PersonChoice(each.id, each.first_name, [])).sites.append(site.name)
    return list(found.values())


def _once(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(names))
