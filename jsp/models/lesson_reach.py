"""What comes of lessons outside the classroom: agreements that a school takes over, and carers who are reached."""

from datetime import date
from typing import Self
from uuid import UUID

from sqlalchemy import CheckConstraint, ColumnElement, ForeignKey, Index, Select, String, and_, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.accounts import User
from jsp.models.base import Base, choice
from jsp.models.ground import SchoolClass
from jsp.models.lessons import LessonSeries, SeriesLesson, SeriesPair
from jsp.rules.agreement import is_reached
from jsp.rules.roles import Permission
from jsp.rules.session import AgreementState, Channel


def keeps_agreements_of(user: User) -> ColumnElement[bool]:
    """Which classes: those they teach, or, for who keeps the lessons of a school, those of its sites."""
    if user.may(Permission.SEE_LESSON_BOARD):
        return SchoolClass.site_id.in_([site.id for site in user.sites])
    taught = select(LessonSeries.school_class_id).join(LessonSeries.pairs)
    return SchoolClass.id.in_(taught.where(SeriesPair.teacher_id == user.id, SeriesPair.until.is_(None)))


class Agreement(Base):
    """What a class agreed, and how far that came in the school. About behaviour, never about somebody.

    `before`: where one that was dropped stood; `adopted_on`: the day on which the school took it over, kept by one that
    was checked or dropped since; `check_on`: the day to look whether it is still kept.
    """

    __tablename__ = "agreement"
    __table_args__ = (
        CheckConstraint("state NOT IN ('adopted', 'checked') OR written_in <> ''", name="adopted_somewhere"),
        CheckConstraint(
            "state = 'dropped' OR (state IN ('adopted', 'checked')) = (adopted_on IS NOT NULL)", name="adopted_on_a_day"
        ),
        Index("ix_agreement_school_class_id", "school_class_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    school_class_id: Mapped[int] = mapped_column(ForeignKey("school_class.id"))
    lesson_id: Mapped[int | None] = mapped_column(ForeignKey("series_lesson.id"))
    text: Mapped[str] = mapped_column(String(200))
    state: Mapped[AgreementState] = mapped_column(choice(AgreementState), default=AgreementState.CLASS)
    before: Mapped[AgreementState | None] = mapped_column(choice(AgreementState, constrained=False))
    written_in: Mapped[str] = mapped_column(String(200), default="")
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_on: Mapped[date]
    changed_on: Mapped[date]
    adopted_on: Mapped[date | None]
    checked_on: Mapped[date | None]
    check_on: Mapped[date | None]
    school_class: Mapped[SchoolClass] = relationship(lazy="raise_on_sql")
    lesson: Mapped[SeriesLesson | None] = relationship(lazy="raise_on_sql")
    owner: Mapped[User] = relationship(lazy="raise_on_sql")

    @classmethod
    def visible_to(cls, user: User) -> Select[Self]:
        """Of the classes whose agreements this person keeps, and at the own schools what was handed to them."""
        handed = and_(cls.owner_id == user.id, SchoolClass.site_id.in_([site.id for site in user.sites]))
        return select(cls).join(cls.school_class).where(or_(keeps_agreements_of(user), handed))

    def has_reached(self, step: AgreementState) -> bool:
        """Whether it has that step of the way behind it."""
        return is_reached(self.state, step)

    def is_due(self, today: date) -> bool:
        """Whether it is time to look again."""
        return self.check_on is not None and self.check_on <= today and self.state is not AgreementState.DROPPED


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
