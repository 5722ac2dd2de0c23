"""That a theme came up more than usual at a site. Of a theme and a site, never of a person, and for the team alone."""

from datetime import date
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.accounts import User
from jsp.models.base import Base, choice
from jsp.models.ground import Site, Theme
from jsp.rules.signals import Rule


class SignalState(StrEnum):
    """What the team made of it."""

    OPEN = "open"
    DISCUSSED = "discussed"
    ACTION = "action"
    FALSE_ALARM = "false_alarm"


class ThemeSignal(Base):
    """More new questions about a theme than usual in the week that begins on `week`, or in it and open weeks before it.

    `number`: of them in those `weeks`; `low` and `high`: the usual range for as many opened hours.
    """

    __tablename__ = "theme_signal"
    __table_args__ = (
        UniqueConstraint("site_id", "theme_id", "week"),
        CheckConstraint("low <= high AND high < number", name="more_than_usual"),
        CheckConstraint("weeks > 0", name="some_weeks"),
        CheckConstraint("(state = 'open') = (settled_on IS NULL)", name="settled_on_a_day"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"))
    week: Mapped[date]
    weeks: Mapped[int]
    rule: Mapped[Rule] = mapped_column(choice(Rule))
    number: Mapped[int]
    low: Mapped[int]
    high: Mapped[int]
    state: Mapped[SignalState] = mapped_column(choice(SignalState), default=SignalState.OPEN)
    settled_by_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    settled_on: Mapped[date | None]
    site: Mapped[Site] = relationship(lazy="raise_on_sql")
    theme: Mapped[Theme] = relationship(lazy="raise_on_sql")
    settled_by: Mapped[User | None] = relationship(lazy="raise_on_sql")


class SignalWeek(Base):
    """A week, by its Monday, that was looked at: once, and with one digest."""

    __tablename__ = "signal_week"

    week: Mapped[date] = mapped_column(primary_key=True)
    made_on: Mapped[date]
