"""Questionnaires as content: versions that never change, and the programmes whose lessons they are about."""

from datetime import date
from functools import cached_property
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.accounts import User
from jsp.models.base import Base
from jsp.rules.questionnaire import Questionnaire as Content
from jsp.rules.questionnaire_data import questionnaire_from


class Questionnaire(Base):
    """What a class is asked after a lesson; what stands in it is in its versions."""

    __tablename__ = "questionnaire"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    archived_on: Mapped[date | None]


class QuestionnaireVersion(Base):
    """A questionnaire as it was from a day on, and what changed. It is never rewritten: answers stand on it."""

    __tablename__ = "questionnaire_version"
    __table_args__ = (
        UniqueConstraint("questionnaire_id", "number"),
        CheckConstraint("number > 0", name="number_counts"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"))
    number: Mapped[int]
    note: Mapped[str] = mapped_column(String(300))
    made_on: Mapped[date]
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    data: Mapped[dict[str, Any]] = mapped_column(JSON)
    questionnaire: Mapped[Questionnaire] = relationship()
    made_by: Mapped[User | None] = relationship(lazy="raise_on_sql")

    @cached_property
    def content(self) -> Content:
        """What stands in it."""
        return questionnaire_from(self.data)


class QuestionnaireUse(Base):
    """The questionnaire of the lessons of a programme; a programme without a row has the usual one."""

    __tablename__ = "questionnaire_use"

    programme_id: Mapped[int] = mapped_column(ForeignKey("programme.id"), primary_key=True)
    questionnaire_id: Mapped[int] = mapped_column(ForeignKey("questionnaire.id"))
