"""Figures about referrals that were made once, of a half year that is over, and never change."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import JSON, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from jsp.models.base import Base
from jsp.rules import referral_figures as rules
from jsp.rules.referral_figures import Row, Table


class ReferralRelease(Base):
    """All that is ever shown of the referrals of one half year. The triggers of migration 0011 let none be changed.

    `first`: its first day. `least`: how many stood behind each figure, as it was set on the day it was made. `rows`: of
    each row the id of its partner or theme (none: of others), tenths known, median days. `sent` and `joined`: median
    days from a contact until a referral went out, or a colleague had seen it. `referred`: tenths of the contacts.
    """

    __tablename__ = "referral_release"
    __table_args__ = (
        CheckConstraint("tenths BETWEEN 0 AND 10", name="tenths_of_ten"),
        CheckConstraint("referred BETWEEN 0 AND 10", name="referred_of_ten"),
        CheckConstraint("tenths IS NOT NULL OR days IS NULL", name="median_of_something"),
        CheckConstraint("least > 0", name="least_is_somebody"),
    )

    first: Mapped[date] = mapped_column(primary_key=True)
    made_on: Mapped[date]
    least: Mapped[int]
    tenths: Mapped[int | None]
    days: Mapped[int | None]
    rows: Mapped[list[list[int | None]]] = mapped_column(JSON)
    sent: Mapped[int | None]
    joined: Mapped[int | None]
    referred: Mapped[int | None]

    @property
    def last(self) -> date:
        """Its last day."""
        return rules.last_day(self.first)

    @property
    def key(self) -> str:
        """How it is called in an address, such as 2026-02."""
        return f"{self.first:%Y-%m}"

    @property
    def is_by_partner(self) -> bool:
        """Whether its rows are of partners; else they are of themes."""
        return rules.is_by_partner(self.first)

    @property
    def table(self) -> Table:
        """What is shown of its referrals."""
        whole = None if self.tenths is None else Row(None, self.tenths, self.days)
        return Table(whole, tuple(Row(of, tenths or 0, days) for of, tenths, days in self.rows))


def packed(rows: Sequence[Row]) -> list[list[int | None]]:
    """The rows of a table as they are kept."""
    return [[each.of, each.tenths, each.days] for each in rows]
