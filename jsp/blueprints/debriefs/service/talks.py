"""The debrief of a lesson: the two who gave it write and read it, and nobody else (R58, R70, E12)."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from sqlalchemy import Select, select
from sqlalchemy.orm import defer, joinedload, selectinload

from jsp import audit, clock, sending
from jsp.blueprints.debriefs.service import DEBRIEF, UNREADABLE, about
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.debriefs import Debrief, Learning
from jsp.models.debriefs_due import pair_that_gave
from jsp.models.ground import SchoolClass
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries, SeriesLesson, SeriesPair
from jsp.models.programme_versions import get_version
from jsp.rules import note_check, reflection
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.rules.session import SessionState, Side

NOTHING = N_("There is nothing to save yet. Write something, or tap a face.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """What both may write; never about a pupil by name."""

    observed: str = ""
    talked: str = ""
    change: str = ""

    @property
    def mark(self) -> str:
        """To notice that the other one wrote meanwhile."""
        return sending.marked(self.observed, self.talked, self.change)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was written."""
        return not (self.observed or self.talked or self.change)

    @property
    def points_at_somebody(self) -> bool:
        """Whether something in it looks like a way to reach somebody."""
        return any(note_check.concerns(text) for text in (self.observed, self.talked, self.change))


@dataclass(frozen=True, slots=True)
class Talk:
    """A lesson that was given, for one of the two who gave it. `debrief`: what they wrote of it, if anything."""

    session: LessonSession
    pair: SeriesPair
    side: Side
    debrief: Debrief | None
    learnings: list[Learning]

    @property
    def said(self) -> Said:
        """What stands there now, as far as it can be read."""
        if self.debrief is None or not self.is_readable:
            return Said()
        return Said(observed=self.debrief.seen, talked=self.debrief.talked, change=self.debrief.change)

    @property
    def is_readable(self) -> bool:
        """Whether nothing stands there that the keys of this installation do not open."""
        return self.debrief is None or self.debrief.is_readable

    @property
    def own_pulse(self) -> int | None:
        """How working together went, for who looks."""
        return pulses(self.debrief, self.side)[0]

    @property
    def other_pulse(self) -> int | None:
        """How it went for the other one; nothing before both said so."""
        return pulses(self.debrief, self.side)[1]

    @property
    def other(self) -> str:
        """What the other one is called."""
        return self.pair.worker.first_name if self.side is Side.TEACHER else self.pair.teacher.first_name

    @property
    def can_change(self) -> bool:
        """Whether the programme as it is now still has this lesson, so that a change of it can be proposed."""
        newest = get_version(self.session.series.version.programme.code).content
        return any(each.key == self.session.lesson.key for each in newest.lessons)


def pulses(debrief: Debrief | None, side: Side) -> tuple[int | None, int | None]:
    """The own one, and that of the other as far as it may be seen."""
    if debrief is None:
        return None, None
    both = (debrief.teacher_pulse, debrief.worker_pulse)
    own, other = both if side is Side.TEACHER else (both[1], both[0])
    return own, reflection.seen_pulse(own, other)


def side_in(pair: SeriesPair, user: User) -> Side:
    """Which of the two this person is."""
    return Side.TEACHER if user.id == pair.teacher_id else Side.WORKER


def get_talk(user: User, session_id: UUID) -> Talk:
    """The debrief of a lesson that was given; raises NotFoundError for who was not one of the two who gave it."""
    session = db.session.scalar(_whole(session_id).where(LessonSession.series_id.in_(_given_by(user))))
    pair = pair_that_gave(session, session.series.pairs) if session is not None else None
    if session is None or pair is None or not pair.holds(user):
        raise NotFoundError(session_id)
    query = select(Debrief).where(Debrief.session_id == session_id, Debrief.pair_id == pair.id)
    debrief = db.session.scalar(query.execution_options(populate_existing=True))
    if session.state is not SessionState.GIVEN and debrief is None:
        raise NotFoundError(session_id)
    told = select(Learning).where(Learning.session_id == session_id).order_by(Learning.made_on, Learning.id)
    return Talk(session, pair, side_in(pair, user), debrief, list(db.session.scalars(told)))


def read(talk: Talk) -> Said:
    """What stands there; the trail knows who read it."""
    if talk.debrief is not None:
        audit.record(Action.READ, DEBRIEF, talk.debrief.id)
    return talk.said


def write(user: User, session_id: UUID, said: Said, *, pulse: int | None, seen: str, key: UUID) -> None:
    """Write it down, with the own pulse where one is given; texts that are as they were `seen` stay as they are now.

    Raises DomainError for a BSN, for nothing at all, for what cannot be opened, and where the other
    one wrote meanwhile.
    """
    for name in ("observed", "talked", "change"):
        note_check.check_bsn(getattr(said, name), field=name)
    if not sending.take(key, about=about(session_id)):
        return
    talk = get_talk(user, session_id)
    if not talk.is_readable:
        raise DomainError(UNREADABLE)
    debrief = talk.debrief or _begin(talk, is_empty=said.is_empty and pulse is None)
    if said.mark != seen:
        sending.check_unchanged(seen, talk.said.mark, sending.IN_SIGHT)
        debrief.seen, debrief.talked, debrief.change = said.observed, said.talked, said.change
    if pulse is not None:
        _tap(debrief, talk.side, pulse)
    debrief.written_on = clock.today()
    db.session.add(debrief)
    audit.record(Action.RECORDED, DEBRIEF, debrief.id)


def _tap(debrief: Debrief, side: Side, pulse: int) -> None:
    if side is Side.TEACHER:
        debrief.teacher_pulse = pulse
    else:
        debrief.worker_pulse = pulse


def _begin(talk: Talk, *, is_empty: bool) -> Debrief:
    if is_empty:
        raise DomainError(NOTHING)
    return Debrief(id=uuid4(), session_id=talk.session.id, pair_id=talk.pair.id)


def _given_by(user: User) -> Select[UUID]:
    return select(SeriesPair.series_id).where(SeriesPair.held_by(user.id))


def _whole(session_id: UUID) -> Select[LessonSession]:
    series = joinedload(LessonSession.series)
    return select(LessonSession).where(LessonSession.id == session_id).options(
        joinedload(LessonSession.lesson).options(defer(SeriesLesson.data)), selectinload(LessonSession.places),
        series.joinedload(LessonSeries.school_class).joinedload(SchoolClass.site),
        series.selectinload(LessonSeries.pairs),
    ).execution_options(populate_existing=True)  # fmt: skip
