"""When a site is open as a rule, when it is not as usual, and when somebody can or cannot sit there."""

from datetime import date, datetime, time

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.base import Base, choice, in_language
from jsp.models.ground import Site
from jsp.models.team import TeamMember
from jsp.rules.closures import ClosedDays, ClosureKind, Effect, shuts_school
from jsp.rules.patterns import Pattern

pattern_member = Table(
    "pattern_member",
    Base.metadata,
    Column("pattern_id", ForeignKey("opening_pattern.id"), primary_key=True),
    Column("member_id", ForeignKey("team_member.id"), primary_key=True),
)


class OpeningPattern(Base):
    """Fixed hours of a site, with who sits there as a rule."""

    __tablename__ = "opening_pattern"
    __table_args__ = (
        CheckConstraint("starts < ends", name="in_order"),
        CheckConstraint("valid_from <= valid_until", name="valid_in_order"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_exists"),
        CheckConstraint("every_weeks BETWEEN 1 AND 8", name="every_weeks_is_few"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    weekday: Mapped[int]
    starts: Mapped[time]
    ends: Mapped[time]
    room: Mapped[str] = mapped_column(String(40))
    valid_from: Mapped[date]
    valid_until: Mapped[date]
    every_weeks: Mapped[int] = mapped_column(default=1)
    ended_at: Mapped[datetime | None]
    site: Mapped[Site] = relationship(lazy="joined")
    members: Mapped[list[TeamMember]] = relationship(
        secondary=pattern_member, order_by=(TeamMember.position, TeamMember.id), lazy="selectin"
    )

    @property
    def hours(self) -> Pattern:
        """As the rules want it."""
        return Pattern(
            weekday=self.weekday, starts=self.starts, ends=self.ends, valid_from=self.valid_from,
            valid_until=self.valid_until, every_weeks=self.every_weeks,
        )  # fmt: skip


class Closure(Base):
    """Days on which a site is not as usual. One that was taken back stays, and no longer counts.

    `source`: the key of the proposal that it came from.
    """

    __tablename__ = "closure"
    __table_args__ = (
        CheckConstraint("starts_on <= ends_on", name="in_order"),
        CheckConstraint("reachable_from < reachable_until", name="reachable_in_order"),
        Index("ix_closure_site_id_ends_on", "site_id", "ends_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    kind: Mapped[ClosureKind] = mapped_column(choice(ClosureKind))
    effect: Mapped[Effect] = mapped_column(choice(Effect))
    name_nl: Mapped[str] = mapped_column(String(80))
    name_en: Mapped[str] = mapped_column(String(80))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    reachable_from: Mapped[time | None]
    reachable_until: Mapped[time | None]
    sentence_nl: Mapped[str] = mapped_column(String(200), default="")
    sentence_en: Mapped[str] = mapped_column(String(200), default="")
    source: Mapped[str | None] = mapped_column(String(80))
    taken_back_at: Mapped[datetime | None]
    site: Mapped[Site] = relationship(lazy="joined")

    @property
    def days(self) -> ClosedDays:
        """As the rules want it."""
        return ClosedDays(self.starts_on, self.ends_on, self.effect)

    @property
    def shuts_school(self) -> bool:
        """Whether no lesson is given."""
        return shuts_school(self.kind)

    @property
    def name(self) -> str:
        """What it is called, in the language of the page; empty where only its kind says it."""
        return in_language(self.name_nl, self.name_en)

    @property
    def sentence(self) -> str:
        """What the JSP itself says about it on the public page; empty where the usual sentence will do."""
        return in_language(self.sentence_nl, self.sentence_en or self.sentence_nl)


class Availability(Base):
    """The hours of a weekday at which somebody can sit at a desk. Who has none was not asked yet."""

    __tablename__ = "availability"
    __table_args__ = (
        CheckConstraint("starts < ends", name="in_order"),
        CheckConstraint("weekday BETWEEN 0 AND 6", name="weekday_exists"),
    )

    member_id: Mapped[int] = mapped_column(ForeignKey("team_member.id"), primary_key=True)
    weekday: Mapped[int] = mapped_column(primary_key=True)
    starts: Mapped[time]
    ends: Mapped[time]


class Absence(Base):
    """Days on which somebody is not there, first and last included. Why is nobody's business."""

    __tablename__ = "absence"
    __table_args__ = (
        CheckConstraint("starts_on <= ends_on", name="in_order"),
        Index("ix_absence_member_id_ends_on", "member_id", "ends_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    member_id: Mapped[int] = mapped_column(ForeignKey("team_member.id"))
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    member: Mapped[TeamMember] = relationship()

    def covers(self, day: date) -> bool:
        """Whether the day lies in it."""
        return self.starts_on <= day <= self.ends_on
