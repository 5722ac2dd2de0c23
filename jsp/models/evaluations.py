"""What a class said of a lesson: counters and open answers, and nothing of who said what or when (decision 18)."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, LargeBinary, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.base import Base, choice
from jsp.models.lesson_sessions import LessonSession
from jsp.models.questionnaires import QuestionnaireVersion
from jsp.models.sealed import PaddedSealed, Sealed
from jsp.rules.evaluation import AnswerState, Audience

ANSWER_BYTES = 1024


class EvaluationRelease(Base):
    """One or more evaluations of a series that are shown as one to an audience, for alone they had too few answers.

    What was released never changes: no two sets of figures may differ by a handful of pupils. `least`: the answers that
    an item needed to be shown then.
    """

    __tablename__ = "evaluation_release"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    series_id: Mapped[UUID] = mapped_column(ForeignKey("lesson_series.id"), index=True)
    audience: Mapped[Audience] = mapped_column(choice(Audience))
    released_on: Mapped[date]
    answers: Mapped[int]
    least: Mapped[int]


class Evaluation(Base):
    """A questionnaire that a class filled in after a session of a lesson. Its key is the once-key of the form.

    As long as it runs, everything is in its box; `answers`, those on `paper` among them, are known once it is closed.
    What was counted stays sealed until it is released: on phones and on paper.
    """

    __tablename__ = "evaluation"
    __table_args__ = (
        CheckConstraint("answers >= 0 AND paper >= 0 AND paper <= answers", name="counts_up"),
        CheckConstraint("closed_on IS NOT NULL OR answers = 0", name="counted_when_closed"),
        CheckConstraint("closed_on IS NOT NULL OR (staff_release_id IS NULL AND school_release_id IS NULL)",
                        name="released_when_closed"),
        Index("ix_evaluation_series_id_begun_on", "series_id", "begun_on"),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True)
    session_id: Mapped[UUID] = mapped_column(ForeignKey("lesson_session.id"), unique=True)
    series_id: Mapped[UUID] = mapped_column(ForeignKey("lesson_series.id"))
    version_id: Mapped[int] = mapped_column(ForeignKey("questionnaire_version.id"))
    is_short: Mapped[bool] = mapped_column(default=False)
    is_last: Mapped[bool] = mapped_column(default=False)
    begun_on: Mapped[date]
    closed_on: Mapped[date | None]
    seats: Mapped[int]
    answers: Mapped[int] = mapped_column(default=0)
    paper: Mapped[int] = mapped_column(default=0)
    counts_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    counts = Sealed()
    paper_counts_sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    paper_counts = Sealed()
    staff_release_id: Mapped[UUID | None] = mapped_column(ForeignKey("evaluation_release.id"), index=True)
    school_release_id: Mapped[UUID | None] = mapped_column(ForeignKey("evaluation_release.id"), index=True)
    session: Mapped[LessonSession] = relationship(lazy="raise_on_sql")
    version: Mapped[QuestionnaireVersion] = relationship(lazy="raise_on_sql")
    box: Mapped["EvaluationBox | None"] = relationship(lazy="raise_on_sql", cascade="all, delete-orphan")


class EvaluationBox(Base):
    """The running part of an evaluation; thrown away when it is closed.

    `code` stands on the board, `secret` in the QR code. `contents`: seats, counters and texts together, as one sealed
    text (jsp.rules.box), so that neither the rows nor the log of the database tell one answer from another.
    """

    __tablename__ = "evaluation_box"
    __table_args__ = (CheckConstraint("answers >= 0 AND answers <= seats", name="seats_hold_answers"),)

    id: Mapped[UUID] = mapped_column(ForeignKey("evaluation.id"), primary_key=True)
    code: Mapped[str] = mapped_column(String(6), unique=True)
    secret: Mapped[str] = mapped_column(String(20), unique=True)
    until: Mapped[datetime]
    seats: Mapped[int]
    answers: Mapped[int] = mapped_column(default=0)
    contents_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    contents = Sealed()


class EvaluationCount(Base):
    """How often a face was chosen at an item, in a released evaluation; on paper apart, for who counted it knows it."""

    __tablename__ = "evaluation_count"
    __table_args__ = (
        CheckConstraint("score BETWEEN 1 AND 5", name="score_exists"),
        CheckConstraint("count > 0", name="counts"),
    )

    evaluation_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation.id"), primary_key=True)
    item: Mapped[str] = mapped_column(String(40), primary_key=True)
    score: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    on_paper: Mapped[bool] = mapped_column(primary_key=True, default=False)
    count: Mapped[int]


class OpenAnswer(Base):
    """What somebody wrote, under a key that is random, in a table that keeps the order of the keys."""

    __tablename__ = "open_answer"
    __table_args__ = (
        Index("ix_open_answer_evaluation_id", "evaluation_id"),
        {"sqlite_with_rowid": False},
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    evaluation_id: Mapped[UUID] = mapped_column(ForeignKey("evaluation.id"))
    text_sealed: Mapped[bytes] = mapped_column(LargeBinary)
    text = PaddedSealed(ANSWER_BYTES)
    state: Mapped[AnswerState] = mapped_column(choice(AnswerState), default=AnswerState.WAITING)
    is_worry: Mapped[bool] = mapped_column(default=False)


class Discussion(Base):
    """What the class talked about when it saw the results, and what it takes along to the next lesson.

    `said` and `doing` are read to the class: "last time you said … so today …". The key is that of the evaluation.
    """

    __tablename__ = "discussion"

    id: Mapped[UUID] = mapped_column(ForeignKey("evaluation.id"), primary_key=True)
    notes_sealed: Mapped[bytes | None]
    notes = Sealed()
    said: Mapped[str] = mapped_column(String(300), default="")
    doing: Mapped[str] = mapped_column(String(300), default="")
    written_on: Mapped[date]
