"""How people come in and what happens to their accounts: invitations, and changes with a reason."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.accounts import User
from jsp.models.base import Base, choice
from jsp.rules.people import ChangeKind, ChangeState
from jsp.rules.roles import Role


class Invitation(Base):
    """A way in, sent by mail, good for one time; the mail holds the token, this row only its hash."""

    __tablename__ = "invitation"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    sent_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    ends_at: Mapped[datetime]
    used_at: Mapped[datetime | None]
    user: Mapped[User] = relationship(foreign_keys=[user_id])


class PersonChange(Base):
    """A change of an account: what, why, who asked it, and the second person who said yes or no where one is needed.

    Its key is the once-key of the form that asked for it. Nobody decides about what they asked themselves.
    """

    __tablename__ = "person_change"
    __table_args__ = (
        CheckConstraint("asked_by_id <> decided_by_id", name="second_person_is_another"),
        CheckConstraint("user_id <> decided_by_id", name="nobody_decides_about_themself"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), index=True)
    kind: Mapped[ChangeKind] = mapped_column(choice(ChangeKind))
    role: Mapped[Role | None] = mapped_column(choice(Role))
    reason: Mapped[str] = mapped_column(String(300))
    detail: Mapped[str] = mapped_column(String(500), default="")  # the sites before and after, where it is about them
    state: Mapped[ChangeState] = mapped_column(choice(ChangeState))
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    asked_by: Mapped[User | None] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])
