"""Figures about themes that were made once, of a site and a period that is over: all that a school ever sees."""

from collections.abc import Mapping
from datetime import date

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from jsp.models.base import Base, choice
from jsp.rules.release_periods import Length


class ThemeRelease(Base):
    """All that is ever shown of the themes of one site in one period. The triggers of migration 0013 let none change.

    `total`: of all themes together, none where it is below ten. `is_total_only`: the themes are too few or too much of
    one kind to be told apart. `shown`: by the id of a theme (as text, as JSON wants it) what is shown of it, none for
    "fewer than ten"; empty where only the total is told.
    """

    __tablename__ = "theme_release"
    __table_args__ = (
        CheckConstraint("starts < ends", name="in_order"),
        CheckConstraint("total >= 10 AND total % 5 = 0", name="total_is_rounded"),
    )

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    starts: Mapped[date] = mapped_column(primary_key=True)
    ends: Mapped[date]
    made_on: Mapped[date]
    total: Mapped[int | None]
    is_total_only: Mapped[bool]
    shown: Mapped[Mapping[str, int | None]] = mapped_column(JSON)


class PeriodLength(Base):
    """How long the periods of a site are from a school year on; set before it begins, and then it stays.

    `first_year`: the calendar year in which that school year begins. A site without a row has terms.
    """

    __tablename__ = "period_length"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    first_year: Mapped[int] = mapped_column(primary_key=True)
    length: Mapped[Length] = mapped_column(choice(Length))
    set_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    set_on: Mapped[date]


class YearReport(Base):
    """What a coordinator adds to the figures of a site and a school year: a few sentences, and points of prevention."""

    __tablename__ = "year_report"

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    first_year: Mapped[int] = mapped_column(primary_key=True)
    told: Mapped[str]
    points: Mapped[list[str]] = mapped_column(JSON)
    version: Mapped[int]
    changed_by_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    changed_on: Mapped[date]
