"""What a proposal comes from: a debrief, or what a class said; only who gives a series names it (R59)."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from jsp import audit
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.debriefs import Debrief
from jsp.models.evaluations import Evaluation
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesPair
from jsp.models.programmes import ProgrammeVersion
from jsp.rules.evaluation import Source
from jsp.rules.refusal import NotFoundError


@dataclass(frozen=True, slots=True)
class Origin:
    """`change`: what the two wrote for themselves in their debrief of the session, to begin the proposal with.

    `evaluation_id`: what the class was asked after that session, where the proposal comes of that.
    """

    source: Source = Source.NONE
    series_id: UUID | None = None
    session_id: UUID | None = None
    evaluation_id: UUID | None = None
    change: str = ""


NOWHERE = Origin()


def origin_from(version: ProgrammeVersion, named: Mapping[str, str], user: User) -> Origin:
    """What an address or a form names: `source`, `series`, `session`; nothing of it is needed.

    Raises NotFoundError for what there is not, and for a series of another programme or another pair.
    """
    source, series_id, session_id = _read(named)
    if source in (Source.NONE, Source.TALK) or series_id is None:
        return NOWHERE
    query = select(LessonSeries.id).join(LessonSeries.pairs).join(LessonSeries.version)
    query = query.where(
        LessonSeries.id == series_id, SeriesPair.held_by(user.id),
        ProgrammeVersion.programme_id == version.programme_id,
    )  # fmt: skip
    if db.session.scalar(query.limit(1)) is None:
        raise NotFoundError(series_id)
    if session_id is None:
        return Origin(source, series_id)
    if source is Source.RESULT:
        return Origin(source, series_id, session_id, _evaluation(series_id, session_id))
    return Origin(source, series_id, session_id, change=_change(series_id, session_id, user))


def _read(named: Mapping[str, str]) -> tuple[Source, UUID | None, UUID | None]:
    try:
        series, session = (named.get(name) for name in ("series", "session"))
        return Source(named.get("source") or ""), UUID(series) if series else None, UUID(session) if session else None
    except ValueError as error:
        raise NotFoundError("origin") from error


def _evaluation(series_id: UUID, session_id: UUID) -> UUID | None:
    query = select(Evaluation.id).where(Evaluation.session_id == session_id, Evaluation.series_id == series_id)
    return db.session.scalar(query)


def _change(series_id: UUID, session_id: UUID, user: User) -> str:
    """What this person and the other one of the pair want to do otherwise; the trail knows who read it."""
    query = (
        select(Debrief)
        .join(Debrief.session)
        .join(Debrief.pair)
        .where(Debrief.session_id == session_id, LessonSession.series_id == series_id, SeriesPair.held_by(user.id))
        .order_by(Debrief.pair_id.desc())
    )
    found = db.session.scalars(query.limit(1)).first()
    if found is None or not found.is_readable:
        return ""
    audit.record(Action.READ, "debrief", found.id)
    return found.change
