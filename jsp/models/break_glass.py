"""A coordinator opened what a worker keeps, for a reason: for an hour, and the worker sees it."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from jsp.models.base import Base
from jsp.models.sealed import Sealed


class BreakGlass(Base):
    """One thing that was opened by `by_id` until `ends_at`. `seen_at`: when its owner put the message about it away."""

    __tablename__ = "break_glass"
    __table_args__ = (
        CheckConstraint("opened_at < ends_at", name="ends"),
        Index("ix_break_glass_object_id", "object_id", "by_id"),
        Index("ix_break_glass_owner_id", "owner_id", "seen_at"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[str] = mapped_column(String(40))
    object_id: Mapped[str] = mapped_column(String(40))
    owner_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    reason_sealed: Mapped[bytes]
    reason = Sealed()
    opened_at: Mapped[datetime]
    ends_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]
