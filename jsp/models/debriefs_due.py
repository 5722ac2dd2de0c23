"""What a pair still has to talk over, and what came of it: read in one question, also by pages of other rooms."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Integer, Select, and_, bindparam, case, or_, select
from sqlalchemy.orm import joinedload

from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.debriefs import Debrief, PairReflection
from jsp.models.ground import SchoolClass, SchoolYear
from jsp.models.lesson_rows import Card
from jsp.models.lesson_sessions import LessonSession, SessionPlace
from jsp.models.lessons import LessonSeries, SeriesLesson, SeriesPair
from jsp.models.programmes import Adaptation, ProgrammeVersion
from jsp.models.timetable import TEACHER, WORKER
from jsp.rules import reflection
from jsp.rules.adaptation import AdaptationState
from jsp.rules.evaluation import Moment
from jsp.rules.programme import Kind, label_of
from jsp.rules.roles import Permission
from jsp.rules.session import SeriesState, SessionState

SHOWN = 4  # lessons to talk over, on a start page
WHO, TODAY, SINCE = bindparam("user_id", type_=Integer), bindparam("today", type_=Date), bindparam("since", type_=Date)


class ToTalkOver(NamedTuple):
    """A lesson that was given, and not talked over yet."""

    session_id: UUID
    series_id: UUID
    code: str  # of the class
    kind: Kind
    label: str
    on: date


class ToLookBack(NamedTuple):
    """A pair that should look back on its working together."""

    pair_id: int
    series_id: UUID
    code: str
    moment: Moment


@dataclass(slots=True)
class Due:
    """For one person; nothing of it is content."""

    debriefs: list[ToTalkOver] = field(default_factory=list)
    reflections: list[ToLookBack] = field(default_factory=list)

    @property
    def newest(self) -> list[ToTalkOver]:
        """As many as a start page has room for; the others stand at their series."""
        return self.debriefs[:SHOWN]

    @property
    def more(self) -> int:
        """How many are left then."""
        return len(self.debriefs) - len(self.newest)

    def __bool__(self) -> bool:
        """Whether there is anything."""
        return bool(self.debriefs or self.reflections)


def due_for(user: User, today: date) -> Due:
    """What this person and the other one of each pair should look back on; one question."""
    found = Due()
    if not user.may(Permission.KEEP_DEBRIEFS):
        return found
    since = today - reflection.TALK_WITHIN
    rows = db.session.execute(_lessons_of_pairs(), {"user_id": user.id, "today": today, "since": since}).all()
    by_pair: dict[int, list[Any]] = defaultdict(list)
    for row in rows:
        by_pair[row.pair_id].append(row)
    found.debriefs = _to_talk_over(rows, today)
    found.reflections = [each for of_pair in by_pair.values() for each in _to_look_back(of_pair, today)]
    return found


def _to_talk_over(rows: Sequence[Any], today: date) -> list[ToTalkOver]:
    """The newest first; each once, also for two who gave the series before others did, and give it again."""
    said = {row.session_id for row in rows if row.is_said}
    found = {
        row.session_id: ToTalkOver(
            row.session_id, row.series_id, row.code, row.kind, label_of(row.kind, row.key, row.turn), row.on
        )
        for row in rows
        if row.session_id and row.is_theirs and reflection.is_to_talk_over(row.on, today)
    }
    return sorted((each for id, each in found.items() if id not in said), key=lambda each: each.on, reverse=True)


def _to_look_back(rows: Sequence[Any], today: date) -> list[ToLookBack]:
    first = rows[0]
    if first.until is not None or first.state is SeriesState.STOPPED:
        return []
    numbered = [row for row in rows if row.kind is not Kind.REPETITION]
    given = [row for row in numbered if row.session_id or row.sent_on]
    last = max((row.on for row in rows if row.on), default=None)
    written = [moment for moment in Moment if getattr(first, moment.value)]
    moment = reflection.due(len(given), len(numbered), last=last, today=today, written=written)
    return [ToLookBack(first.pair_id, first.series_id, first.code, moment)] if moment else []


@cache
def _lessons_of_pairs() -> Select[*tuple[Any, ...]]:
    """Every lesson of the series of this year that a person gives or just gave, with the session that was given.

    Made once: every start page asks it, and making it takes longer than answering it.
    """
    lesson, session, pair = SeriesLesson, LessonSession, SeriesPair
    said = or_(
        Debrief.seen_sealed.is_not(None), Debrief.talked_sealed.is_not(None), Debrief.change_sealed.is_not(None),
        case((pair.teacher_id == WHO, Debrief.teacher_pulse), else_=Debrief.worker_pulse).is_not(None),
    )  # fmt: skip
    return (
        select(
            pair.id.label("pair_id"), pair.until, LessonSeries.id.label("series_id"), LessonSeries.state,
            SchoolClass.code, lesson.kind, lesson.key, lesson.turn, lesson.sent_on,
            session.id.label("session_id"), session.on, gave(pair).label("is_theirs"),
            and_(Debrief.id.is_not(None), said).label("is_said"), *(_is_written(moment) for moment in Moment),
        )
        .select_from(pair)
        .join(LessonSeries, LessonSeries.id == pair.series_id)
        .join(SchoolClass, SchoolClass.id == LessonSeries.school_class_id)
        .join(SchoolYear, SchoolYear.id == SchoolClass.school_year_id)
        .join(lesson, lesson.series_id == LessonSeries.id)
        .outerjoin(session, and_(session.lesson_id == lesson.id, session.state == SessionState.GIVEN))
        .outerjoin(Debrief, and_(Debrief.session_id == session.id, Debrief.pair_id == pair.id))
        .where(pair.held_by(WHO), SchoolYear.ends_on >= TODAY)
        .where(or_(pair.until.is_(None), pair.until >= SINCE))
        .order_by(SchoolClass.code, pair.id, lesson.position)
    )  # fmt: skip


def pair_that_gave(session: LessonSession, pairs: Sequence[SeriesPair]) -> SeriesPair | None:
    """The pair whose places the session took; the last one, where the same two gave the series twice."""
    who = {each.kind: each.who for each in session.places}
    two = who.get(TEACHER), who.get(WORKER)
    return next((each for each in reversed(pairs) if (each.teacher_id, each.worker_id) == two), None)


def can_talk_over(session: LessonSession | None, pairs: Sequence[SeriesPair], user: User) -> bool:
    """Whether it was given, and this person is one of the two who gave it."""
    if session is None or session.state is not SessionState.GIVEN or not user.may(Permission.KEEP_DEBRIEFS):
        return False
    pair = pair_that_gave(session, pairs)
    return pair is not None and pair.holds(user)


def gave(pair: type[SeriesPair]) -> ColumnElement[bool]:
    """Whether the session of the same query was given by the two of that pair: both places are theirs."""
    held = select(SessionPlace.session_id).where(SessionPlace.session_id == LessonSession.id)
    teacher = held.where(SessionPlace.kind == TEACHER, SessionPlace.who == pair.teacher_id)
    worker = held.where(SessionPlace.kind == WORKER, SessionPlace.who == pair.worker_id)
    return and_(teacher.correlate(LessonSession, pair).exists(), worker.correlate(LessonSession, pair).exists())


def _is_written(moment: Moment) -> ColumnElement[bool]:
    written = select(PairReflection.id).where(
        PairReflection.pair_id == SeriesPair.id, PairReflection.moment == moment,
        PairReflection.answers_sealed.is_not(None),
    )  # fmt: skip
    return written.correlate(SeriesPair).exists().label(moment.value)


@dataclass(frozen=True, slots=True)
class OfSeries:
    """Beside a series: what the two still look back on, and changes of the programme that came from it."""

    due: Due
    changes: list[Adaptation]

    @property
    def accepted(self) -> list[Adaptation]:
        """Those that became part of a version."""
        return [each for each in self.changes if each.state is AdaptationState.ACCEPTED]


def of_series(card: Card, user: User, today: date) -> OfSeries:
    """All of it for this person; what came of the proposals is for everybody who sees the series."""
    query = select(Adaptation).where(Adaptation.series_id == card.series.id)
    number = joinedload(Adaptation.version).load_only(ProgrammeVersion.number)
    changes = db.session.scalars(query.order_by(Adaptation.made_on, Adaptation.id).options(number))
    due, id = due_for(user, today), card.series.id
    here = Due(
        [each for each in due.debriefs if each.series_id == id],
        [each for each in due.reflections if each.series_id == id],
    )
    return OfSeries(here, list(changes))
