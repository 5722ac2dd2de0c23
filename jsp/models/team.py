"""The team as pupils know it, and who sits at which opening."""

from datetime import date, time

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.accounts import User
from jsp.models.base import Base
from jsp.models.ground import Discipline, Site
from jsp.rules.opening import Slot

member_site = Table(
    "member_site",
    Base.metadata,
    Column("member_id", ForeignKey("team_member.id"), primary_key=True),
    Column("site_id", ForeignKey("site.id"), primary_key=True),
)


class TeamMember(Base):
    """Somebody of the team: first name as shown, discipline, employer, sites; leaving keeps the history."""

    __tablename__ = "team_member"
    __table_args__ = (CheckConstraint("active_until IS NULL OR active_from <= active_until", name="in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), unique=True)
    first_name: Mapped[str] = mapped_column(String(80))
    discipline_id: Mapped[int] = mapped_column(ForeignKey("discipline.id"))
    employer: Mapped[str] = mapped_column(String(80))
    active_from: Mapped[date]
    active_until: Mapped[date | None]
    position: Mapped[int] = mapped_column(default=0)
    archived_on: Mapped[date | None]
    user: Mapped[User | None] = relationship()
    discipline: Mapped[Discipline] = relationship(lazy="joined")
    sites: Mapped[list[Site]] = relationship(secondary=member_site, order_by=Site.position)

    @property
    def name(self) -> str:
        """As pupils know this person."""
        return self.first_name

    def is_in_team(self, day: date) -> bool:
        """Whether this person belongs to the team on that day."""
        in_time = self.active_from <= day and (self.active_until is None or day <= self.active_until)
        return in_time and self.archived_on is None

    @property
    def initial(self) -> str:
        """The letter on the chair."""
        return self.first_name[:1].upper()


class Opening(Base):
    """The desk of a site on a day: local wall time of Europe/Amsterdam, the end not included."""

    __tablename__ = "opening"
    __table_args__ = (
        UniqueConstraint("site_id", "on", "starts"),
        CheckConstraint("starts < ends", name="in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    on: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]
    room: Mapped[str] = mapped_column(String(40))
    site: Mapped[Site] = relationship(lazy="joined")
    attendances: Mapped[list["Attendance"]] = relationship(back_populates="opening", order_by="Attendance.position")

    @property
    def places(self) -> list["Attendance"]:
        """Who is planned and is in the team that day; whoever left since stays in the history only."""
        return [place for place in self.attendances if place.member.is_in_team(self.on)]

    @property
    def slot(self) -> Slot:
        """Day and wall times, as the rules want them."""
        return Slot(on=self.on, starts=self.starts, ends=self.ends)


class Attendance(Base):
    """A team member planned at an opening, and whether they said *ik ben er*."""

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("opening_id", "member_id"),
        Index("ix_attendance_member_id", "member_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    opening_id: Mapped[int] = mapped_column(ForeignKey("opening.id"))
    member_id: Mapped[int] = mapped_column(ForeignKey("team_member.id"))
    position: Mapped[int]
    is_here: Mapped[bool] = mapped_column(default=False)
    opening: Mapped[Opening] = relationship(back_populates="attendances")
    member: Mapped[TeamMember] = relationship(lazy="joined")
