"""A series of lessons for a class: who gives it, which lessons it gets, and in which order."""

from datetime import date, time
from typing import Any, Self
from uuid import UUID

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ColumnElement,
    ForeignKey,
    Index,
    Select,
    String,
    UniqueConstraint,
    exists,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.accounts import User
from jsp.models.base import Base, choice
from jsp.models.ground import SchoolClass
from jsp.models.programmes import ProgrammeVersion
from jsp.models.sealed import Sealed
from jsp.models.team import TeamMember
from jsp.rules.programme import Kind, Lesson, label_of
from jsp.rules.programme_data import lesson_from
from jsp.rules.roles import Permission
from jsp.rules.session import SeriesState


class ClassHour(Base):
    """An hour in the timetable of a class in which its mentor has it. `number`: the how manieth lesson hour it is."""

    __tablename__ = "class_hour"
    __table_args__ = (
        UniqueConstraint("school_class_id", "weekday", "starts"),
        CheckConstraint("starts < ends", name="in_order"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_exists"),
        CheckConstraint("number BETWEEN 1 AND 15", name="number_exists"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    school_class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    weekday: Mapped[int]
    starts: Mapped[time]
    ends: Mapped[time]
    number: Mapped[int | None]
    room: Mapped[str] = mapped_column(String(40), default="")


class LessonSeries(Base):
    """A programme that a class gets. It stands on one version of it, whatever versions come later.

    Its key is the once-key of the form. `decision`: what was decided in a talk, that it came from (R38).
    """

    __tablename__ = "lesson_series"
    __table_args__ = (
        CheckConstraint("(state = 'stopped') = (stopped_on IS NOT NULL)", name="stopped_on_a_day"),
        Index("ix_lesson_series_school_class_id", "school_class_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("programme_version.id"), index=True)
    state: Mapped[SeriesState] = mapped_column(choice(SeriesState), default=SeriesState.RUNNING)
    begun_on: Mapped[date]
    stopped_on: Mapped[date | None]
    stopped_why: Mapped[str] = mapped_column(String(200), default="")
    decision: Mapped[str] = mapped_column(String(200), default="")
    school_class: Mapped[SchoolClass] = relationship(lazy="joined", innerjoin=True)
    version: Mapped[ProgrammeVersion] = relationship()
    pairs: Mapped[list["SeriesPair"]] = relationship(back_populates="series", order_by="SeriesPair.id")
    lessons: Mapped[list["SeriesLesson"]] = relationship(back_populates="series", order_by="SeriesLesson.position")

    @classmethod
    def visible_to(cls, user: User) -> Select[Self]:
        """What this person may see: of the classes they teach; who keeps the lessons of a school: of its classes."""
        query = select(cls).join(cls.school_class)
        if user.may(Permission.SEE_LESSON_BOARD):
            return query.where(SchoolClass.site_id.in_([site.id for site in user.sites]))
        teaches = SeriesPair.series_id == cls.id, SeriesPair.teacher_id == user.id, SeriesPair.until.is_(None)
        return query.where(exists().where(*teaches))

    def stand(self, state: SeriesState, *, on: date | None = None, why: str = "") -> None:
        """Let it run, stand still, or stop, the last with the day and the reason."""
        self.state, self.stopped_on, self.stopped_why = state, on, why

    @property
    def pair(self) -> "SeriesPair":
        """Who gives it now."""
        return next(each for each in reversed(self.pairs) if each.until is None)


class SeriesPair(Base):
    """A teacher and somebody of the JSP who give a series together from a day on; the texts are theirs alone.

    A new pair begins with empty texts. Its key seals them.
    """

    __tablename__ = "series_pair"
    __table_args__ = (
        CheckConstraint("until IS NULL OR since <= until", name="in_order"),
        Index("ix_series_pair_now", "series_id", unique=True, sqlite_where=text("until IS NULL"),
              postgresql_where=text("until IS NULL")),
        Index("ix_series_pair_teacher_id", "teacher_id"),
        Index("ix_series_pair_worker_id", "worker_id"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[UUID] = mapped_column(ForeignKey("lesson_series.id"))
    teacher_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    worker_id: Mapped[int] = mapped_column(ForeignKey("team_member.id"))
    since: Mapped[date]
    until: Mapped[date | None]
    reason: Mapped[str] = mapped_column(String(200), default="")
    goal_sealed: Mapped[bytes | None]
    goal = Sealed()
    teacher_expects_sealed: Mapped[bytes | None]
    teacher_expects = Sealed()
    worker_expects_sealed: Mapped[bytes | None]
    worker_expects = Sealed()
    lead_sealed: Mapped[bytes | None]
    lead = Sealed()
    feedback_sealed: Mapped[bytes | None]
    feedback = Sealed()
    agreed_on: Mapped[date | None]
    series: Mapped[LessonSeries] = relationship(back_populates="pairs", lazy="raise_on_sql")
    teacher: Mapped[User] = relationship(lazy="joined")
    worker: Mapped[TeamMember] = relationship(lazy="joined")

    def holds(self, user: User) -> bool:
        """Whether this person is one of the two."""
        return user.id in (self.teacher_id, self.worker.user_id)

    @classmethod
    def held_by(cls, user_id: int | ColumnElement[int]) -> ColumnElement[bool]:
        """The same, in a question."""
        mine = select(TeamMember.id).where(TeamMember.user_id == user_id)
        return or_(cls.teacher_id == user_id, cls.worker_id.in_(mine))


class SeriesLesson(Base):
    """A lesson in the row that one class gets. `data`: the class version, where it differs from the programme.

    `repeats`: the keys of the lessons of which a repetition takes something; it counts as a session, not as a lesson.
    `turn`: the how manieth repetition of the series it is.
    """

    __tablename__ = "series_lesson"
    __table_args__ = (UniqueConstraint("series_id", "position"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    series_id: Mapped[UUID] = mapped_column(ForeignKey("lesson_series.id"))
    position: Mapped[int]
    key: Mapped[str] = mapped_column(String(20))
    kind: Mapped[Kind] = mapped_column(choice(Kind))
    title: Mapped[str] = mapped_column(String(120))
    data: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    core_reason: Mapped[str] = mapped_column(String(300), default="")
    repeats: Mapped[list[str]] = mapped_column(JSON, default=list)
    turn: Mapped[int] = mapped_column(default=1, server_default="1")
    sent_on: Mapped[date | None]
    series: Mapped[LessonSeries] = relationship(back_populates="lessons", lazy="raise_on_sql")

    @property
    def base(self) -> Lesson:
        """As it stands in the programme."""
        return self.series.version.content.lesson(self.key)

    @property
    def content(self) -> Lesson:
        """As this class gets it."""
        return lesson_from(self.data) if self.data is not None else self.base

    @property
    def label(self) -> str:
        """What stands in the dot: its number, or H for a repetition."""
        return label_of(self.kind, self.key, self.turn)
