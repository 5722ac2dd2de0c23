"""From a quote to a changed lesson: findings with the passages behind them, decisions, and what came of those."""

from datetime import date
from uuid import UUID

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.accounts import User
from jsp.models.base import Base, choice
from jsp.models.coding import Passage
from jsp.models.focus_groups import FocusGroup
from jsp.models.lesson_reach import Agreement
from jsp.models.programmes import Adaptation, Programme
from jsp.models.questionnaires import Questionnaire
from jsp.models.sealed import Sealed
from jsp.rules.coding import FindingKind
from jsp.rules.talk import Part


class Finding(Base):
    """What people said, in a sentence of our own, without anybody in it. `points`: of prevention (R105)."""

    __tablename__ = "finding"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    words: Mapped[str] = mapped_column(String(500))
    kind: Mapped[FindingKind] = mapped_column(choice(FindingKind))
    points: Mapped[list[str]] = mapped_column(JSON)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"), index=True)
    made_on: Mapped[date]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    archived_on: Mapped[date | None]
    programme: Mapped[Programme | None] = relationship(lazy="raise_on_sql")
    made_by: Mapped[User] = relationship(lazy="raise_on_sql")
    evidence: Mapped[list["Evidence"]] = relationship(
        order_by="Evidence.place", cascade="all, delete-orphan", passive_deletes=True, back_populates="finding"
    )
    decisions: Mapped[list["Decision"]] = relationship(
        order_by=lambda: (Decision.made_on, Decision.id), cascade="all, delete-orphan", passive_deletes=True,
        back_populates="finding",
    )  # fmt: skip


class Evidence(Base):
    """A passage on which a finding rests. Once its text is erased the quote stays here, where it may be quoted.

    `part`: as what who said it took part; nothing where that was not known, or would name somebody.
    """

    __tablename__ = "evidence"
    __table_args__ = (UniqueConstraint("finding_id", "passage_id"), Index("ix_evidence_group_id", "group_id"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("finding.id", ondelete="CASCADE"))
    group_id: Mapped[UUID] = mapped_column(ForeignKey("focus_group.id", ondelete="CASCADE"))
    passage_id: Mapped[UUID | None] = mapped_column(ForeignKey("passage.id", ondelete="SET NULL"), index=True)
    place: Mapped[int]
    part: Mapped[Part | None] = mapped_column(choice(Part))
    quote_sealed: Mapped[bytes | None]
    quote = Sealed()
    finding: Mapped[Finding] = relationship(lazy="raise_on_sql", back_populates="evidence")
    group: Mapped[FocusGroup] = relationship(lazy="raise_on_sql")
    passage: Mapped[Passage | None] = relationship(lazy="raise_on_sql")


class Decision(Base):
    """What was decided, by whom it is done and when (R38), what it changes, and which item checks whether it helped.

    `told`: what we did with it, for who took part.
    """

    __tablename__ = "decision"
    __table_args__ = (
        CheckConstraint("(questionnaire_id IS NULL) = (item_key = '')", name="item_of_a_questionnaire"),
        CheckConstraint("(told = '') = (told_on IS NULL)", name="told_has_a_day"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    finding_id: Mapped[UUID] = mapped_column(ForeignKey("finding.id", ondelete="CASCADE"), index=True)
    what: Mapped[str] = mapped_column(String(300))
    who: Mapped[str] = mapped_column(String(120))
    due_on: Mapped[date | None]
    done_on: Mapped[date | None]
    made_on: Mapped[date]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    adaptation_id: Mapped[UUID | None] = mapped_column(ForeignKey("adaptation.id"), index=True)
    agreement_id: Mapped[UUID | None] = mapped_column(ForeignKey("agreement.id"), index=True)
    questionnaire_id: Mapped[int | None] = mapped_column(ForeignKey("questionnaire.id"), index=True)
    item_key: Mapped[str] = mapped_column(String(40), default="")
    told: Mapped[str] = mapped_column(String(500), default="")
    told_on: Mapped[date | None]
    finding: Mapped[Finding] = relationship(lazy="raise_on_sql", back_populates="decisions")
    adaptation: Mapped[Adaptation | None] = relationship(lazy="raise_on_sql")
    agreement: Mapped[Agreement | None] = relationship(lazy="raise_on_sql")
    questionnaire: Mapped[Questionnaire | None] = relationship(lazy="raise_on_sql")
