"""Who of the team has a conversation open."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from jsp.models.base import Base


class ThreadReader(Base):
    """When a worker last had a conversation open, so that two do not answer it at once; gone once one of them did."""

    __tablename__ = "thread_reader"

    thread_id: Mapped[UUID] = mapped_column(ForeignKey("thread.id", ondelete="CASCADE"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    at: Mapped[datetime]
