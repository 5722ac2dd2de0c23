"""When somebody can sit at a desk, and when they are away."""

from collections.abc import Mapping
from datetime import date, time
from uuid import UUID, uuid5

from sqlalchemy import delete, select

from jsp import audit, clock, sending
from jsp.blueprints.hours.service import cover, generation
from jsp.blueprints.hours.service.notices import News
from jsp.blueprints.hours.service.patterns import ABOUT
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.hours import Absence, Availability
from jsp.models.rota import find_member, members_on
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.models.turns import Cover, CoverState
from jsp.rules import closures as rules
from jsp.rules.opening import check_hours
from jsp.rules.refusal import DomainError, NotFoundError
from jsp.rules.roles import Permission

Hours = Mapping[int, tuple[time, time]]


def get_member(user: User) -> TeamMember:
    """Who of the team this account is; raises NotFoundError for nobody."""
    member = find_member(user)
    if member is None:
        raise NotFoundError(user.id)
    return member


def list_members(user: User) -> list[TeamMember]:
    """The team of today at the sites of this person, in its order."""
    mine = {site.id for site in user.open_sites}
    return [each for each in members_on(clock.today()) if mine & {site.id for site in each.sites}]


def get_team_member(user: User, id: int) -> TeamMember:
    """Somebody of the team at a site of this person; raises NotFoundError for anybody else."""
    for member in list_members(user):
        if member.id == id:
            return member
    raise NotFoundError(id)


def hours_of(member: TeamMember) -> dict[int, tuple[time, time]]:
    """By weekday, Monday is 0, from when until when; empty for who did not say."""
    query = select(Availability).where(Availability.member_id == member.id).order_by(Availability.weekday)
    return {each.weekday: (each.starts, each.ends) for each in db.session.scalars(query)}


def change_hours(member: TeamMember, hours: Hours, *, key: UUID) -> None:
    """Let exactly these hours hold. Raises DomainError, with the field `ends_<weekday>`, for hours that cannot be."""
    if not sending.take(key, about=ABOUT):
        return
    for weekday, (starts, ends) in hours.items():
        try:
            check_hours(starts, ends)
        except DomainError as error:
            raise DomainError(error.message, field=f"ends_{weekday}") from error
    db.session.execute(delete(Availability).where(Availability.member_id == member.id))
    db.session.add_all(
        Availability(member_id=member.id, weekday=weekday, starts=starts, ends=ends)
        for weekday, (starts, ends) in hours.items()
    )
    audit.record(Action.TURNS_CHANGED, "member", member.id)


def list_absences(member: TeamMember) -> list[Absence]:
    """Today's and later ones."""
    query = select(Absence).where(Absence.member_id == member.id, Absence.ends_on >= clock.today())
    return list(db.session.scalars(query.order_by(Absence.starts_on, Absence.id)))


def add_absence(member: TeamMember, first: date, last: date, *, key: UUID, by: User) -> None:
    """Away from the first until the last day; for every turn in between others are asked. Raises DomainError."""
    if not sending.take(key, about=ABOUT):
        return
    rules.check(first, last, today=clock.today())
    db.session.add(Absence(member_id=member.id, starts_on=first, ends_on=last))
    db.session.flush()
    for opening in _turns(member, first, last):
        cover.drop_out(opening, member, key=uuid5(key, str(opening.id)), by=by)
    audit.record(Action.TURNS_CHANGED, "member", member.id)


def end_absence(absence: Absence, *, key: UUID, by: User) -> None:
    """There after all: turns that nobody took come back."""
    if not sending.take(key, about=ABOUT):
        return
    member, first, last = absence.member, absence.starts_on, absence.ends_on
    db.session.delete(absence)
    db.session.flush()
    query = (
        select(Cover)
        .join(Cover.opening)
        .where(Cover.member_id == member.id, Cover.state == CoverState.OPEN, Opening.on.between(first, last))
    )
    for each in db.session.scalars(query).all():
        cover.take_back(each, key=uuid5(key, str(each.id)), by=by)
    news = News()
    for site in member.sites:
        generation.lay_out(site.id, news)
    news.send(by=by)
    audit.record(Action.TURNS_CHANGED, "member", member.id)


def get_absence(user: User, id: int) -> Absence:
    """The own one, or of a colleague for who plans their sites; raises NotFoundError for any other."""
    absence, me = db.session.get(Absence, id), find_member(user)
    if absence is None:
        raise NotFoundError(id)
    if me is None or absence.member_id != me.id:
        if not user.may(Permission.PLAN_HOURS):
            raise NotFoundError(id)
        get_team_member(user, absence.member_id)
    return absence


def _turns(member: TeamMember, first: date, last: date) -> list[Opening]:
    query = (
        select(Opening)
        .join(Opening.attendances)
        .where(Attendance.member_id == member.id, Attendance.on.between(max(first, clock.today()), last))
        .where(Attendance.takes_place)
        .order_by(Opening.on, Opening.starts)
    )
    return [each for each in db.session.scalars(query) if not each.slot.is_over(clock.local_now())]
