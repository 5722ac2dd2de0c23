"""A series for a class: beginning one, who gives it, stopping, going on with the same class next year."""

from dataclasses import dataclass
from datetime import time
from uuid import UUID

from sqlalchemy import select

from jsp import audit, clock, sending
from jsp.extensions import db
from jsp.models.accounts import RoleRow, User
from jsp.models.audit import Action
from jsp.models.ground import SchoolClass
from jsp.models.lesson_rows import Card, as_it_stands
from jsp.models.lessons import ClassHour, LessonSeries, SeriesLesson, SeriesPair
from jsp.models.programme_versions import get_version
from jsp.models.programmes import Programme
from jsp.models.public_codes import ensure_public_code
from jsp.models.team import TeamMember, member_site
from jsp.rules.opening import check_hours
from jsp.rules.programme import Kind
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.roles import Permission, Role, roles_with
from jsp.rules.session import ActKind, SeriesState, SessionState
from jsp.verbs import planning

UNFINISHED = N_("Fill in the day and both hours.")


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
    """An hour of the week in which the mentor has the class; Monday is 0. Day and both times, or it is none."""

    weekday: int | None
    starts: time | None
    ends: time | None
    number: int | None
    room: str


def begin(draft: SeriesDraft, hour: HourDraft | None, *, by: User) -> UUID:
    """Begin a series with the newest version of a programme. Raises DomainError; returns its key."""
    if not sending.take(draft.key, about=f"class {draft.class_id}"):
        return draft.key
    programme = db.session.get(Programme, draft.programme_id)
    school_class = db.session.get(SchoolClass, draft.class_id)
    if programme is None or school_class is None:
        raise NotFoundError(draft.class_id)
    if programme.archived_on is not None:
        raise DomainError(N_("This programme is not given any more."), field="programme")
    check_pair(school_class.site_id, teacher_id=draft.teacher_id, worker_id=draft.worker_id)
    check_has_not(school_class.id, programme.id, field="programme")
    if hour is not None:
        add_hour(school_class, hour)
    series = LessonSeries(
        id=draft.key, school_class_id=school_class.id, version_id=get_version(programme.code).id,
        begun_on=clock.today(), decision=draft.decision,
    )  # fmt: skip
    db.session.add(series)
    db.session.flush()
    _fill(series, draft)
    ensure_public_code(school_class)
    _tell(series, by=by)
    audit.record(Action.LESSONS_CHANGED, planning.KIND, draft.key)
    return draft.key


def _fill(series: LessonSeries, draft: SeriesDraft) -> None:
    """Its pair, and the lessons of its programme; a repetition is planned when its time has come."""
    series.pairs.append(SeriesPair(teacher_id=draft.teacher_id, worker_id=draft.worker_id, since=series.begun_on))
    lessons = [each for each in series.version.content.lessons if each.kind is not Kind.REPETITION]
    series.lessons.extend(
        SeriesLesson(position=at, key=each.key, kind=each.kind, title=each.title)
        for at, each in enumerate(lessons, start=1)
    )
    db.session.flush()


def _tell(series: LessonSeries, *, by: User) -> None:
    """The two who give it, and whoever gives lessons to that class already."""
    pair = series.pair
    planning.tell(series, ActKind.BEGUN, 0, pairs=[pair], besides=by)
    beside = select(LessonSeries).where(
        LessonSeries.school_class_id == series.school_class_id, LessonSeries.id != series.id,
        LessonSeries.state != SeriesState.STOPPED,
    )  # fmt: skip
    for each in db.session.scalars(beside):
        people = (each.pair.teacher, each.pair.worker.user)
        others = [person for person in people if person is not None and not pair.holds(person)]
        planning.tell(each, ActKind.BESIDE, 0, pairs=[], besides=by, also=others)


def add_hour(school_class: SchoolClass, draft: HourDraft) -> None:
    """One more mentor hour. Raises DomainError for hours that no lesson has, or that stand there already."""
    if draft.weekday is None or draft.starts is None or draft.ends is None:
        raise DomainError(UNFINISHED, field="ends")
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


def add_own_hour(card: Card, draft: HourDraft | None, *, key: UUID) -> None:
    """One more mentor hour of the class of a series. Raises DomainError."""
    if draft is None:
        raise DomainError(UNFINISHED, field="ends")
    if sending.take(key, about=f"class {card.series.school_class_id}"):
        add_hour(card.series.school_class, draft)
        audit.record(Action.LESSONS_CHANGED, planning.KIND, card.series.id)


def find_hour(card: Card, hour_id: int) -> ClassHour:
    """A mentor hour of the class of a series; raises NotFoundError for one of another class."""
    hour = db.session.get(ClassHour, hour_id)
    if hour is None or hour.school_class_id != card.series.school_class_id:
        raise NotFoundError(hour_id)
    return hour


def remove_hour(card: Card, hour_id: int, *, key: UUID) -> None:
    """No mentor hour any more; raises NotFoundError for one of another class."""
    if sending.take(key, about=f"class {card.series.school_class_id}"):
        db.session.delete(find_hour(card, hour_id))
        audit.record(Action.LESSONS_CHANGED, planning.KIND, card.series.id)


def stop(card: Card, *, why: str, key: UUID, by: User) -> None:
    """It does not go on: what had a date falls out. Raises DomainError without a reason."""
    series = card.series
    if not why:
        raise DomainError(N_("Why does it stop? A few words are enough."), field="why")
    if not sending.take(key, about=planning.about(series.id)):
        return
    ahead = as_it_stands(card).still_ahead(clock.local_now())
    if series.state is SeriesState.STOPPED:
        raise DomainError(sending.SETTLED, field="why")
    act = planning.Act(series, ActKind.STOPPED, key, by, before=series.state.value)
    act.change((each, {"state": SessionState.INTERRUPTED}) for each in ahead)
    series.stand(SeriesState.STOPPED, on=clock.today(), why=why)
    act.finish()


def go_on(card: Card, *, key: UUID, by: User) -> None:
    """It goes on after all: it stands still until it is resumed with new dates."""
    series = card.series
    if sending.take(key, about=planning.about(series.id)):
        as_it_stands(card)
        if series.state is not SeriesState.STOPPED:
            raise DomainError(sending.SETTLED)
        act = planning.Act(series, ActKind.REOPENED, key, by, before=series.state.value)
        series.stand(SeriesState.PAUSED)
        act.finish()


def list_teachers(site_id: int) -> list[User]:
    """Who can be the mentor of a class at that site."""
    query = select(User).join(User.roles).where(RoleRow.name == Role.MENTOR, User.active, User.sites.any(id=site_id))
    return list(db.session.scalars(query.order_by(User.first_name, User.id)))


def list_workers(site_id: int) -> list[TeamMember]:
    """Who of the team works at that site and has an account that is open, with a role that works here."""
    here = select(member_site.c.member_id).where(member_site.c.site_id == site_id)
    works = User.roles.any(RoleRow.name.in_(roles_with(Permission.BE_PRESENT)))
    query = select(TeamMember).where(
        TeamMember.id.in_(here), TeamMember.archived_on.is_(None), TeamMember.user.has(User.active & works)
    )
    today = clock.today()
    found = db.session.scalars(query.order_by(TeamMember.position, TeamMember.id))
    return [each for each in found if each.is_in_team(today)]


def check_pair(site_id: int, *, teacher_id: int, worker_id: int) -> None:
    """Raises DomainError for who does not work at that school."""
    if teacher_id not in {each.id for each in list_teachers(site_id)}:
        raise DomainError(N_("This mentor does not work at the school of this class."), field="teacher")
    if worker_id not in {each.id for each in list_workers(site_id)}:
        raise DomainError(N_("This person of the JSP does not work at the school of this class."), field="worker")


def check_has_not(class_id: int, programme_id: int, *, field: str) -> None:
    """Raises DomainError where that class gets this programme already."""
    of_it = select(LessonSeries.id).where(
        LessonSeries.school_class_id == class_id, LessonSeries.state != SeriesState.STOPPED,
        LessonSeries.version.has(programme_id=programme_id),
    )  # fmt: skip
    if db.session.scalar(of_it.limit(1)) is not None:
        raise DomainError(N_("This class has this programme already."), field=field)
