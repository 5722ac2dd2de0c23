"""Programmes of lessons as content: versions that never change, and what people propose to change."""

from datetime import date
from functools import cached_property
from typing import Any
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.accounts import User
from jsp.models.base import Base, choice
from jsp.rules.adaptation import AdaptationState
from jsp.rules.evaluation import Source
from jsp.rules.programme import Programme as Content
from jsp.rules.programme_data import programme_from


class Programme(Base):
    """A row of lessons that a JSP can give, such as *Respect*; what stands in it is in its versions.

    Which of those is the newest: jsp.models.programme_versions.
    """

    __tablename__ = "programme"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    archived_on: Mapped[date | None]


class ProgrammeVersion(Base):
    """A programme as it was from a day on, and what changed. It is never rewritten: classes stand on it."""

    __tablename__ = "programme_version"
    __table_args__ = (
        UniqueConstraint("programme_id", "number"),
        CheckConstraint("number > 0", name="number_counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"))
    number: Mapped[int]
    note: Mapped[str] = mapped_column(String(300))
    made_on: Mapped[date]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    programme: Mapped[Programme] = relationship()
    made_by: Mapped[User | None] = relationship(lazy="raise_on_sql")

    @cached_property
    def content(self) -> Content:
        """What stands in it."""
        return programme_from(self.data)


class Adaptation(Base):
    """A change that somebody who gave a lesson proposes; accepted, it becomes part of a new version.

    Its key is the once-key of the form. `text` is about the lesson, never about people.
    """

    __tablename__ = "adaptation"
    __table_args__ = (CheckConstraint("(state = 'accepted') = (version_id IS NOT NULL)", name="accepted_in_a_version"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), index=True)
    lesson_key: Mapped[str] = mapped_column(String(20))
    activity_key: Mapped[str] = mapped_column(String(40), default="")
    text: Mapped[str] = mapped_column(Text)
    state: Mapped[AdaptationState] = mapped_column(choice(AdaptationState), default=AdaptationState.OPEN)
    answer: Mapped[str] = mapped_column(String(300), default="")
    made_on: Mapped[date]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    settled_on: Mapped[date | None]
    version_id: Mapped[int | None] = mapped_column(ForeignKey("programme_version.id"))
    source: Mapped[Source] = mapped_column(choice(Source, constrained=False), default=Source.NONE, server_default="")
    series_id: Mapped[UUID | None] = mapped_column(ForeignKey("lesson_series.id"), index=True)  # of whom it came
    programme: Mapped[Programme] = relationship()
    made_by: Mapped[User] = relationship(lazy="raise_on_sql")
    version: Mapped[ProgrammeVersion | None] = relationship(lazy="raise_on_sql")
