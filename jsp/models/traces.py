"""What is left of conversations that were erased."""

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from jsp.models.base import Base


class ThreadTrace(Base):
    """What is left of conversations that were erased: how many of a theme in a month (its first day)."""

    __tablename__ = "thread_trace"
    __table_args__ = (CheckConstraint("number > 0", name="number_counts"), {"sqlite_with_rowid": False})

    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), primary_key=True)
    month: Mapped[date] = mapped_column(primary_key=True)
    number: Mapped[int]
