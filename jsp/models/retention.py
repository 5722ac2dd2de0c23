"""What must be kept longer than its time, and what went when it was over: numbers and keys, nothing of what it was."""

from datetime import date
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, text
from sqlalchemy.orm import Mapped, mapped_column

from jsp.models.base import Base
from jsp.models.sealed import Sealed

STANDING = text("lifted_on IS NULL")


class RetentionHold(Base):
    """One thing that stays although its time is over, for a reason such as a complaint, until a day or until lifted."""

    __tablename__ = "retention_hold"
    __table_args__ = (
        CheckConstraint("made_on < until", name="ends"),
        CheckConstraint("(lifted_on IS NULL) = (lifted_by_id IS NULL)", name="lifted_by_somebody"),
        Index("uq_retention_hold_standing", "kind", "object_id", unique=True, sqlite_where=STANDING,
              postgresql_where=STANDING),
    )  # fmt: skip

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[str] = mapped_column(String(40))
    reason_sealed: Mapped[bytes]
    reason = Sealed()
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_on: Mapped[date]
    until: Mapped[date]
    lifted_on: Mapped[date | None]
    lifted_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))


class ErasureReport(Base):
    """How many of a kind were erased on a day."""

    __tablename__ = "erasure_report"
    __table_args__ = (CheckConstraint("number > 0", name="number_counts"),)

    on: Mapped[date] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40), primary_key=True)
    number: Mapped[int]


class ErasureEntry(Base):
    """A thing that was erased, by its key alone, so that it can be erased again after a restore.

    `written`: whether it stands in a journal outside the database, of whichever machine.
    """

    __tablename__ = "erasure_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[str] = mapped_column(String(40))
    on: Mapped[date]
    written: Mapped[bool] = mapped_column(default=False, index=True)
