"""What the two of a pair say to each other about a lesson and about working together; it is theirs alone."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.base import Base, choice
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import SeriesPair
from jsp.models.sealed import Sealed, is_readable
from jsp.rules.evaluation import Moment
from jsp.rules.session import Side


class Debrief(Base):
    """The talk of a pair after a session: what was seen, what was said of it, what they change.

    Only this pair reads it; a new pair begins with its own. A pulse is 1 to 5: how working together went.
    """

    __tablename__ = "debrief"
    __table_args__ = (
        UniqueConstraint("session_id", "pair_id"),
        CheckConstraint("teacher_pulse BETWEEN 1 AND 5", name="teacher_pulse_exists"),
        CheckConstraint("worker_pulse BETWEEN 1 AND 5", name="worker_pulse_exists"),
        Index("ix_debrief_pair_id", "pair_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("lesson_session.id"))
    pair_id: Mapped[int] = mapped_column(ForeignKey("series_pair.id"))
    seen_sealed: Mapped[bytes | None]
    seen = Sealed()
    talked_sealed: Mapped[bytes | None]
    talked = Sealed()
    change_sealed: Mapped[bytes | None]
    change = Sealed()
    teacher_pulse: Mapped[int | None]
    worker_pulse: Mapped[int | None]
    written_on: Mapped[date]
    session: Mapped[LessonSession] = relationship(lazy="raise_on_sql")
    pair: Mapped[SeriesPair] = relationship(lazy="raise_on_sql")

    @property
    def is_written(self) -> bool:
        """Whether there is more than a pulse."""
        return any((self.seen_sealed, self.talked_sealed, self.change_sealed))

    @property
    def is_readable(self) -> bool:
        """Whether the keys of this installation open it."""
        return is_readable(self, "seen", "talked", "change")


class Learning(Base):
    """What giving a lesson together taught somebody of one of the two professions, told to all who give lessons."""

    __tablename__ = "learning"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("lesson_session.id"), index=True)
    profession: Mapped[Side] = mapped_column(choice(Side))
    text: Mapped[str] = mapped_column(String(300))
    made_on: Mapped[date]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    session: Mapped[LessonSession] = relationship(lazy="raise_on_sql")


class PairReflection(Base):
    """How a pair looks back on its working together, at one of three moments, along the five mechanisms.

    `answers`: a JSON object by question, sealed. Theirs alone, unless both of them share it.
    """

    __tablename__ = "pair_reflection"
    __table_args__ = (UniqueConstraint("pair_id", "moment"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    pair_id: Mapped[int] = mapped_column(ForeignKey("series_pair.id"))
    moment: Mapped[Moment] = mapped_column(choice(Moment))
    answers_sealed: Mapped[bytes | None]
    answers = Sealed()
    shared_by_teacher: Mapped[bool] = mapped_column(default=False)
    shared_by_worker: Mapped[bool] = mapped_column(default=False)
    written_on: Mapped[date]
    pair: Mapped[SeriesPair] = relationship(lazy="raise_on_sql")

    @property
    def is_shared(self) -> bool:
        """Whether others may read it: both said yes to what stands there now."""
        return self.shared_by_teacher and self.shared_by_worker

    @property
    def is_readable(self) -> bool:
        """Whether the keys of this installation open it."""
        return is_readable(self, "answers")

    def is_shared_by(self, side: Side) -> bool:
        """Whether this one of the two said yes."""
        return self.shared_by_teacher if side is Side.TEACHER else self.shared_by_worker

    def share(self, side: Side, *, is_shared: bool) -> None:
        """Say yes, or no after all, for one of the two."""
        if side is Side.TEACHER:
            self.shared_by_teacher = is_shared
        else:
            self.shared_by_worker = is_shared
