"""The team as pupils know it, and who sits at which opening."""

from contextlib import nullcontext
from datetime import date, datetime, time

from sqlalchemy import (
    CheckConstraint,
    Column,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    Table,
    UniqueConstraint,
    inspect,
)
from sqlalchemy.orm import Mapped, mapped_column, object_session, relationship

from jsp import clock
from jsp.models.accounts import User
from jsp.models.base import Base, choice
from jsp.models.ground import Discipline, Site
from jsp.rules.opening import CancelReason, OpeningState, Slot

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
    """The desk of a site on a day: local wall time of Europe/Amsterdam, the end not included.

    It takes place when nobody called it off and no closure covers it; `takes_place` says so for the constraints that
    keep one site and one person from being in two openings at once (migration 0005). `sequence` and `changed_at` are
    what a calendar program goes by. `is_own` and `has_own_crew`: changed by hand, so that its pattern leaves it alone.
    """

    __tablename__ = "opening"
    __table_args__ = (
        UniqueConstraint("id", "on", "starts", "ends", "takes_place"),
        CheckConstraint("starts < ends", name="in_order"),
        CheckConstraint("takes_place = (state = 'planned' AND closure_id IS NULL)", name="takes_place_is_true"),
        Index("ix_opening_site_id_on", "site_id", "on"),
        Index("ix_opening_pattern_id_on", "pattern_id", "on", unique=True),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    pattern_id: Mapped[int | None] = mapped_column(ForeignKey("opening_pattern.id"))
    closure_id: Mapped[int | None] = mapped_column(ForeignKey("closure.id"), index=True)
    on: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]
    room: Mapped[str] = mapped_column(String(40))
    state: Mapped[OpeningState] = mapped_column(choice(OpeningState), default=OpeningState.PLANNED)
    reason: Mapped[CancelReason | None] = mapped_column(choice(CancelReason))
    takes_place: Mapped[bool] = mapped_column(default=True)
    is_own: Mapped[bool] = mapped_column(default=False)
    has_own_crew: Mapped[bool] = mapped_column(default=False)
    goes_on: Mapped[bool] = mapped_column(default=False)
    warned_at: Mapped[datetime | None]
    sequence: Mapped[int] = mapped_column(default=0)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    site: Mapped[Site] = relationship(lazy="joined")
    attendances: Mapped[list["Attendance"]] = relationship(
        back_populates="opening", order_by="Attendance.position", cascade="all, delete-orphan"
    )

    @property
    def places(self) -> list["Attendance"]:
        """Who is planned and is in the team that day; whoever left since stays in the history only."""
        return [place for place in self.attendances if place.member.is_in_team(self.on)]

    @property
    def names(self) -> list[str]:
        """The first names of who is planned."""
        return [place.member.first_name for place in self.places]

    @property
    def slot(self) -> Slot:
        """Day and wall times, as the rules want them."""
        return Slot(on=self.on, starts=self.starts, ends=self.ends)

    def find_place(self, member: TeamMember | None) -> "Attendance | None":
        """The place of that person."""
        return next((place for place in self.places if member is not None and place.member_id == member.id), None)

    def settle(self) -> None:
        """Let `takes_place` follow, and tell calendar programs that there is something new."""
        session = object_session(self)
        with session.no_autoflush if session else nullcontext():  # half of the change may not reach the database
            self.takes_place = self.state is OpeningState.PLANNED and self.closure_id is None
            self.sequence = Opening.sequence + 1 if inspect(self).persistent else self.sequence + 1
        self.changed_at = clock.now()


class Attendance(Base):
    """A team member planned at an opening, and whether they said *ik ben er*.

    Day, hours and whether it takes place are those of the opening, which the database itself keeps equal; by them it
    refuses somebody in two places at once.
    """

    __tablename__ = "attendance"
    __table_args__ = (
        UniqueConstraint("opening_id", "member_id"),
        ForeignKeyConstraint(
            ["opening_id", "on", "starts", "ends", "takes_place"],
            ["opening.id", "opening.on", "opening.starts", "opening.ends", "opening.takes_place"],
            name="fk_attendance_opening", onupdate="CASCADE",
        ),
        Index("ix_attendance_member_id_on", "member_id", "on"),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(primary_key=True)
    opening_id: Mapped[int]
    member_id: Mapped[int] = mapped_column(ForeignKey("team_member.id"))
    on: Mapped[date]
    starts: Mapped[time]
    ends: Mapped[time]
    takes_place: Mapped[bool]
    position: Mapped[int]
    is_here: Mapped[bool] = mapped_column(default=False)
    opening: Mapped[Opening] = relationship(back_populates="attendances")
    member: Mapped[TeamMember] = relationship(lazy="joined")
