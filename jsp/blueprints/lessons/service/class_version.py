"""What one class gets: the lesson of the programme with free parts of its own."""

from dataclasses import dataclass, replace
from itertools import count
from uuid import UUID

from sqlalchemy import exists, select

from jsp import audit, sending
from jsp.blueprints.lessons.service.booking import side_of
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.lesson_rows import Card, Row
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import SeriesLesson
from jsp.rules.programme import Activity, Lesson, Share, class_version, touches_thread
from jsp.rules.programme_data import to_data
from jsp.rules.programme_diff import Change, compare_lessons
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.session import SessionState
from jsp.verbs import planning

NOT_YOURS = N_("Only the two who give these lessons change them for the class.")


@dataclass(frozen=True, slots=True)
class Spare:
    """A part that can be taken over from the programme; `value` is how a form names it."""

    value: str
    lesson: Lesson
    activity: Activity


def mark_of(lesson: SeriesLesson) -> str:
    """What the class gets now, to notice that somebody else changed it meanwhile."""
    return sending.marked(lesson.data, lesson.series.version_id)


def differences(lesson: SeriesLesson) -> list[Change]:
    """In what the class version differs from the programme; empty where it does not."""
    return compare_lessons(lesson.base, lesson.content) if lesson.data is not None else []


def library(card: Card, row: Row) -> list[Spare]:
    """Parts of the other lessons, and those of this lesson that the class does not have."""
    had = {each.key for each in row.lesson.content.activities}
    return [
        Spare(f"{lesson.key}:{activity.key}", lesson, activity)
        for lesson in card.series.version.content.lessons for activity in lesson.activities
        if lesson.key != row.lesson.key or activity.key not in had
    ]  # fmt: skip


def change(
    card: Card, row: Row, draft: Lesson, *, adding: str, reason: str, seen: str, key: UUID, by: User
) -> None:  # fmt: skip
    """Give this class the lesson so, with the part `adding` of the library at its end. Raises DomainError."""
    lesson = _take(card, row, key, by)
    if lesson is None:
        return
    sending.check_unchanged(seen, mark_of(lesson), sending.IN_SIGHT)
    wanted = _with_own_keys(draft, lesson)
    if adding:
        wanted = _added(wanted, _spare(card, row, adding), lesson)
    _keep(lesson, wanted, reason)


def share_out(card: Card, row: Row, part: str, lead: str, *, key: UUID, by: User) -> None:
    """Agree on who leads a part: `teacher`, `jsp` or `both`; the other one supports, unless it was said to observe."""
    lesson = _take(card, row, key, by)
    if lesson is not None:
        activity = _part(lesson.content, part)
        teacher = Share.LEAD if lead != "jsp" else _beside(activity.teacher)
        jsp = Share.LEAD if lead != "teacher" else _beside(activity.jsp)
        _store(lesson, _with(lesson.content, replace(activity, teacher=teacher, jsp=jsp)), lesson.core_reason)


def let_other(card: Card, row: Row, part: str, share: Share, *, key: UUID, by: User) -> None:
    """What the one who does not lead does meanwhile. Raises DomainError where both lead."""
    lesson = _take(card, row, key, by)
    if lesson is None:
        return
    activity = _part(lesson.content, part)
    if activity.lead not in ("teacher", "jsp"):
        raise DomainError(N_("Both of you lead this part. First choose who leads it."))
    changed = replace(activity, jsp=share) if activity.lead == "teacher" else replace(activity, teacher=share)
    _store(lesson, _with(lesson.content, changed), lesson.core_reason)


def go_back(card: Card, row: Row, *, seen: str, key: UUID, by: User) -> None:
    """The class gets the lesson as the programme has it. Raises DomainError where it changed since it was seen."""
    lesson = _take(card, row, key, by)
    if lesson is not None:
        sending.check_unchanged(seen, mark_of(lesson), sending.IN_SIGHT)
        _store(lesson, lesson.base, "")


def _keep(lesson: SeriesLesson, wanted: Lesson, reason: str) -> None:
    """What is the common thread is said by the programme, not by a class."""
    base = lesson.base
    core = {each.key for each in base.activities if each.is_core}
    parts = tuple(replace(each, is_core=each.key in core) for each in wanted.activities)
    made = class_version(base, replace(wanted, activities=parts), reason=reason)
    _store(lesson, made, reason if touches_thread(base, made) else "")


def _store(lesson: SeriesLesson, made: Lesson, reason: str) -> None:
    is_own = made != lesson.base
    lesson.data = to_data(made) if is_own else None
    lesson.title, lesson.core_reason = made.title, reason if is_own else ""
    audit.record(Action.LESSONS_CHANGED, planning.KIND, lesson.series_id)


def _spare(card: Card, row: Row, value: str) -> Spare:
    found = next((each for each in library(card, row) if each.value == value), None)
    if found is None:
        raise NotFoundError(value)
    return found


def _with_own_keys(draft: Lesson, lesson: SeriesLesson) -> Lesson:
    """A new part may not go by the name of one of the programme that the class does not have."""
    had = {each.key for each in lesson.content.activities}
    parts: list[Activity] = []
    for each in draft.activities:
        is_other = each.key not in had and each.key in {part.key for part in lesson.base.activities}
        parts.append(replace(each, key=_free_key(draft, lesson, len(parts))) if is_other else each)
    return replace(draft, activities=tuple(parts))


def _added(draft: Lesson, spare: Spare, lesson: SeriesLesson) -> Lesson:
    """The part at the end; with its own key where it is one of this very lesson."""
    own = spare.lesson.key == lesson.key
    key = spare.activity.key if own else _free_key(draft, lesson, len(draft.activities))
    return replace(draft, activities=(*draft.activities, replace(spare.activity, key=key)))


def _free_key(draft: Lesson, lesson: SeriesLesson, at: int) -> str:
    taken = {each.key for each in (*draft.activities, *lesson.base.activities, *lesson.content.activities)}
    return next(f"own-{each}" for each in count(at) if f"own-{each}" not in taken)


def _part(lesson: Lesson, key: str) -> Activity:
    try:
        return lesson.activity(key)
    except LookupError as error:
        raise NotFoundError(key) from error


def _with(lesson: Lesson, changed: Activity) -> Lesson:
    parts = tuple(changed if each.key == changed.key else each for each in lesson.activities)
    return replace(lesson, activities=parts)


def _beside(share: Share) -> Share:
    return Share.SUPPORT if share is Share.LEAD else share


def _take(card: Card, row: Row, key: UUID, by: User) -> SeriesLesson | None:
    """The lesson, when it is our turn with it; None where this was sent before. Refused once it was given."""
    check_side(card, by)
    if not sending.take(key, about=planning.about(card.series.id)):
        return None
    look_again(card.series)
    look_again(row.lesson)
    check_side(card, by)
    if _is_given(row.lesson):
        raise DomainError(N_("This lesson was given. What the class had cannot be changed any more."))
    return row.lesson


def check_side(card: Card, by: User) -> None:
    """Refuse who does not give these lessons. Raises DomainError."""
    if side_of(card.series, by) is None:
        raise DomainError(NOT_YOURS)


def _is_given(lesson: SeriesLesson) -> bool:
    given = exists().where(LessonSession.lesson_id == lesson.id, LessonSession.state == SessionState.GIVEN)
    return lesson.sent_on is not None or bool(db.session.scalar(select(given)))
