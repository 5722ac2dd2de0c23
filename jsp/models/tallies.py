"""What the team sees of its own work in numbers, and conversations of before the JSP kept them here."""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.accounts import User
from jsp.models.base import Base, choice
from jsp.models.ground import Site
from jsp.rules.contact import AskedBy, Channel, Level
from jsp.rules.tally import Grain, Split


class ThemeTally(Base):
    """How many conversations a cell holds (`jsp.rules.tally`). `jsp.verbs.tallying` keeps it with each conversation.

    Exact and live: no page for people of a school may read it. A number of nought stands for no row.
    """

    __tablename__ = "theme_tally"
    __table_args__ = ({"sqlite_with_rowid": False},)  # the cells of one page lie beside each other

    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), primary_key=True)
    grain: Mapped[Grain] = mapped_column(choice(Grain), primary_key=True)
    split: Mapped[Split] = mapped_column(choice(Split), primary_key=True)
    starts: Mapped[date] = mapped_column(primary_key=True)
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), primary_key=True)
    value: Mapped[str] = mapped_column(String(40), primary_key=True)
    is_main: Mapped[bool] = mapped_column(primary_key=True)
    number: Mapped[int]


class HistoryImport(Base):
    """A file with conversations of the past that was taken in as a whole, and can be taken back as a whole."""

    __tablename__ = "history_import"

    id: Mapped[UUID] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"), index=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    made_on: Mapped[date]
    rows: Mapped[int]
    until: Mapped[date]  # the day of the newest of them
    site: Mapped[Site] = relationship(lazy="raise_on_sql")
    user: Mapped[User] = relationship(lazy="raise_on_sql")


class PastContact(Base):
    """A conversation of the past, from a file: what was counted of it and nothing else. It is in no released figure.

    Its key comes from the site and what its row says, so that the same row is recognised in another file.
    """

    __tablename__ = "past_contact"
    __table_args__ = (Index("ix_past_contact_import_id", "import_id"),)

    id: Mapped[UUID] = mapped_column(primary_key=True)
    import_id: Mapped[UUID] = mapped_column(ForeignKey("history_import.id", ondelete="CASCADE"))
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    on: Mapped[date]
    channel: Mapped[Channel] = mapped_column(choice(Channel))
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"))
    asked_by: Mapped[AskedBy] = mapped_column(choice(AskedBy))
    outcome_id: Mapped[int] = mapped_column(ForeignKey("outcome.id"))
    level: Mapped[Level | None] = mapped_column(choice(Level))
    is_return: Mapped[bool]

    @property
    def discipline_id(self) -> None:
        """Nobody kept which expertise was asked for."""
        return

    @property
    def theme_ids(self) -> tuple[int, ...]:
        """Its one theme."""
        return (self.theme_id,)

    @property
    def outcome_ids(self) -> tuple[int, ...]:
        """Its one outcome."""
        return (self.outcome_id,)
