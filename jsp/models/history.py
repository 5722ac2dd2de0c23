"""Who changed what in the ground data, and when."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.accounts import User
from jsp.models.base import Base


class Sending(Base):
    """The once-key of a form that was taken: the database itself refuses to take it twice.

    `mark` is a keyed digest of what was sent with it, so that the same form with something else in it is noticed.
    """

    __tablename__ = "sending"
    __table_args__ = {"sqlite_with_rowid": False}  # in the order of the key, which tells nothing of when

    key: Mapped[UUID] = mapped_column(primary_key=True)
    mark: Mapped[str] = mapped_column(String(64), default="")


class GroundChange(Base):
    """One field of one row that got another value. A row that was made has a change of the field `made`.

    Changes that were sent together share `sending`, the once-key of their form.
    """

    __tablename__ = "ground_change"
    __table_args__ = (Index("ix_ground_change_row", "kind", "row_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sending: Mapped[UUID] = mapped_column(ForeignKey("sending.key"))
    at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    kind: Mapped[str] = mapped_column(String(40))
    row_id: Mapped[int]
    field: Mapped[str] = mapped_column(String(40))
    before: Mapped[str] = mapped_column(String(500))
    after: Mapped[str] = mapped_column(String(500))
    user: Mapped[User] = relationship(lazy="raise_on_sql")
