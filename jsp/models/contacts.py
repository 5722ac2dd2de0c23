"""Conversations at the desk and what follows from them. No table here has room for a name."""

from datetime import date
from enum import StrEnum
from typing import Self
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, Select, or_, select
from sqlalchemy.engine.default import DefaultExecutionContext
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp import clock
from jsp.models.accounts import User
from jsp.models.base import Base, choice
from jsp.models.ground import Discipline, Outcome, SchoolClass, Site, Theme
from jsp.models.sealed import Sealed
from jsp.rules.contact import AgeBand, AskedBy, Channel, ContactDraft, Level, VisitKind


def _site_of(context: DefaultExecutionContext) -> int:
    """The site of the row that is added."""
    return int(context.get_current_parameters()["site_id"])  # type: ignore[no-untyped-call]


class Contact(Base):
    """One conversation. Its key is the once-key of the form that recorded it, so that sending twice makes one.

    `owner` works on it (the writer until it is handed over); no time finer than the day is kept here. `registered_on`
    is the day on which it was first written down and `registered_site_id` the site at which it counts: figures that are
    made once go by them. Migration 0013 lets the day stay; and the site, once it has a release of that day, or where
    the other one has of that day or a later one.
    """

    __tablename__ = "contact"
    __table_args__ = (
        Index("ix_contact_owner_id_on", "owner_id", "on"),
        Index("ix_contact_site_id_on", "site_id", "on", "theme_id"),
        Index("ix_contact_registered_site_id_registered_on", "registered_site_id", "registered_on"),
        Index("ix_contact_follow_up_on", "owner_id", "follow_up_on"),
        CheckConstraint('follow_up_on IS NULL OR follow_up_on >= "on"', name="follow_up_comes_after"),
        CheckConstraint("study_year BETWEEN 1 AND 6", name="study_year_exists"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    registered_site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), default=_site_of)
    opening_id: Mapped[int | None] = mapped_column(ForeignKey("opening.id"))
    writer_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    owner_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    on: Mapped[date]
    registered_on: Mapped[date] = mapped_column(default=clock.today)
    channel: Mapped[Channel] = mapped_column(choice(Channel))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"))
    asked_by: Mapped[AskedBy] = mapped_column(choice(AskedBy))
    outcome_id: Mapped[int] = mapped_column(ForeignKey("outcome.id"))
    is_return: Mapped[bool]
    age_band: Mapped[AgeBand | None] = mapped_column(choice(AgeBand))
    level: Mapped[Level | None] = mapped_column(choice(Level))
    study_year: Mapped[int | None]
    school_class_id: Mapped[int | None] = mapped_column(ForeignKey("school_class.id"))
    discipline_id: Mapped[int | None] = mapped_column(ForeignKey("discipline.id"))
    colleague_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    colleague_seen_on: Mapped[date | None]
    follow_up_on: Mapped[date | None]
    is_reachable_agreed: Mapped[bool] = mapped_column(default=False)  # how to reach them was agreed on (R100)
    follow_up_done_on: Mapped[date | None]
    note_sealed: Mapped[bytes | None]
    strengths_sealed: Mapped[bytes | None]
    note = Sealed()
    strengths = Sealed()

    site: Mapped[Site] = relationship(foreign_keys=[site_id], lazy="raise_on_sql")
    theme: Mapped[Theme] = relationship(lazy="raise_on_sql")
    outcome: Mapped[Outcome] = relationship(lazy="raise_on_sql")
    school_class: Mapped[SchoolClass | None] = relationship(lazy="raise_on_sql")
    discipline: Mapped[Discipline | None] = relationship(lazy="raise_on_sql")
    writer: Mapped[User] = relationship(foreign_keys=[writer_id], lazy="raise_on_sql")
    owner: Mapped[User] = relationship(foreign_keys=[owner_id], lazy="raise_on_sql")
    colleague: Mapped[User | None] = relationship(foreign_keys=[colleague_id], lazy="raise_on_sql")
    more_themes: Mapped[list["ContactTheme"]] = relationship(
        order_by="ContactTheme.position", cascade="all, delete-orphan"
    )
    more_outcomes: Mapped[list["ContactOutcome"]] = relationship(
        order_by="ContactOutcome.position", cascade="all, delete-orphan"
    )
    hand_overs: Mapped[list["HandOver"]] = relationship(order_by="HandOver.on", cascade="all, delete-orphan")
    corrections: Mapped[list["Correction"]] = relationship(  # that of a talk is called so too
        lambda: Correction, order_by=lambda: Correction.on, cascade="all, delete-orphan"
    )
    safety: Mapped["SafetyConcern | None"] = relationship(cascade="all, delete-orphan", back_populates="contact")

    @classmethod
    def visible_to(cls, user: User) -> Select[Self]:
        """The contacts that this worker wrote, was handed, or was asked to join; nobody else's."""
        return select(cls).where(or_(cls.owner_id == user.id, cls.writer_id == user.id, cls.colleague_id == user.id))

    @property
    def theme_ids(self) -> tuple[int, ...]:
        """Main theme first."""
        return (self.theme_id, *(more.theme_id for more in self.more_themes))

    @property
    def outcome_ids(self) -> tuple[int, ...]:
        """Main outcome first."""
        return (self.outcome_id, *(more.outcome_id for more in self.more_outcomes))

    @property
    def has_open_follow_up(self) -> bool:
        """Whether something was promised and not yet done."""
        return self.follow_up_on is not None and self.follow_up_done_on is None

    @property
    def draft(self) -> ContactDraft:
        """This contact as the form would have sent it."""
        return ContactDraft(
            id=self.id, site_id=self.site_id, on=self.on, channel=self.channel,
            theme_ids=self.theme_ids, asked_by=self.asked_by, outcome_ids=self.outcome_ids,
            is_return=self.is_return, age_band=self.age_band, level=self.level, study_year=self.study_year,
            school_class_id=self.school_class_id, discipline_id=self.discipline_id, colleague_id=self.colleague_id,
            follow_up_on=self.follow_up_on, note=self.note, strengths=self.strengths,
        )  # fmt: skip


class ContactTheme(Base):
    """A theme beside the main one."""

    __tablename__ = "contact_theme"

    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), primary_key=True)
    position: Mapped[int]


class ContactOutcome(Base):
    """An outcome beside the first one."""

    __tablename__ = "contact_outcome"

    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True)
    outcome_id: Mapped[int] = mapped_column(ForeignKey("outcome.id"), primary_key=True)
    position: Mapped[int]


class Correction(Base):
    """A change after the time for rewriting had passed, with its reason."""

    __tablename__ = "correction"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    on: Mapped[date]
    reason_sealed: Mapped[bytes | None]
    reason = Sealed()


class HandOver(Base):
    """A contact that went to a colleague, who owns it from then on."""

    __tablename__ = "hand_over"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), index=True)
    from_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    to_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    on: Mapped[date]
    from_user: Mapped[User] = relationship(foreign_keys=[from_id])
    to_user: Mapped[User] = relationship(foreign_keys=[to_id])


class CasualVisit(Base):
    """Somebody came by without a question; counted apart from contacts."""

    __tablename__ = "casual_visit"
    __table_args__ = (Index("ix_casual_visit_site_id_on", "site_id", "on"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    opening_id: Mapped[int | None] = mapped_column(ForeignKey("opening.id"))
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    on: Mapped[date]
    kind: Mapped[VisitKind] = mapped_column(choice(VisitKind))


class SafetyStep(StrEnum):
    """The five steps of the Dutch reporting code (*meldcode*)."""

    SIGNALS = "signals"
    CONSULT = "consult"
    TALK = "talk"
    WEIGH = "weigh"
    DECIDE = "decide"


class SafetyConcern(Base):
    """That there was a worry about safety and which steps were taken when; never the story."""

    __tablename__ = "safety_concern"

    contact_id: Mapped[UUID] = mapped_column(ForeignKey("contact.id", ondelete="CASCADE"), primary_key=True)
    raised_on: Mapped[date]
    recorded_elsewhere: Mapped[bool] = mapped_column(default=False)
    signals_on: Mapped[date | None]
    consult_on: Mapped[date | None]
    talk_on: Mapped[date | None]
    weigh_on: Mapped[date | None]
    decide_on: Mapped[date | None]
    contact: Mapped[Contact] = relationship(back_populates="safety", lazy="raise_on_sql")

    @property
    def steps_taken(self) -> int:
        """How many of the five steps have a day."""
        return sum(getattr(self, f"{step}_on") is not None for step in SafetyStep)
