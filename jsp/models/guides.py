"""Guides of talks as content: versions that never change."""

from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.accounts import User
from jsp.models.base import Base
from jsp.rules.guide import Guide as Content
from jsp.rules.guide_data import guide_from


class Guide(Base):
    """What is asked in a talk; what stands in it is in its versions."""

    __tablename__ = "guide"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    archived_on: Mapped[date | None]


class GuideVersion(Base):
    """A guide as it was from a day on, and what changed. It is never rewritten: talks stand on it."""

    __tablename__ = "guide_version"
    __table_args__ = (
        UniqueConstraint("guide_id", "number"),
        CheckConstraint("number > 0", name="number_counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    guide_id: Mapped[int] = mapped_column(ForeignKey("guide.id"))
    number: Mapped[int]
    note: Mapped[str] = mapped_column(String(300))
    made_on: Mapped[date]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    guide: Mapped[Guide] = relationship()
    made_by: Mapped[User | None] = relationship(lazy="raise_on_sql")

    @cached_property
    def content(self) -> Content:
        """What stands in it."""
        return guide_from(self.data)
