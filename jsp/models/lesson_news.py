"""What changed in somebody's lessons since they looked, told once however often it happened."""

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import defer, joinedload

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.lesson_sessions import LessonNotice, LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.rules.roles import Permission
from jsp.rules.session import ActKind


@dataclass(frozen=True, slots=True)
class News:
    """One kind of change in one series. `session`: the only one that it was about; `newest`: the latest notice of it.

    `can_open`: this person still gives or sees the series.
    """

    series: LessonSeries
    kind: ActKind
    sessions: int
    session: LessonSession | None
    newest: int
    can_open: bool


def list_news(user: User) -> list[News]:
    """What this person has not read yet, the newest first."""
    query = select(LessonNotice).where(LessonNotice.user_id == user.id, LessonNotice.seen_at.is_(None))
    series, session = joinedload(LessonNotice.series), joinedload(LessonNotice.session)
    shown = (
        series.joinedload(LessonSeries.school_class), series.selectinload(LessonSeries.pairs),
        session.joinedload(LessonSession.lesson).options(defer(SeriesLesson.data)),
    )  # fmt: skip
    found: dict[tuple[UUID, ActKind], list[LessonNotice]] = defaultdict(list)
    for notice in db.session.scalars(query.order_by(LessonNotice.at.desc(), LessonNotice.id.desc()).options(*shown)):
        found[notice.series_id, notice.kind].append(notice)
    return [_told(user, same) for same in found.values()]


def _told(user: User, same: list[LessonNotice]) -> News:
    """Equal notices as one; a lesson that was changed twice is one lesson."""
    sessions = {each.session_id: each.session for each in same if each.session is not None}
    others = sum(each.sessions for each in same if each.session is None)
    only = next(iter(sessions.values())) if len(sessions) == 1 and not others else None
    series = same[0].series
    can_open = user.may(Permission.SEE_LESSON_BOARD) or series.pair.teacher_id == user.id
    return News(series, same[0].kind, len(sessions) + others, only, max(each.id for each in same), can_open)
