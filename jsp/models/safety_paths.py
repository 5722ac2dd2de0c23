"""Telling somebody without a yes because somebody is in danger (*meldcode*): two people decide, nothing is sent."""

from datetime import date
from typing import Self
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Select, false, or_, select
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.accounts import User
from jsp.models.base import Base, choice
from jsp.models.ground import Site
from jsp.models.referrals import Referral
from jsp.rules.safety_path import Told, Verdict


class SafetyPath(Base):
    """That a worker wants to speak without a yes, and what a second person said to it. There is no room for a story."""

    __tablename__ = "safety_path"
    __table_args__ = (
        CheckConstraint("second_id <> asked_by_id", name="second_is_another"),
        CheckConstraint("(verdict IS NULL) = (second_id IS NULL)", name="verdict_has_a_person"),
        CheckConstraint("(verdict IS NULL) = (decided_on IS NULL)", name="verdict_has_a_day"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    contact_id: Mapped[UUID | None] = mapped_column(ForeignKey("contact.id", ondelete="SET NULL"), index=True)
    referral_id: Mapped[UUID | None] = mapped_column(ForeignKey("referral.id", ondelete="SET NULL"), index=True)
    asked_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    asked_on: Mapped[date]
    told: Mapped[Told] = mapped_column(choice(Told))
    is_recorded_elsewhere: Mapped[bool] = mapped_column(default=False)
    second_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    verdict: Mapped[Verdict | None] = mapped_column(choice(Verdict))
    decided_on: Mapped[date | None]
    site: Mapped[Site] = relationship(lazy="raise_on_sql")
    referral: Mapped[Referral | None] = relationship(lazy="raise_on_sql")
    asked_by: Mapped[User] = relationship(foreign_keys=[asked_by_id], lazy="raise_on_sql")
    second: Mapped[User | None] = relationship(foreign_keys=[second_id], lazy="raise_on_sql")

    @classmethod
    def visible_to(cls, user: User) -> Select[Self]:
        """Those that this person asked, and those of the own sites."""
        here = cls.site_id.in_([site.id for site in user.sites]) if user.sites else false()
        return select(cls).where(or_(cls.asked_by_id == user.id, here))
