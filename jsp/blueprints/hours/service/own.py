"""When somebody can sit at a desk, and when they are away."""

from collections.abc import Mapping, Sequence
from datetime import date, time
from uuid import UUID, uuid5

from sqlalchemy import delete, select

from jsp import audit, clock, sending
from jsp.blueprints.hours.service import ABOUT, cover, crew, generation
from jsp.blueprints.hours.service.notices import News
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.hours import Absence, Availability
from jsp.models.members import find_member, members_to_come
from jsp.models.team import Attendance, Opening, TeamMember
from jsp.models.turns import Cover, CoverState
from jsp.rules import closures as rules
from jsp.rules.opening import check_hours
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.session import ActKind
from jsp.verbs import hindering

Hours = Mapping[int, tuple[time, time]]


def get_member(user: User) -> TeamMember:
    """Who of the team this account is; raises NotFoundError for nobody."""
    member = find_member(user)
    if member is None:
        raise NotFoundError(user.id)
    return member


def list_members(user: User) -> list[TeamMember]:
    """The team of today and later at the sites of this person, in its order."""
    return members_to_come(clock.today(), [site.id for site in user.open_sites])


def away(members: Sequence[TeamMember]) -> dict[int, list[tuple[date, date]]]:
    """By member: the days away of today and later, first and last."""
    return crew.away(members, clock.today())


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


def change_hours(member: TeamMember, hours: Hours, *, named: str = "", key: UUID, by: User) -> None:
    """Let exactly these hours hold. Raises DomainError, with the field `ends_<weekday>`, for hours that cannot be.

    `named`: the lessons outside them that the page told of (see `hindering.mark_of`).
    """
    if not sending.take(key, about=ABOUT):
        return
    if not hours:
        raise DomainError(N_("Tick the days on which you work. Are you not there for a while? Fill in days away."))
    for weekday, (starts, ends) in hours.items():
        try:
            check_hours(starts, ends)
        except DomainError as error:
            raise DomainError(error.message, field=f"ends_{weekday}") from error
    hit = hindering.by_other_hours(member, hours_of(member), hours)
    hindering.check_named(hit, named)
    db.session.execute(delete(Availability).where(Availability.member_id == member.id))
    db.session.add_all(
        Availability(member_id=member.id, weekday=weekday, starts=starts, ends=ends)
        for weekday, (starts, ends) in hours.items()
    )
    hindering.tell(hit, ActKind.AWAY, by=by)
    audit.record(Action.TURNS_CHANGED, "member", member.id)


def list_absences(member: TeamMember) -> list[Absence]:
    """Today's and later ones."""
    query = select(Absence).where(Absence.member_id == member.id, Absence.ends_on >= clock.today())
    return list(db.session.scalars(query.order_by(Absence.starts_on, Absence.id)))


def add_absence(member: TeamMember, first: date, last: date, *, named: str = "", key: UUID, by: User) -> None:
    """Away from the first until the last day; for every turn in between others are asked. Raises DomainError.

    `named`: the lessons in those days that the page told of (see `hindering.mark_of`).
    """
    if not sending.take(key, about=ABOUT):
        return
    rules.check(first, last, today=clock.today())
    hit = hindering.by_days_away(member, first, last)
    hindering.check_named(hit, named)
    absence = Absence(member_id=member.id, starts_on=first, ends_on=last)
    db.session.add(absence)
    db.session.flush()
    news = News()
    for opening in _turns(member, first, last):
        cover.leave(opening, member, id=uuid5(key, str(opening.id)), news=news, absence=absence)
    news.send(by=by)
    hindering.tell(hit, ActKind.AWAY, by=by)
    audit.record(Action.TURNS_CHANGED, "member", member.id)


def end_absence(absence: Absence, *, key: UUID, by: User) -> None:
    """There after all: the turns of this absence that nobody took come back, where nothing else is in their way."""
    if not sending.take(key, about=ABOUT):
        return
    member, news = absence.member, News()
    questions = list(db.session.scalars(select(Cover).where(Cover.absence_id == absence.id)))
    others = [each for each in list_absences(member) if each.id != absence.id]
    for each in questions:
        each.absence_id = next((other.id for other in others if other.covers(each.opening.on)), None)
    db.session.flush()
    db.session.delete(absence)
    db.session.flush()
    for each in questions:
        if each.absence_id is None:
            _come_back(each, news)
    for site in member.sites:
        generation.lay_out(site.id, news)
    news.send(by=by)
    audit.record(Action.TURNS_CHANGED, "member", member.id)


def get_absence(member: TeamMember, id: int) -> Absence:
    """One of this person; raises NotFoundError for any other."""
    absence = db.session.get(Absence, id)
    if absence is None or absence.member_id != member.id:
        raise NotFoundError(id)
    return absence


def _come_back(question: Cover, news: News) -> None:
    """Nobody took it, and they are free: else it stays as it is."""
    if question.state is CoverState.OPEN and not question.opening.takes_place:
        question.state = CoverState.TAKEN_BACK  # should it go on again, they are there
        return
    try:
        cover.come_back(question, news)
    except DomainError:
        return


def _turns(member: TeamMember, first: date, last: date) -> list[Opening]:
    query = (
        select(Opening)
        .join(Opening.attendances)
        .where(Attendance.member_id == member.id, Attendance.on.between(max(first, clock.today()), last))
        .where(Attendance.takes_place)
        .order_by(Opening.on, Opening.starts)
    )
    return [each for each in db.session.scalars(query) if not each.slot.is_over(clock.local_now())]
