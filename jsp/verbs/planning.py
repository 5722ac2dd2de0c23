"""Changing sessions of lessons: all of an act at once, kept so that it can be undone, told once to who it concerns."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID, uuid5

from sqlalchemy import delete, exists, insert, select

from jsp import audit, clock, mail
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.lesson_sessions import LessonNotice, LessonSession, SeriesAct, SessionChange, SessionPlace
from jsp.models.lessons import LessonSeries, SeriesLesson, SeriesPair
from jsp.models.timetable import CLASS, TEACHER, WORKER
from jsp.rules.opening import Slot
from jsp.rules.session import HOLDS, URGENT, ActKind, CancelCause, GivenBy, SeriesState, SessionState
from jsp.words.lesson_terms import LESSON_NEWS

KIND = "lesson_series"
KEPT = ("state", "on", "starts", "ends", "number", "room", "has_teacher_key", "has_worker_key", "closure_id",
        "is_resumed", "moves", "cause", "given_by", "left")  # fmt: skip
NEW = {"state": SessionState.WITHDRAWN.value}
HOUR = ("on", "starts", "ends")
SOON = timedelta(days=3)  # what changes about lessons until then is mailed, whatever is still unread
AT_ONCE = timedelta(minutes=1)
Values = Mapping[str, Any]


def about(series_id: UUID) -> str:
    """Who changes a series takes turns: see jsp.sending."""
    return f"series {series_id}"


@dataclass(slots=True)
class Act:
    """What somebody does to sessions of one series; `finish` writes it down and tells the others of the pair.

    `key` is the once-key of the form. `before`: how the series stood. Who is told: whoever of the pair did not do it,
    and of the `former` pair where there was one.
    """

    series: LessonSeries
    kind: ActKind
    key: UUID
    by: User | None
    before: str = ""
    former: SeriesPair | None = None
    changed: dict[UUID, tuple[LessonSession, Values]] = field(default_factory=dict)

    def add(self, lesson: SeriesLesson, slot: Slot, *, number: int | None, room: str, keys: Values) -> LessonSession:
        """A new session at an hour; the database refuses one at which class, teacher or worker are elsewhere.

        What the pair prepared for a date that fell out is for this one.
        """
        id = uuid5(self.key, str(lesson.id))
        session = LessonSession(
            id=id, series_id=self.series.id, lesson_id=lesson.id, on=slot.on, starts=slot.starts, ends=slot.ends,
            number=number, room=room, sequence=0, **keys,
        )  # fmt: skip
        session.state = SessionState.PLANNED if _has_both(session) else SessionState.PROPOSED
        db.session.add(session)
        db.session.flush()
        take_places(session, self.series)
        _prepare_as_before(session, self.series.pair)
        self.changed[session.id] = (session, NEW)
        return session

    def change(self, changes: Iterable[tuple[LessonSession, Values]]) -> None:
        """Let these sessions be otherwise, all at once: what makes room goes first, for nobody may be in two places.

        Neither has a lesson two hours.
        """
        wanted = [(session, values) for session, values in changes if _differs(session, values)]
        for session, _values in wanted:
            self.changed.setdefault(session.id, (session, _snapshot(session)))
        for session, values in wanted:
            if session.takes_place and _makes_room(session, values):
                session.state, session.takes_place = SessionState.INTERRUPTED, False
        db.session.flush()
        for session, values in wanted:
            kept = _snapshot_of(self.changed[session.id][1])
            for name, value in ({"state": kept["state"]} | dict(values)).items():
                setattr(session, name, value)
            session.settle()
        db.session.flush()

    def finish(self, *, wrote_to: User | None = None) -> None:
        """Keep what was before, and tell it; nothing where nothing changed. `wrote_to` gets a mail of another kind."""
        if not self.changed and self.former is None and self.before in ("", self.series.state.value):
            return
        db.session.add(SeriesAct(
            id=self.key, series_id=self.series.id, kind=self.kind, by_id=self.by.id if self.by else None,
            at=clock.now(), before=self.before,
        ))  # fmt: skip
        db.session.flush()
        db.session.add_all(
            SessionChange(act_id=self.key, session_id=id, before=dict(before), sequence=session.sequence)
            for id, (session, before) in self.changed.items()
        )
        audit.record(Action.LESSONS_CHANGED, KIND, self.series.id, user_id=self.by.id if self.by else None)
        pairs = [self.series.pair] if self.former is None else [self.former, self.series.pair]
        tell(
            self.series, self.kind, len(self.changed), pairs=pairs, besides=self.by, wrote_to=wrote_to,
            is_soon=self._is_soon(), session_id=next(iter(self.changed)) if len(self.changed) == 1 else None,
        )  # fmt: skip

    def _is_soon(self) -> bool:
        """Whether any of it was or is to take place in the coming days."""
        old = (_snapshot_of(before).get("on", session.on) for session, before in self.changed.values())
        return any(is_soon(on) for on in (*old, *(session.on for session, _before in self.changed.values())))


def give_places(session: LessonSession, series: LessonSeries) -> None:
    """Let go of who was needed for it, and claim who is now."""
    db.session.execute(delete(SessionPlace).where(SessionPlace.session_id == session.id))
    take_places(session, series)
    session.settle()


def take_places(session: LessonSession, series: LessonSeries) -> None:
    """Claim class, teacher and worker for its hour."""
    pair = series.pair
    who = {CLASS: series.school_class_id, TEACHER: pair.teacher_id, WORKER: pair.worker_id}
    db.session.execute(insert(SessionPlace).values([
        {"session_id": session.id, "kind": kind, "who": id, "on": session.on, "starts": session.starts,
         "ends": session.ends, "takes_place": session.takes_place}
        for kind, id in who.items()
    ]))  # fmt: skip


def tell(
    series: LessonSeries, kind: ActKind, sessions: int, *, pairs: Collection[SeriesPair], besides: User | None,
    wrote_to: User | None = None, is_soon: bool = False, also: Collection[User] = (), session_id: UUID | None = None,
) -> None:  # fmt: skip
    """One notice for each of the pairs but who did it, and for who `also` has to know.

    One mail at most, where no notice is unread yet, or where it is about the coming days.
    """
    pair_people = (each for pair in pairs for each in (pair.teacher, pair.worker.user) if each is not None)
    people = {each.id: each for each in (*pair_people, *also)}
    for person in people.values():
        if not person.active or (besides is not None and person.id == besides.id):
            continue
        if person is not wrote_to and not _has_heard(person, kind if is_soon and kind in URGENT else None):
            mail.queue("lessons_changed", to=person, link=mail.link("lessons.show"), what=LESSON_NEWS[kind])
        db.session.add(LessonNotice(
            user_id=person.id, series_id=series.id, kind=kind, sessions=sessions, session_id=session_id, at=clock.now()
        ))  # fmt: skip


def is_soon(day: date) -> bool:
    """Whether it is one of the coming days."""
    return clock.today() <= day <= clock.today() + SOON


def _has_heard(person: User, urgent: ActKind | None) -> bool:
    """Whether a notice is unread; of something `urgent` only one that came with it, for it is about many lessons."""
    unread = select(LessonNotice.id).where(LessonNotice.user_id == person.id, LessonNotice.seen_at.is_(None))
    if urgent is not None:
        unread = unread.where(LessonNotice.kind == urgent, LessonNotice.at > clock.now() - AT_ONCE)
    return db.session.scalar(unread.limit(1)) is not None


def undo(act: SeriesAct, series: LessonSeries, *, key: UUID, by: User) -> Act:
    """Put everything back as it was; the caller has checked that nothing changed since. Finish what it returns."""
    back = Act(series, ActKind.UNDONE, key, by, before=series.state.value)
    sessions = {each.id: each for each in db.session.scalars(
        select(LessonSession).where(LessonSession.id.in_([each.session_id for each in act.changes]))
    )}  # fmt: skip
    back.change((sessions[each.session_id], _snapshot_of(each.before)) for each in act.changes)
    if act.before:
        series.stand(SeriesState(act.before))
    act.undone_at = clock.now()
    return back


def goes_back(act: SeriesAct) -> list[tuple[LessonSession, Slot]]:
    """The sessions that would hold an hour again that they do not hold now, each with that hour."""
    ids = [each.session_id for each in act.changes]
    now = {each.id: each for each in db.session.scalars(select(LessonSession).where(LessonSession.id.in_(ids)))}
    found = []
    for each in act.changes:
        session, before = now[each.session_id], _snapshot_of(each.before)
        slot = Slot(*(before.get(name, getattr(session, name)) for name in HOUR))
        if before["state"] in HOLDS and (not session.takes_place or slot != session.slot):
            found.append((session, slot))
    return found


def is_untouched(act: SeriesAct) -> bool:
    """Whether no session of the act changed since."""
    query = select(LessonSession.id, LessonSession.sequence).where(
        LessonSession.id.in_([each.session_id for each in act.changes])
    )
    now = {id: sequence for id, sequence in db.session.execute(query)}
    return act.undone_at is None and all(now.get(each.session_id) == each.sequence for each in act.changes)


def _prepare_as_before(session: LessonSession, pair: SeriesPair) -> None:
    """Take over what this pair prepared for the last date of the lesson that fell out, but for who is ready."""
    fell_out = LessonSession.state.in_([SessionState.CANCELLED, SessionState.WITHDRAWN])
    of_lesson = select(LessonSession).where(LessonSession.lesson_id == session.lesson_id, fell_out)
    for kind, who in ((TEACHER, pair.teacher_id), (WORKER, pair.worker_id)):
        place = SessionPlace.session_id == LessonSession.id, SessionPlace.kind == kind, SessionPlace.who == who
        of_lesson = of_lesson.where(exists().where(*place))
    last = db.session.scalars(of_lesson.order_by(LessonSession.changed_at.desc()).limit(1)).first()
    if last is not None:
        session.checks, session.plays = list(last.checks), last.plays
        session.prepared_on, session.prepared_at = last.prepared_on, last.prepared_at
        last.plays = ""


def _has_both(session: LessonSession) -> bool:
    return bool(session.has_teacher_key and session.has_worker_key)


def _differs(session: LessonSession, values: Values) -> bool:
    return any(getattr(session, name) != value for name, value in values.items())


def _makes_room(session: LessonSession, values: Values) -> bool:
    moves = any(getattr(session, name) != values.get(name, getattr(session, name)) for name in HOUR)
    return moves or values.get("state", session.state) not in HOLDS


def _snapshot(session: LessonSession) -> dict[str, Any]:
    """What it is, as JSON keeps it."""
    held = {name: getattr(session, name) for name in KEPT}
    return {name: value.isoformat() if isinstance(value, date | time) else value for name, value in held.items()}


def _snapshot_of(kept: Values) -> dict[str, Any]:
    """What was kept, as the session holds it."""
    read: dict[str, Any] = {
        "state": SessionState, "on": date.fromisoformat, "starts": time.fromisoformat, "ends": time.fromisoformat,
        "cause": CancelCause, "given_by": GivenBy,
    }  # fmt: skip
    return {name: read[name](value) if name in read and value is not None else value for name, value in kept.items()}
