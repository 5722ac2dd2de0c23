"""Who sits at an opening: putting people there, and what keeps them from it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.orm import joinedload

from jsp.blueprints.hours.service.notices import News
from jsp.extensions import db
from jsp.models import lesson_calendar
from jsp.models.ground import SchoolClass, Site
from jsp.models.hours import Absence
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.models.turns import Cover, CoverState, NoticeKind
from jsp.rules.coverage import is_absent
from jsp.rules.opening import Slot
from jsp.rules.refusal import N_, DomainError

NOT_HERE = N_("%(name)s does not work at this site. You change that under Settings, Team.")
A_LESSON = 0  # what stands for an opening where somebody gives a lesson


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Where somebody is at that hour: at the desk of a site, or with a class there."""

    site: Site
    school_class: SchoolClass | None = None


def check_sites(members: Sequence[TeamMember], site_id: int) -> None:
    """Raises DomainError for somebody who does not work at that site."""
    for member in members:
        if site_id not in [site.id for site in member.sites]:
            raise DomainError(NOT_HERE, field="members", name=member.first_name)


def seat(opening: Opening, wanted: Sequence[TeamMember], news: News) -> bool:
    """Let exactly these people sit at the opening, in that order; returns whether anything changed.

    Who sits there is no longer looked for; the public calendar does not change with it, and does not say that it did.
    """
    ids = [member.id for member in wanted]
    if [place.member_id for place in opening.attendances] == ids:
        return False
    leaving = [place for place in opening.attendances if place.member_id not in ids]
    for place in leaving:
        opening.attendances.remove(place)
    if leaving:  # that it goes on was said of those who were there
        opening.goes_on, opening.warned_at = False, None
    db.session.flush()
    there = {place.member_id: place for place in opening.attendances}
    for position, member in enumerate(wanted):
        if member.id in there:
            there[member.id].position = position
        else:
            opening.attendances.append(Attendance(member=member, position=position))
    open_questions = update(Cover).where(Cover.opening_id == opening.id, Cover.state == CoverState.OPEN)
    db.session.execute(open_questions.where(Cover.member_id.in_(ids)).values(state=CoverState.TAKEN_BACK))
    news.add(NoticeKind.TAKEN_OFF, opening, [place.member for place in leaving])
    news.add(NoticeKind.PLANNED, opening, [member for member in wanted if member.id not in there])
    db.session.flush()
    return True


def busy(members: Iterable[TeamMember], since: date) -> dict[tuple[int, date], list[tuple[int, Slot]]]:
    """By member and day: every opening and lesson that takes place and its hours, from `since` on."""
    ids = [each.id for each in members]
    query = select(
        Attendance.member_id, Attendance.opening_id, Attendance.on, Attendance.starts, Attendance.ends
    ).where(Attendance.member_id.in_(ids), Attendance.on >= since, Attendance.takes_place)
    found: dict[tuple[int, date], list[tuple[int, Slot]]] = defaultdict(list)
    for member_id, opening_id, on, starts, ends in db.session.execute(query):
        found[member_id, on].append((opening_id, Slot(on, starts, ends)))
    for member_id, slot in lesson_calendar.hours_given(ids, since):
        found[member_id, slot.on].append((A_LESSON, slot))
    return found


def away(members: Iterable[TeamMember], since: date) -> dict[int, list[tuple[date, date]]]:
    """By member: first and last day of every absence that is not over on `since`."""
    query = select(Absence).where(Absence.member_id.in_([each.id for each in members]), Absence.ends_on >= since)
    found: dict[int, list[tuple[date, date]]] = defaultdict(list)
    for absence in db.session.scalars(query):
        found[absence.member_id].append((absence.starts_on, absence.ends_on))
    return found


def elsewhere(members: Iterable[TeamMember], slot: Slot, *, besides: Opening | None) -> dict[int, Elsewhere]:
    """By member: where they are then, but for the opening `besides`; nothing for who is nowhere."""
    ids = [each.id for each in members]
    query = (
        select(Attendance)
        .join(Attendance.opening)
        .where(Attendance.member_id.in_(ids), Attendance.on == slot.on)
        .where(Attendance.takes_place, Attendance.opening_id != (besides.id if besides else 0))
        .options(joinedload(Attendance.opening))
    )
    desks = [each for each in db.session.scalars(query) if each.opening.slot.meets(slot)]
    classes = {id: each.series.school_class for id, each in lesson_calendar.lessons_at(ids, slot).items()}
    return {
        **{each.member_id: Elsewhere(each.opening.site) for each in desks},
        **{id: Elsewhere(each.site, each) for id, each in classes.items()},
    }


def refusal(member: TeamMember, where: Elsewhere) -> DomainError:
    """Why somebody cannot sit at a desk: they are elsewhere."""
    if where.school_class is None:
        return DomainError(
            N_("%(name)s sits at %(site)s then."), field="members", name=member.first_name, site=where.site.name
        )
    return DomainError(
        N_("%(name)s gives a lesson then: %(school_class)s."), field="members", name=member.first_name,
        school_class=where.school_class.code,
    )  # fmt: skip


def who_cannot(openings: Iterable[Opening]) -> set[tuple[int, int]]:
    """Opening and member of everybody who said that they cannot come, also when somebody took the turn."""
    query = select(Cover.opening_id, Cover.member_id).where(
        Cover.opening_id.in_([each.id for each in openings]), Cover.state != CoverState.TAKEN_BACK
    )
    return {(opening_id, member_id) for opening_id, member_id in db.session.execute(query)}


def is_free(turns: Iterable[tuple[int, Slot]], slot: Slot, *, besides: int | None = None) -> bool:
    """Whether none of somebody's turns and lessons of that day meets the hours, but for the opening `besides`."""
    return not any(other.meets(slot) for id, other in turns if id != besides)


def leave_out_who_cannot(opening: Opening, slot: Slot, news: News) -> None:
    """Take off whoever is away that day, is elsewhere then, or works at that site no more."""
    members = [place.member for place in opening.attendances]
    taken, gone = busy(members, slot.on), away(members, slot.on)
    free = [
        each for each in members
        if is_free(taken[each.id, slot.on], slot, besides=opening.id) and not is_absent(slot.on, gone[each.id])
        and opening.site in each.sites
    ]  # fmt: skip
    seat(opening, free, news)
