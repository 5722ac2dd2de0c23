"""Talks with professionals, pupils or carers: what was agreed on beforehand, who takes part, and how far its text is.

Names stand apart from all that was said, sealed: they are needed for the invitation and for reading back, and go first.
"""

from datetime import date, time
from typing import Self
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    Column,
    ColumnElement,
    ForeignKey,
    Index,
    Integer,
    Select,
    String,
    Table,
    UniqueConstraint,
    Uuid,
    and_,
    false,
    func,
    or_,
    select,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.accounts import User
from jsp.models.base import Base, choice
from jsp.models.ground import Site, Theme
from jsp.models.guides import GuideVersion
from jsp.models.programmes import Programme
from jsp.models.sealed import Sealed
from jsp.rules.roles import Role
from jsp.rules.talk import Part, TalkForm, TalkState, is_enough, tag

focus_group_site = Table(
    "focus_group_site",
    Base.metadata,
    Column("group_id", Uuid, ForeignKey("focus_group.id", ondelete="CASCADE"), primary_key=True),
    Column("site_id", Integer, ForeignKey("site.id"), primary_key=True),
)
focus_group_holder = Table(
    "focus_group_holder",
    Base.metadata,
    Column("group_id", Uuid, ForeignKey("focus_group.id", ondelete="CASCADE"), primary_key=True),
    Column("user_id", Integer, ForeignKey("user.id"), primary_key=True),
)


class FocusGroup(Base):
    """One talk. Its key is the once-key of the form that began it.

    `subject`: what it is about, in a few words; `invitation`: what who takes part is told beforehand. `read_until`: the
    last day of reading back. `keep_until` with its reason: what was noted is erased no earlier (dossier 6.8).
    `keep_reason_before` is empty: it is there for processes of the release before, and goes with a later migration.
    """

    __tablename__ = "focus_group"
    __table_args__ = (
        CheckConstraint("(state = 'approved') = (approved_on IS NOT NULL)", name="approved_has_a_day"),
        CheckConstraint("(state = 'draft') = (read_until IS NULL)", name="read_back_has_an_end"),
        CheckConstraint("minutes BETWEEN 5 AND 480", name="minutes_of_a_day"),
        CheckConstraint("erased_on IS NULL OR state = 'approved'", name="erased_after_approval"),
        CheckConstraint("keep_until IS NULL OR keep_reason_sealed IS NOT NULL", name="kept_for_a_reason"),
        CheckConstraint("keep_reason = ''", name="reason_is_sealed"),
        Index("ix_focus_group_state", "state", "approved_on"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    form: Mapped[TalkForm] = mapped_column(choice(TalkForm))
    subject: Mapped[str] = mapped_column(String(120))
    held_on: Mapped[date]
    starts_at: Mapped[time | None]
    minutes: Mapped[int]
    guide_version_id: Mapped[int] = mapped_column(ForeignKey("guide_version.id"), index=True)
    programme_id: Mapped[int | None] = mapped_column(ForeignKey("programme.id"), index=True)
    theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"), index=True)
    invitation: Mapped[str] = mapped_column(String(1000), default="")
    state: Mapped[TalkState] = mapped_column(choice(TalkState), default=TalkState.DRAFT)
    made_on: Mapped[date]
    made_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    read_until: Mapped[date | None]
    approved_on: Mapped[date | None]
    approved_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    keep_until: Mapped[date | None]
    keep_reason_before: Mapped[str] = mapped_column("keep_reason", String(200), default="", deferred=True)
    keep_reason_sealed: Mapped[bytes | None]
    keep_reason = Sealed()
    names_erased_on: Mapped[date | None]
    erased_on: Mapped[date | None]

    sites: Mapped[list[Site]] = relationship(secondary=focus_group_site, order_by=Site.position)
    holders: Mapped[list[User]] = relationship(secondary=focus_group_holder, order_by=User.first_name)
    guide_version: Mapped[GuideVersion] = relationship(lazy="raise_on_sql")
    programme: Mapped[Programme | None] = relationship(lazy="raise_on_sql")
    theme: Mapped[Theme | None] = relationship(lazy="raise_on_sql")
    participants: Mapped[list["Participant"]] = relationship(
        order_by=lambda: (Participant.part, Participant.number), cascade="all, delete-orphan", passive_deletes=True
    )
    pseudonyms: Mapped[list["Pseudonym"]] = relationship(cascade="all, delete-orphan", passive_deletes=True)

    @classmethod
    def held_by(cls, user: User) -> Select[Self]:
        """The talks that this person holds: only they change anything of one."""
        mine = select(focus_group_holder.c.group_id).where(focus_group_holder.c.user_id == user.id)
        return select(cls).where(cls.id.in_(mine))

    @classmethod
    def visible_to(cls, user: User, *, least: int) -> Select[Self]:
        """Those, and for the coordinator of a site and the researcher what was approved by `least` people or more."""
        mine = select(focus_group_holder.c.group_id).where(focus_group_holder.c.user_id == user.id)
        return select(cls).where(or_(cls.id.in_(mine), cls._reaches(user, least)))

    @classmethod
    def _reaches(cls, user: User, least: int) -> ColumnElement[bool]:
        roles = user.role_set
        if Role.RESEARCHER in roles:
            where: ColumnElement[bool] = true()
        elif Role.COORDINATOR in roles and user.sites:
            at = focus_group_site.c.site_id.in_([site.id for site in user.sites])
            where = cls.id.in_(select(focus_group_site.c.group_id).where(at))
        else:
            return false()
        took_part = select(func.count()).where(Participant.group_id == cls.id).scalar_subquery()
        return and_(cls.state == TalkState.APPROVED, took_part >= least, where)

    def is_held_by(self, user: User) -> bool:
        """Whether this person may change it."""
        return any(each.id == user.id for each in self.holders)

    def is_shared(self, least: int) -> bool:
        """Whether others than who held it may read it."""
        return self.state is TalkState.APPROVED and is_enough(len(self.participants), least)

    @property
    def is_open(self) -> bool:
        """Whether its text can still be changed."""
        return self.state is not TalkState.APPROVED

    @property
    def is_erased(self) -> bool:
        """Whether all that was written down was erased; its report stays."""
        return self.erased_on is not None


class Participant(Base):
    """A seat in a talk: as what, and which number. Who sits there is known only where a name was filled in.

    `may_quote`: whether their words may stand in a report, without a name; nothing where nobody answered yet.
    `link_number` counts the links that were made: an earlier one opens nothing.
    """

    __tablename__ = "participant"
    __table_args__ = (
        UniqueConstraint("group_id", "part", "number"),
        CheckConstraint("number BETWEEN 1 AND 40", name="number_counts"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("focus_group.id", ondelete="CASCADE"))
    part: Mapped[Part] = mapped_column(choice(Part))
    number: Mapped[int]
    name_sealed: Mapped[bytes | None]
    name = Sealed()
    mail_sealed: Mapped[bytes | None]
    mail = Sealed()
    link_number: Mapped[int] = mapped_column(default=1)
    may_quote: Mapped[bool | None]
    answered_on: Mapped[date | None]
    read_on: Mapped[date | None]
    mail_id: Mapped[UUID | None]
    group: Mapped[FocusGroup] = relationship(back_populates="participants", lazy="raise_on_sql")

    @property
    def tag(self) -> str:
        """How they are called in what was written down."""
        return tag(self.part, self.number)


class Pseudonym(Base):
    """A name or place that stood in what was said, and what stands there now. Goes with the names."""

    __tablename__ = "pseudonym"
    __table_args__ = (UniqueConstraint("group_id", "stand_in"), {"sqlite_with_rowid": False})

    id: Mapped[UUID] = mapped_column(primary_key=True)
    group_id: Mapped[UUID] = mapped_column(ForeignKey("focus_group.id", ondelete="CASCADE"))
    real_sealed: Mapped[bytes]
    real = Sealed()
    stand_in: Mapped[str] = mapped_column(String(40))
