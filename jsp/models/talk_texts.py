"""What was said in a talk: notes while it goes on, the texts that come of them, and what who took part put right."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.accounts import User
from jsp.models.base import Base, choice
from jsp.models.focus_groups import FocusGroup, Participant
from jsp.models.sealed import Sealed
from jsp.rules.talk import Mark


class TextKind(StrEnum):
    """Where a text comes from."""

    NOTES = "notes"
    TRANSCRIPT = "transcript"
    PROJECT = "project"


class TalkNote(Base):
    """Something that was noted while people talked. Its key was made on the page of who noted it.

    `question_key`: under which question of the guide, empty for none; `said_by`: a tag, empty for nobody;
    `version`: the how manieth change of all notes of the talk was its last: two people who change it notice each other,
    and a page gets what is new to it. `place`: the order of coming in. One that was taken away has no words.
    """

    __tablename__ = "talk_note"
    __table_args__ = (CheckConstraint("version > 0", name="version_counts"), Index("ix_talk_note_group_id", "group_id"))

    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("focus_group.id", ondelete="CASCADE"))
    author_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    question_key: Mapped[str] = mapped_column(String(40), default="")
    said_by: Mapped[str] = mapped_column(String(4), default="")
    mark: Mapped[Mark] = mapped_column(choice(Mark), default=Mark.NONE)
    words_sealed: Mapped[bytes | None]
    words = Sealed()
    place: Mapped[int]
    version: Mapped[int] = mapped_column(default=1)
    author: Mapped[User] = relationship(lazy="raise_on_sql")


class TalkText(Base):
    """A text of a talk, sealed: see jsp.rules.talk_text for how it is written. `version` counts its changes.

    Of the notes one text comes. None comes to what was approved, and none of it changes: see migration 0012.
    Nobody sets `words` but jsp.verbs.talk_texts, which lets the places of codings follow.
    `copy_of`: the text that was here already when it came again with a project; that one may be gone since.
    """

    __tablename__ = "talk_text"
    __table_args__ = (
        CheckConstraint("version > 0", name="version_counts"),
        Index("ix_talk_text_group_id", "group_id"),
        Index("ix_talk_text_notes_once", "group_id", unique=True, sqlite_where=text("kind = 'notes'"),
              postgresql_where=text("kind = 'notes'")),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("focus_group.id", ondelete="CASCADE"))
    kind: Mapped[TextKind] = mapped_column(choice(TextKind))
    name: Mapped[str] = mapped_column(String(120))
    words_sealed: Mapped[bytes | None]
    words = Sealed()
    version: Mapped[int] = mapped_column(default=1)
    made_on: Mapped[date]
    copy_of: Mapped[UUID | None]
    group: Mapped[FocusGroup] = relationship(lazy="raise_on_sql")


class CorrectionKind(StrEnum):
    """What who took part did to what stood there."""

    CHANGED = "changed"
    WITHDRAWN = "withdrawn"
    REMARK = "remark"


class Correction(Base):
    """What who took part put right while reading back. Of what was withdrawn nothing is kept.

    `before`, `after`: the words of their paragraph; a remark has only `after`. `seen_on`: a holder looked at it.
    """

    __tablename__ = "correction_of_talk"
    __table_args__ = (
        CheckConstraint("kind <> 'withdrawn' OR (before_sealed IS NULL AND after_sealed IS NULL)",
                        name="withdrawn_is_gone"),
        {"sqlite_with_rowid": False},
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("focus_group.id", ondelete="CASCADE"), index=True)
    participant_id: Mapped[UUID] = mapped_column(ForeignKey("participant.id", ondelete="CASCADE"))
    kind: Mapped[CorrectionKind] = mapped_column(choice(CorrectionKind))
    before_sealed: Mapped[bytes | None]
    before = Sealed()
    after_sealed: Mapped[bytes | None]
    after = Sealed()
    made_on: Mapped[date]
    seen_on: Mapped[date | None]
    participant: Mapped[Participant] = relationship(lazy="raise_on_sql")
