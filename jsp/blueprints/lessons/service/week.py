"""The week of one person: the lessons that they give, and the openings at which they sit."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import and_, func, or_, select
from sqlalchemy.orm import aliased

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.lesson_calendar import sessions_of
from jsp.models.lesson_sessions import LessonSession, SessionPlace
from jsp.models.members import find_member, openings_of
from jsp.models.team import Opening, TeamMember
from jsp.models.timetable import TEACHER, WORKER
from jsp.rules.session import GivenBy

WORKDAYS = 5


@dataclass(frozen=True, slots=True)
class OwnDay:
    """A day with what this person does on it."""

    on: date
    lessons: list[LessonSession]
    openings: list[Opening]

    @property
    def entries(self) -> list[LessonSession | Opening]:
        """Both, in order of time."""
        return sorted([*self.lessons, *self.openings], key=lambda each: each.starts)


@dataclass(frozen=True, slots=True)
class Together:
    """A teacher and somebody of the team, and how many lessons they gave together."""

    teacher: str
    worker: str
    number: int


def week_of(user: User, monday: date) -> list[OwnDay]:
    """Monday to Friday, and the days after it on which there is something."""
    member = find_member(user)
    days = [monday + timedelta(days=at) for at in range(7)]
    lessons = [each for each in sessions_of(user.id, member, since=monday) if each.takes_place]
    openings = openings_of(member.id, since=monday) if member else []
    found = [
        OwnDay(day, [each for each in lessons if each.on == day],
               [each for each in openings if each.on == day and each.takes_place])
        for day in days
    ]  # fmt: skip
    return [each for at, each in enumerate(found) if at < WORKDAYS or each.lessons or each.openings]


def given_together(user: User) -> list[Together]:
    """With whom this person gave lessons, and how many; also with who has another class by now."""
    teacher, worker = aliased(SessionPlace), aliased(SessionPlace)
    query = (
        select(User.first_name, TeamMember.first_name, func.count())
        .select_from(LessonSession)
        .join(teacher, and_(teacher.session_id == LessonSession.id, teacher.kind == TEACHER))
        .join(worker, and_(worker.session_id == LessonSession.id, worker.kind == WORKER))
        .join(User, User.id == teacher.who)
        .join(TeamMember, TeamMember.id == worker.who)
        .where(LessonSession.given_by == GivenBy.TOGETHER)
        .where(or_(User.id == user.id, TeamMember.user_id == user.id))
        .group_by(User.id, User.first_name, TeamMember.id, TeamMember.first_name)
        .order_by(func.count().desc(), User.first_name, TeamMember.first_name)
    )
    return [Together(*row) for row in db.session.execute(query)]
