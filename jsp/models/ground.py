"""Ground data that a JSP sets up itself: sites, school years, themes, disciplines, outcomes, classes."""

from datetime import date
from enum import StrEnum

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, String, Table, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from jsp.models.base import Base, Named, choice, in_language
from jsp.rules.holiday_proposals import Region


class SiteKind(StrEnum):
    """Type of education, which decides the words on the page."""

    VO = "vo"
    MBO = "mbo"


class Site(Base):
    """A school where the JSP sits."""

    __tablename__ = "site"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[SiteKind] = mapped_column(choice(SiteKind))
    room: Mapped[str] = mapped_column(String(40))
    phone: Mapped[str] = mapped_column(String(20))
    mail: Mapped[str] = mapped_column(String(254))
    safeguarding_lead: Mapped[str | None] = mapped_column(String(80))
    region: Mapped[Region] = mapped_column(choice(Region), default=Region.SOUTH)
    words: Mapped[dict[str, str]] = mapped_column(JSON, default=dict)  # the words of `jsp.words.terms` that differ here
    position: Mapped[int]
    archived_on: Mapped[date | None]


class SchoolYear(Base):
    """A school year with the days it really begins and ends, both included."""

    __tablename__ = "school_year"
    __table_args__ = (CheckConstraint("starts_on < ends_on", name="in_order"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str] = mapped_column(String(9), unique=True)
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    archived_on: Mapped[date | None]


theme_discipline = Table(
    "theme_discipline",
    Base.metadata,
    Column("theme_id", ForeignKey("theme.id"), primary_key=True),
    Column("discipline_id", ForeignKey("discipline.id"), primary_key=True),
)


class Theme(Named, Base):
    """What a conversation was about. Archived when no longer chosen, never deleted."""

    __tablename__ = "theme"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    icon: Mapped[str] = mapped_column(String(40))
    pupil_word_nl: Mapped[str] = mapped_column(String(80))
    pupil_word_en: Mapped[str] = mapped_column(String(80))
    position: Mapped[int]
    archived_on: Mapped[date | None]
    disciplines: Mapped[list["Discipline"]] = relationship(
        secondary=theme_discipline, order_by="Discipline.position", back_populates="themes"
    )

    @property
    def pupil_word(self) -> str:
        """The word that a pupil would use."""
        return in_language(self.pupil_word_nl, self.pupil_word_en)


class Discipline(Named, Base):
    """A profession in the team, explained to pupils in about six words."""

    __tablename__ = "discipline"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    explanation_nl: Mapped[str] = mapped_column(String(120))
    explanation_en: Mapped[str] = mapped_column(String(120))
    position: Mapped[int]
    archived_on: Mapped[date | None]
    themes: Mapped[list[Theme]] = relationship(
        secondary=theme_discipline, order_by="Theme.position", back_populates="disciplines"
    )

    @property
    def explanation(self) -> str:
        """What this person does for you."""
        return in_language(self.explanation_nl, self.explanation_en)


class Outcome(Named, Base):
    """What a conversation led to."""

    __tablename__ = "outcome"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    position: Mapped[int]
    archived_on: Mapped[date | None]


class SchoolClass(Base):
    """A class: a code and a size, never names."""

    __tablename__ = "school_class"
    __table_args__ = (
        UniqueConstraint("site_id", "school_year_id", "code"),
        CheckConstraint("size BETWEEN 1 AND 60", name="size_is_a_class"),
        CheckConstraint("study_year BETWEEN 1 AND 6", name="study_year_exists"),
        CheckConstraint("away_from <= away_until", name="away_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    site_id: Mapped[int] = mapped_column(ForeignKey("site.id"))
    school_year_id: Mapped[int] = mapped_column(ForeignKey("school_year.id"))
    code: Mapped[str] = mapped_column(String(20))
    level: Mapped[str] = mapped_column(String(80))
    study_year: Mapped[int]
    size: Mapped[int]
    need: Mapped[str | None] = mapped_column(String(200))
    away_weekdays: Mapped[list[int]] = mapped_column(JSON, default=list)  # at work placement, Monday is 0
    away_from: Mapped[date | None]
    away_until: Mapped[date | None]
    public_code: Mapped[str | None] = mapped_column(String(8), unique=True)  # of its page for the board: /klas/<code>
    archived_on: Mapped[date | None]
    site: Mapped[Site] = relationship()
    school_year: Mapped[SchoolYear] = relationship()

    @property
    def name(self) -> str:
        """The class with its site and year, as a list shows it."""
        return f"{self.code} · {self.site.name} · {self.school_year.name}"


class CrisisLine(Base):
    """Where to call when it cannot wait, as the question of the person who calls."""

    __tablename__ = "crisis_line"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    question_nl: Mapped[str] = mapped_column(String(80))
    question_en: Mapped[str] = mapped_column(String(80))
    number: Mapped[str] = mapped_column(String(20))
    about_nl: Mapped[str] = mapped_column(String(120))
    about_en: Mapped[str] = mapped_column(String(120))
    position: Mapped[int]
    checked_on: Mapped[date | None]
    archived_on: Mapped[date | None]

    @property
    def name(self) -> str:
        """The question in the language of the page."""
        return in_language(self.question_nl, self.question_en)

    @property
    def about(self) -> str:
        """Who answers and when, in the language of the page."""
        return in_language(self.about_nl, self.about_en)


class Setting(Base):
    """A setting that differs, or once differed, from its default; `jsp.rules.settings` knows them all."""

    __tablename__ = "setting"

    id: Mapped[int] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(String(40), unique=True)
    value: Mapped[str | None] = mapped_column(String(500))


class Installation(Base):
    """The one row that says whether this database is a demo."""

    __tablename__ = "installation"
    __table_args__ = (CheckConstraint("id = 1", name="is_the_only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    is_demo: Mapped[bool]
