"""Codebooks, and the passages of texts that people gave codes. Keys are those of a REFI-QDA project (its GUIDs)."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.accounts import User
from jsp.models.base import Base, choice
from jsp.models.sealed import Sealed
from jsp.models.talk_texts import TalkText
from jsp.rules.coding import StepKind
from jsp.rules.spans import Span


class Codebook(Base):
    """Codes that belong together. `origin`: which starting book it began as, empty for none."""

    __tablename__ = "codebook"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(120))
    name_key: Mapped[str] = mapped_column(String(240), unique=True)
    origin: Mapped[str] = mapped_column(String(40), default="")
    made_on: Mapped[date]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    archived_on: Mapped[date | None]


class Code(Base):
    """A code with its definition; it may stand under another one. `under_id`: that one, or else the book.

    Two codes under the same one have different names: `name_key` is the name as it is compared.
    """

    __tablename__ = "code"
    __table_args__ = (
        UniqueConstraint("under_id", "name_key"),
        CheckConstraint("parent_id IS NULL OR parent_id <> id", name="not_under_itself"),
        CheckConstraint("under_id = coalesce(parent_id, book_id)", name="under_one"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    book_id: Mapped[UUID] = mapped_column(ForeignKey("codebook.id"), index=True)
    parent_id: Mapped[UUID | None] = mapped_column(ForeignKey("code.id"), index=True)
    under_id: Mapped[UUID]
    name: Mapped[str] = mapped_column(String(80))
    name_key: Mapped[str] = mapped_column(String(160))
    definition: Mapped[str] = mapped_column(String(500), default="")
    colour: Mapped[str] = mapped_column(String(7))
    is_codable: Mapped[bool] = mapped_column(default=True)
    place: Mapped[int]
    archived_on: Mapped[date | None]
    book: Mapped[Codebook] = relationship(lazy="raise_on_sql")


class Passage(Base):
    """A piece of a text, from `starts` up to and without `ends`, in code points.

    `to_check`: the text was changed inside it, and nobody has looked since. An empty one lost all its words.
    """

    __tablename__ = "passage"
    __table_args__ = (
        CheckConstraint("0 <= starts AND starts <= ends", name="in_order"),
        CheckConstraint("starts < ends OR to_check", name="empty_asks"),
        Index("ix_passage_text_id", "text_id", "starts"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    text_id: Mapped[UUID] = mapped_column(ForeignKey("talk_text.id", ondelete="CASCADE"))
    starts: Mapped[int]
    ends: Mapped[int]
    memo_sealed: Mapped[bytes | None]
    memo = Sealed()
    to_check: Mapped[bool] = mapped_column(default=False)
    made_on: Mapped[date]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    text: Mapped[TalkText] = relationship(lazy="raise_on_sql")
    codings: Mapped[list["Coding"]] = relationship(
        order_by="Coding.made_on", cascade="all, delete-orphan", passive_deletes=True, back_populates="passage"
    )

    @property
    def span(self) -> Span:
        """Where it is."""
        return Span(self.starts, self.ends)


class Coding(Base):
    """That somebody gave a passage a code. One that was taken off stays, so that taking off can be undone."""

    __tablename__ = "coding"
    __table_args__ = (UniqueConstraint("passage_id", "code_id", "coder_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    passage_id: Mapped[UUID] = mapped_column(ForeignKey("passage.id", ondelete="CASCADE"))
    code_id: Mapped[UUID] = mapped_column(ForeignKey("code.id"), index=True)
    coder_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    memo_sealed: Mapped[bytes | None]
    memo = Sealed()
    made_on: Mapped[date]
    is_off: Mapped[bool] = mapped_column(default=False)
    passage: Mapped[Passage] = relationship(lazy="raise_on_sql", back_populates="codings")
    code: Mapped[Code] = relationship(lazy="raise_on_sql")
    coder: Mapped[User] = relationship(lazy="raise_on_sql")


class CodingStep(Base):
    """What a coder did last, newest last, so that it can be undone one by one."""

    __tablename__ = "coding_step"
    __table_args__ = (Index("ix_coding_step_coder_id", "coder_id", "text_id", "id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    coder_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    text_id: Mapped[UUID] = mapped_column(ForeignKey("talk_text.id", ondelete="CASCADE"))
    coding_id: Mapped[UUID] = mapped_column(ForeignKey("coding.id", ondelete="CASCADE"))
    kind: Mapped[StepKind] = mapped_column(choice(StepKind))
    coding: Mapped[Coding] = relationship(lazy="raise_on_sql")
