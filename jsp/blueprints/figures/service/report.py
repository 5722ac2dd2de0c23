"""The report of a school year of a site: which one is asked for, and all that stands on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from jsp import clock
from jsp.blueprints.figures.service.report_changes import Agreements, Changes, agreements_of, changes_of
from jsp.blueprints.figures.service.report_desk import Openings, openings_of
from jsp.blueprints.figures.service.report_lessons import Given, lessons_of
from jsp.blueprints.figures.service.report_said import Said, said_of
from jsp.blueprints.figures.service.report_themes import Themes, themes_of_year, years_released
from jsp.blueprints.figures.service.report_words import find_words
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import SchoolYear, Site
from jsp.models.referral_figures import ReferralRelease
from jsp.models.released import get_released_site, sites_of
from jsp.models.theme_releases import YearReport
from jsp.rules import school_year
from jsp.rules.refusal import NotFoundError
from jsp.rules.roles import Permission
from jsp.rules.year_report import kept_from


@dataclass(frozen=True, slots=True)
class Asked:
    """Of which site and which school year (by the calendar year in which it begins), and what else can be asked."""

    site: Site
    year: int
    sites: Sequence[Site]
    years: Sequence[int]

    @property
    def days(self) -> tuple[date, date]:
        """First and last day of the year."""
        return school_year.bounds(date(self.year, school_year.FIRST_MONTH, 1))

    @property
    def name(self) -> str:
        """How the year is called, with the dash of the page with the figures."""
        return f"{self.year}–{self.year + 1}"

    @property
    def is_running(self) -> bool:
        """Whether the year is not over yet."""
        return clock.today() <= self.days[1]


@dataclass(frozen=True, slots=True)
class Report:
    """All that stands on it."""

    openings: Openings
    themes: Themes
    referred: Sequence[ReferralRelease]
    lessons: Sequence[Given]
    said: Sequence[Said]
    agreements: Agreements
    changes: Changes
    words: YearReport | None
    kept_from: date | None

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to tell of that year."""
        return not (
            self.openings.planned or self.openings.shut or self.themes.releases or self.lessons or self.said
            or self.agreements.made or self.agreements.adopted or self.changes.is_something or self.words
        )  # fmt: skip


def choose(user: User, code: str | None, year: str | None) -> Asked | None:
    """What this person asks for, else the first own site and the newest year with figures, or that of today.

    None for who has no site. Raises NotFoundError for a site or a year that is not there for this person.
    """
    sites = sites_of(user)
    if not sites and not code:
        return None
    site = get_released_site(user, code) if code else next((each for each in sites if not each.archived_on), sites[0])
    released = years_released(site)
    years = _years(released)
    if year is None:
        return Asked(site, max(released, default=years[0]), sites, years)
    found = next((each for each in years if str(each) == year), None)
    if found is None:
        raise NotFoundError(year)
    return Asked(site, found, sites, years)


def read(user: User, asked: Asked) -> Report:
    """The whole report; the number of questions does not grow with the classes."""
    site, (first, last) = asked.site, asked.days
    openings = openings_of(site.id, first, last, clock.local_now())
    themes = themes_of_year(site, asked.year, clock.today())
    return Report(
        openings=openings,
        themes=themes,
        referred=_referred(user, first, last),
        lessons=lessons_of(site.id, first, last),
        said=said_of(site.id, first, last),
        agreements=agreements_of(site.id, first, last),
        changes=changes_of(site.id, first, last),
        words=find_words(site, asked.year),
        kept_from=kept_from(first, _known(first, openings, themes)),
    )


def _known(first: date, openings: Openings, themes: Themes) -> list[date]:
    """Days of which something is kept. A site may have begun in the middle of the period of its first release."""
    if themes.goes_on:
        return [first]
    days = [openings.since] if openings.since else []
    if themes.releases and not (openings.since and openings.since <= themes.releases[0].ends):
        days.append(themes.releases[0].starts)
    return days


def _years(released: set[int]) -> list[int]:
    """That of today, those that were set up, and those with figures, the newest first."""
    today = school_year.starting_year(clock.today())
    set_up = {each.year for each in db.session.scalars(select(SchoolYear.starts_on))}
    return sorted({today, *released, *(year for year in set_up if year < today)}, reverse=True)


def _referred(user: User, first: date, last: date) -> Sequence[ReferralRelease]:
    """Of the whole JSP, as they were released, for who sees those figures anyhow: they are no figures of a school."""
    if not user.may(Permission.SEE_REFERRAL_FIGURES):
        return []
    of = ReferralRelease
    query = select(of).where(of.first.between(first, last), of.referred.is_not(None)).order_by(of.first)
    return db.session.scalars(query).all()
