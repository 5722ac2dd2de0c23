"""What comes of lessons outside the classroom: agreements that a school takes over, and carers who are reached."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.accounts import User
from jsp.models.base import Base, choice
from jsp.models.ground import SchoolClass
from jsp.models.lessons import SeriesLesson
from jsp.rules.session import AgreementState, Channel


class Agreement(Base):
    """What a class agreed, and how far that came in the school. About behaviour, never about somebody."""

    __tablename__ = "agreement"
    __table_args__ = (
        CheckConstraint("state NOT IN ('adopted', 'checked') OR written_in <> ''", name="adopted_somewhere"),
        Index("ix_agreement_school_class_id", "school_class_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("series_lesson.id"))
    text: Mapped[str] = mapped_column(String(200))
    state: Mapped[AgreementState] = mapped_column(choice(AgreementState), default=AgreementState.CLASS)
    written_in: Mapped[str] = mapped_column(String(200), default="")
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_on: Mapped[date]
    changed_on: Mapped[date]
    check_on: Mapped[date | None]
    school_class: Mapped[SchoolClass] = relationship(lazy="raise_on_sql")
    owner: Mapped[User] = relationship(lazy="raise_on_sql")


class CarerReach(Base):
    """That carers were told about a lesson, and how many that reached: numbers, never who."""

    __tablename__ = "carer_reach"
    __table_args__ = tuple(
        CheckConstraint(f"{name} >= 0", name=f"{name}_counts")
        for name in ("reached", "viewed", "thumbs", "replies", "coming")
    )

    lesson_id: Mapped[int] = mapped_column(ForeignKey("series_lesson.id"), primary_key=True)
    sent_on: Mapped[date | None]
    channel: Mapped[Channel | None] = mapped_column(choice(Channel))
    reached: Mapped[int | None]
    viewed: Mapped[int | None]
    thumbs: Mapped[int | None]
    replies: Mapped[int | None]
    coming: Mapped[int] = mapped_column(default=0)
    worked: Mapped[str] = mapped_column(String(300), default="")
    lesson: Mapped[SeriesLesson] = relationship(lazy="raise_on_sql")
