"""A series for a class: beginning one, who gives it, stopping, going on with the same class next year."""

from dataclasses import dataclass
from datetime import time
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from jsp import audit, clock, planning, sending
from jsp.extensions import db, look_again
from jsp.models.accounts import RoleRow, User
from jsp.models.audit import Action
from jsp.models.ground import SchoolClass
from jsp.models.lesson_rows import Card, as_it_stands, cards, whole
from jsp.models.lessons import ClassHour, LessonSeries, SeriesLesson, SeriesPair
from jsp.models.programmes import Programme
from jsp.models.public_codes import ensure_public_code
from jsp.models.team import TeamMember, member_site
from jsp.rules.opening import check_hours
from jsp.rules.programme import Kind
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.roles import Role
from jsp.rules.session import ActKind, SeriesState, SessionState


@dataclass(frozen=True, slots=True, kw_only=True)
class SeriesDraft:
    """A series as it is wanted, and the mentor hour of the class where it has none yet."""

    key: UUID
    class_id: int
    programme_id: int
    teacher_id: int
    worker_id: int
    decision: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HourDraft:
    """An hour of the week in which the mentor has the class; Monday is 0."""

    weekday: int
    starts: time
    ends: time
    number: int | None
    room: str


def get_card(user: User, id: UUID) -> Card:
    """A series with its lessons; raises NotFoundError for one that is not of this person."""
    series = db.session.scalar(whole(LessonSeries.visible_to(user).where(LessonSeries.id == id)))
    if series is None:
        raise NotFoundError(id)
    return cards([series], clock.local_now())[0]


def begin(draft: SeriesDraft, hour: HourDraft | None, *, by: User) -> UUID:
    """Begin a series with the newest version of a programme. Raises DomainError; returns its key."""
    if not sending.take(draft.key, about=f"class {draft.class_id}"):
        return draft.key
    programme = db.session.get(Programme, draft.programme_id, options=[selectinload(Programme.versions)])
    school_class = db.session.get(SchoolClass, draft.class_id)
    if programme is None or school_class is None:
        raise NotFoundError(draft.class_id)
    _check_new(draft, programme)
    if hour is not None:
        add_hour(school_class, hour)
    version, today = programme.newest, clock.today()
    lessons = [each for each in version.content.lessons if each.kind is not Kind.REPETITION]
    db.session.add(LessonSeries(
        id=draft.key, school_class_id=school_class.id, version_id=version.id, begun_on=today, decision=draft.decision,
        pairs=[SeriesPair(teacher_id=draft.teacher_id, worker_id=draft.worker_id, since=today)],
        lessons=[
            SeriesLesson(position=at, key=each.key, kind=each.kind, title=each.title)
            for at, each in enumerate(lessons, start=1)
        ],
    ))  # fmt: skip
    ensure_public_code(school_class)
    db.session.flush()
    audit.record(Action.LESSONS_CHANGED, planning.KIND, draft.key)
    return draft.key


def add_hour(school_class: SchoolClass, draft: HourDraft) -> None:
    """One more mentor hour. Raises DomainError for hours that no lesson has, or that stand there already."""
    check_hours(draft.starts, draft.ends)
    same = select(ClassHour.id).where(
        ClassHour.school_class_id == school_class.id, ClassHour.weekday == draft.weekday,
        ClassHour.starts < draft.ends, ClassHour.ends > draft.starts,
    )  # fmt: skip
    if db.session.scalar(same.limit(1)) is not None:
        raise DomainError(N_("This hour of the class stands there already."), field="starts")
    db.session.add(ClassHour(
        school_class_id=school_class.id, weekday=draft.weekday, starts=draft.starts, ends=draft.ends,
        number=draft.number, room=draft.room,
    ))  # fmt: skip
    db.session.flush()


def list_hours(class_id: int) -> list[ClassHour]:
    """The mentor hours of a class with their keys, in the order of the week."""
    query = select(ClassHour).where(ClassHour.school_class_id == class_id)
    return list(db.session.scalars(query.order_by(ClassHour.weekday, ClassHour.starts)))


def add_own_hour(card: Card, draft: HourDraft | None, *, key: UUID) -> None:
    """One more mentor hour of the class of a series. Raises DomainError."""
    if draft is None:
        raise DomainError(N_("Fill in the day and both hours."), field="ends")
    if sending.take(key, about=f"class {card.series.school_class_id}"):
        add_hour(card.series.school_class, draft)
        audit.record(Action.LESSONS_CHANGED, planning.KIND, card.series.id)


def remove_hour(card: Card, hour_id: int, *, key: UUID) -> None:
    """No mentor hour any more; raises NotFoundError for one of another class."""
    if not sending.take(key, about=f"class {card.series.school_class_id}"):
        return
    hour = db.session.get(ClassHour, hour_id)
    if hour is None or hour.school_class_id != card.series.school_class_id:
        raise NotFoundError(hour_id)
    db.session.delete(hour)
    audit.record(Action.LESSONS_CHANGED, planning.KIND, card.series.id)


def stop(card: Card, *, why: str, key: UUID, by: User) -> None:
    """It does not go on: what had a date falls out. Raises DomainError without a reason."""
    series = card.series
    if not why:
        raise DomainError(N_("Why does it stop? A few words are enough."), field="why")
    if not sending.take(key, about=planning.about(series.id)):
        return
    ahead = as_it_stands(card).still_ahead(clock.local_now())
    act = planning.Act(series, ActKind.PAUSED, key, by, before=series.state.value)
    act.change((each, {"state": SessionState.INTERRUPTED}) for each in ahead)
    act.finish()
    series.state, series.stopped_on, series.stopped_why = SeriesState.STOPPED, clock.today(), why


def go_on(card: Card, *, key: UUID) -> None:
    """It goes on after all."""
    series = card.series
    if sending.take(key, about=planning.about(series.id)):
        look_again(series)
        if series.state is not SeriesState.STOPPED:
            raise DomainError(sending.SETTLED)
        series.state, series.stopped_on, series.stopped_why = SeriesState.PAUSED, None, ""
        audit.record(Action.LESSONS_CHANGED, planning.KIND, series.id)


def add_repetition(card: Card, *, repeats: list[str], key: UUID) -> None:
    """One more session that takes up something of these lessons. Raises DomainError for none of them."""
    if not sending.take(key, about=planning.about(card.series.id)):
        return
    if not repeats:
        raise DomainError(N_("Choose what is repeated."), field="repeats")
    content = card.series.version.content
    model = next((each for each in content.lessons if each.kind is Kind.REPETITION), None) or content.lessons[-1]
    position = max(row.lesson.position for row in card.rows) + 1
    db.session.add(SeriesLesson(
        series_id=card.series.id, position=position, key=model.key, kind=Kind.REPETITION, title=model.title,
        repeats=repeats,
    ))  # fmt: skip
    audit.record(Action.LESSONS_CHANGED, planning.KIND, card.series.id)


def list_teachers(site_id: int) -> list[User]:
    """Who can be the mentor of a class at that site."""
    query = select(User).join(User.roles).where(RoleRow.name == Role.MENTOR, User.active, User.sites.any(id=site_id))
    return list(db.session.scalars(query.order_by(User.first_name, User.id)))


def list_workers(site_id: int) -> list[TeamMember]:
    """Who of the team works at that site and has an account."""
    here = select(member_site.c.member_id).where(member_site.c.site_id == site_id)
    query = select(TeamMember).where(
        TeamMember.id.in_(here), TeamMember.archived_on.is_(None), TeamMember.user_id.is_not(None)
    )
    today = clock.today()
    found = db.session.scalars(query.order_by(TeamMember.position, TeamMember.id))
    return [each for each in found if each.is_in_team(today)]


def _check_new(draft: SeriesDraft, programme: Programme) -> None:
    of_it = select(LessonSeries.id).where(
        LessonSeries.school_class_id == draft.class_id, LessonSeries.state != SeriesState.STOPPED,
        LessonSeries.version.has(programme_id=programme.id),
    )  # fmt: skip
    if programme.archived_on is not None:
        raise DomainError(N_("This programme is not given any more."), field="programme")
    if db.session.scalar(of_it.limit(1)) is not None:
        raise DomainError(N_("This class has this programme already."), field="programme")
