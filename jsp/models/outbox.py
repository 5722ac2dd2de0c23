"""Mail that waits to be sent."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Index, String
from sqlalchemy.orm import Mapped, mapped_column

from jsp.models.base import Base
from jsp.models.sealed import Sealed


class OutboxMail(Base):
    """One mail. Address and text are sealed, and wiped as soon as it has gone; that it went stays for some days."""

    __tablename__ = "outbox_mail"
    __table_args__ = (Index("ix_outbox_mail_due_at", "sent_at", "due_at"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    letter_sealed: Mapped[bytes | None]
    letter = Sealed()
    due_at: Mapped[datetime]
    attempts: Mapped[int] = mapped_column(default=0)
    sent_at: Mapped[datetime | None]
    given_up_at: Mapped[datetime | None]
