"""Sessions: the dates on which a class gets a lesson, who is needed for it, and what was done with it."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp import clock
from jsp.models.accounts import User
from jsp.models.base import Base, choice
from jsp.models.lessons import LessonSeries, SeriesLesson
from jsp.models.sealed import Sealed
from jsp.rules.opening import Slot
from jsp.rules.session import HOLDS, ActKind, CancelCause, Check, GivenBy, SessionState, Side


class LessonSession(Base):
    """A date for a lesson: local wall time of Europe/Amsterdam, the end not included.

    It is firm once both turned their key. As long as `takes_place`, class, teacher and worker are nowhere else then:
    the database refuses it (migration 0007), and a lesson has one such date at most. One that was interrupted keeps its
    old date, and holds nobody. `sequence` and `changed_at` are what a calendar program goes by.
    """

    __tablename__ = "lesson_session"
    __table_args__ = (
        UniqueConstraint("id", "on", "starts", "ends", "takes_place"),
        CheckConstraint("starts < ends", name="in_order"),
        CheckConstraint("takes_place = (state IN ('proposed', 'planned', 'given'))", name="takes_place_is_true"),
        CheckConstraint("state <> 'planned' OR (has_teacher_key AND has_worker_key)", name="needs_both_keys"),
        CheckConstraint("state <> 'proposed' OR NOT (has_teacher_key AND has_worker_key)", name="both_keys_are_firm"),
        CheckConstraint("(state = 'given') = (given_by IS NOT NULL)", name="given_by_somebody"),
        CheckConstraint("(state = 'cancelled') = (cause IS NOT NULL)", name="cancelled_with_a_cause"),
        CheckConstraint("closure_id IS NULL OR state = 'interrupted'", name="closure_interrupts"),
        Index("ix_lesson_session_lesson_id", "lesson_id"),
        Index("ix_lesson_session_series_id_on", "series_id", "on"),
        Index("ix_lesson_session_on", "on"),
        Index("ix_lesson_session_holds", "lesson_id", unique=True, sqlite_where=text("takes_place"),
              postgresql_where=text("takes_place")),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True)
    series_id: Mapped[UUID] = mapped_column(ForeignKey("lesson_series.id"))
    lesson_id: Mapped[int] = mapped_column(ForeignKey("series_lesson.id"))
    state: Mapped[SessionState] = mapped_column(choice(SessionState), default=SessionState.PROPOSED)
    on: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]
    number: Mapped[int | None]
    room: Mapped[str] = mapped_column(String(40), default="")
    takes_place: Mapped[bool] = mapped_column(default=True)
    has_teacher_key: Mapped[bool] = mapped_column(default=False)
    has_worker_key: Mapped[bool] = mapped_column(default=False)
    closure_id: Mapped[int | None] = mapped_column(ForeignKey("closure.id"), index=True)
    is_resumed: Mapped[bool] = mapped_column(default=False)
    moves: Mapped[int] = mapped_column(default=0)
    cause: Mapped[CancelCause | None] = mapped_column(choice(CancelCause))
    given_by: Mapped[GivenBy | None] = mapped_column(choice(GivenBy))
    left: Mapped[list[str]] = mapped_column(JSON, default=list)  # keys of the parts that were not done
    checks: Mapped[list[str]] = mapped_column(JSON, default=list)
    teacher_ready: Mapped[bool] = mapped_column(default=False)
    worker_ready: Mapped[bool] = mapped_column(default=False)
    prepared_on: Mapped[date | None]
    prepared_at: Mapped[time | None]
    plays_sealed: Mapped[bytes | None]
    plays = Sealed()  # what plays in this class; erased after the lesson
    sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    series: Mapped[LessonSeries] = relationship(lazy="raise_on_sql")
    lesson: Mapped[SeriesLesson] = relationship(lazy="raise_on_sql")
    places: Mapped[list["SessionPlace"]] = relationship(cascade="all, delete-orphan", passive_updates=True)

    @property
    def slot(self) -> Slot:
        """Day and wall times, as the rules want them."""
        return Slot(on=self.on, starts=self.starts, ends=self.ends)

    @property
    def is_firm(self) -> bool:
        """Whether both turned their key."""
        return self.state is SessionState.PLANNED

    @property
    def is_ready(self) -> bool:
        """Whether both ticked that they are ready for the lesson."""
        return self.teacher_ready and self.worker_ready

    @property
    def done_checks(self) -> list[Check]:
        """The points of the preparation that are done."""
        return [each for each in Check if each.value in self.checks]

    def has_key(self, side: Side) -> bool:
        """Whether that side turned its key."""
        return self.has_teacher_key if side is Side.TEACHER else self.has_worker_key

    def forget_preparation(self) -> None:
        """As if nobody had prepared it yet: what a pair wrote for itself is not for the next one."""
        self.plays, self.checks = "", []
        self.teacher_ready = self.worker_ready = False
        self.prepared_on = self.prepared_at = None

    def settle(self) -> None:
        """Let `takes_place` follow, and tell calendar programs that there is something new."""
        self.takes_place = self.state in HOLDS
        self.sequence += 1
        self.changed_at = clock.now()


class SessionPlace(Base):
    """Who or what a session needs then: its class, the teacher (a user) or the worker (a team member).

    Day, hours and whether it takes place are those of the session, which the database itself keeps equal.
    """

    __tablename__ = "session_place"
    __table_args__ = (
        ForeignKeyConstraint(
            ["session_id", "on", "starts", "ends", "takes_place"],
            ["lesson_session.id", "lesson_session.on", "lesson_session.starts", "lesson_session.ends",
             "lesson_session.takes_place"],
            name="fk_session_place_session", onupdate="CASCADE", ondelete="CASCADE",
        ),
        CheckConstraint("kind IN ('class', 'teacher', 'worker')", name="kind_exists"),
        Index("ix_session_place_who", "kind", "who", "on"),
    )  # fmt: skip

    session_id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(10), primary_key=True)
    who: Mapped[int]
    on: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]
    takes_place: Mapped[bool]


class SeriesAct(Base):
    """What somebody did to sessions of a series at once; its key is the once-key of the form. It can be undone."""

    __tablename__ = "series_act"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    series_id: Mapped[UUID] = mapped_column(ForeignKey("lesson_series.id"), index=True)
    kind: Mapped[ActKind] = mapped_column(choice(ActKind, constrained=False))
    by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    at: Mapped[datetime]
    before: Mapped[str] = mapped_column(String(20), default="")  # state of the series
    undone_at: Mapped[datetime | None]
    changes: Mapped[list["SessionChange"]] = relationship(order_by="SessionChange.session_id")


class SessionChange(Base):
    """What a session was before an act, and its `sequence` after it: changed again since, it is not undone."""

    __tablename__ = "session_change"

    act_id: Mapped[UUID] = mapped_column(ForeignKey("series_act.id"), primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("lesson_session.id"), primary_key=True)
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    sequence: Mapped[int]


class SessionLink(Base):
    """An address in a mail with which one person may answer one proposal, once; opening it changes nothing.

    `mark` is a keyed digest of the secret in it. `sequence`: of the session as it was proposed.
    """

    __tablename__ = "session_link"

    mark: Mapped[str] = mapped_column(String(64), primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("lesson_session.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    sequence: Mapped[int]
    until: Mapped[datetime]
    used_at: Mapped[datetime | None]
    session: Mapped[LessonSession] = relationship(lazy="raise_on_sql")
    user: Mapped[User] = relationship(lazy="raise_on_sql")


class LessonNotice(Base):
    """What changed in somebody's lessons in one act: one row, however many sessions. `session`: where it was one."""

    __tablename__ = "lesson_notice"
    __table_args__ = (Index("ix_lesson_notice_user_id", "user_id", "seen_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    series_id: Mapped[UUID] = mapped_column(ForeignKey("lesson_series.id"))
    kind: Mapped[ActKind] = mapped_column(choice(ActKind, constrained=False))
    sessions: Mapped[int] = mapped_column(default=1)
    session_id: Mapped[UUID | None] = mapped_column(ForeignKey("lesson_session.id"))
    at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    series: Mapped[LessonSeries] = relationship(lazy="raise_on_sql")
    session: Mapped[LessonSession | None] = relationship(lazy="raise_on_sql")
