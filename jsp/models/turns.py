"""Turns that change hands: somebody cannot come, two people swap, and who has to hear of it."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.base import Base, choice
from jsp.models.hours import Absence  # noqa: F401 - the table that Cover points at
from jsp.models.team import Opening, TeamMember


class CoverState(StrEnum):
    """How a question for cover stands."""

    OPEN = "open"
    TAKEN = "taken"
    TAKEN_BACK = "taken_back"


class SwapState(StrEnum):
    """How a question to swap stands."""

    OPEN = "open"
    DONE = "done"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"


class NoticeKind(StrEnum):
    """What somebody has to hear about their turns."""

    PLANNED = "planned"
    TAKEN_OFF = "taken_off"
    CHANGED = "changed"
    CALLED_OFF = "called_off"
    ON_AGAIN = "on_again"
    COVERED = "covered"
    SWAPPED = "swapped"
    NOT_SWAPPED = "not_swapped"
    DROPPED_OUT = "dropped_out"
    BACK = "back"
    SHORT = "short"


class Cover(Base):
    """Somebody cannot come to an opening and others are asked; the first yes takes the turn.

    Its key is the once-key of the form, or follows from that of an absence.
    """

    __tablename__ = "cover"
    __table_args__ = (CheckConstraint("(state = 'taken') = (taken_by_id IS NOT NULL)", name="taken_by_somebody"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("team_member.id"))
    state: Mapped[CoverState] = mapped_column(choice(CoverState), default=CoverState.OPEN)
    asked_at: Mapped[datetime]
    taken_by_id: Mapped[int | None] = mapped_column(ForeignKey("team_member.id"))
    absence_id: Mapped[int | None] = mapped_column(ForeignKey("absence.id"))  # of which it is a part
    opening: Mapped[Opening] = relationship()
    member: Mapped[TeamMember] = relationship(foreign_keys=[member_id])
    taken_by: Mapped[TeamMember | None] = relationship(foreign_keys=[taken_by_id])
    questions: Mapped[list["CoverQuestion"]] = relationship(
        back_populates="cover", order_by="CoverQuestion.asked_at", cascade="all, delete-orphan"
    )


class CoverQuestion(Base):
    """One colleague who was asked to come instead; `says_yes` is None until they answer."""

    __tablename__ = "cover_question"
    __table_args__ = (Index("ix_cover_question_member_id", "member_id"),)

    cover_id: Mapped[UUID] = mapped_column(ForeignKey("cover.id"), primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("team_member.id"), primary_key=True)
    asked_at: Mapped[datetime]
    says_yes: Mapped[bool | None]
    cover: Mapped[Cover] = relationship(back_populates="questions")
    member: Mapped[TeamMember] = relationship()


class Swap(Base):
    """Somebody offers their turn for the turn of a colleague; only the yes of that colleague changes the rota."""

    __tablename__ = "swap"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), index=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("team_member.id"))
    other_opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"), index=True)
    other_member_id: Mapped[int] = mapped_column(ForeignKey("team_member.id"), index=True)
    state: Mapped[SwapState] = mapped_column(choice(SwapState), default=SwapState.OPEN)
    asked_at: Mapped[datetime]
    opening: Mapped[Opening] = relationship(foreign_keys=[opening_id])
    other_opening: Mapped[Opening] = relationship(foreign_keys=[other_opening_id])
    member: Mapped[TeamMember] = relationship(foreign_keys=[member_id])
    other_member: Mapped[TeamMember] = relationship(foreign_keys=[other_member_id])


class Notice(Base):
    """What changed in somebody's turns in one act: one row, however many openings it touched."""

    __tablename__ = "notice"
    __table_args__ = (Index("ix_notice_user_id", "user_id", "seen_at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[NoticeKind] = mapped_column(choice(NoticeKind))
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    openings: Mapped[int] = mapped_column(default=1)
    at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
    opening: Mapped[Opening] = relationship()

    @property
    def others(self) -> int:
        """How many openings besides the one that is named."""
        return self.openings - 1
