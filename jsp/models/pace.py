"""How often something was tried in a stretch of time."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from jsp.models.base import Base


class PaceCount(Base):
    """A counter that all processes share; its key is a keyed mark, so it names nobody."""

    __tablename__ = "pace_count"

    key: Mapped[str] = mapped_column(String(160), primary_key=True)
    count: Mapped[int]
    ends_at: Mapped[datetime]
