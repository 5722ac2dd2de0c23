"""How people come in and what happens to their accounts: invitations, and changes with a reason."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.accounts import User
from jsp.models.base import Base, choice
from jsp.models.ground import Site
from jsp.models.reference import get_reference
from jsp.rules.people import ADDRESS_CORRECTED, ChangeKind, ChangeState, after_step
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

    Its key is the once-key of the form that asked for it. Nobody decides about what they asked themselves. `detail`: of
    sites that wait the step (`jsp.rules.people.step_of`), and from then on their names before and after.
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
    detail: Mapped[str] = mapped_column(String(500), default="")
    state: Mapped[ChangeState] = mapped_column(choice(ChangeState))
    asked_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    asked_at: Mapped[datetime]
    decided_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    decided_at: Mapped[datetime | None]
    user: Mapped[User] = relationship(foreign_keys=[user_id])
    asked_by: Mapped[User | None] = relationship(foreign_keys=[asked_by_id])
    decided_by: Mapped[User | None] = relationship(foreign_keys=[decided_by_id])

    @property
    def is_ours(self) -> bool:
        """Whether the reason is a sentence of the app, which is translated, and not what somebody typed."""
        return bool(self.reason) and (self.asked_by_id is None or self.reason == ADDRESS_CORRECTED)

    @property
    def site_ids(self) -> frozenset[int]:
        """Where somebody works once a change of sites that waits is done."""
        return after_step([site.id for site in self.user.sites], self.detail)

    @property
    def sites_said(self) -> str:
        """The sites before and after, by name; of a change that waits as it would be done now."""
        if self.state is not ChangeState.WAITING or self.kind is not ChangeKind.SET_SITES:
            return self.detail
        after = [site for site in get_reference().sites if site.id in self.site_ids]
        return f"{_names(self.user.sites)} → {_names(after)}"[:500]


def _names(sites: Iterable[Site]) -> str:
    return ", ".join(site.name for site in sites) or "—"
