"""How long the periods of a site are: chosen before a school year begins, and then it stays."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from jsp import clock
from jsp.extensions import db, insert
from jsp.models.accounts import User
from jsp.models.ground import Site
from jsp.models.history import GroundChange
from jsp.models.released import length_of, lengths_of
from jsp.models.theme_releases import PeriodLength
from jsp.rules import release_periods, school_year
from jsp.rules.refusal import NotFoundError
from jsp.rules.release_periods import Length, Period, length_in
from jsp.sending import check_unchanged
from jsp.verbs import ground_history

KIND = "period_length"  # of its lines in the history


@dataclass(frozen=True, slots=True)
class Plan:
    """What holds at a site in this school year, and from the next one on, which begins in the calendar year `year`."""

    site: Site
    year: int
    now: Length
    then: Length

    @property
    def periods_now(self) -> list[Period]:
        """Of this school year, in order."""
        return release_periods.periods(self.year - 1, self.now)

    @property
    def periods_then(self) -> list[Period]:
        """Of the next one."""
        return release_periods.periods(self.year, self.then)


def list_plans(user: User) -> list[Plan]:
    """Of the sites where this person works."""
    return _plans(user.open_sites)


def get_plan(user: User, code: str) -> Plan:
    """Of one of them; raises NotFoundError for any other."""
    for plan in _plans([site for site in user.open_sites if site.code == code]):
        return plan
    raise NotFoundError(code)


def list_changes(site: Site) -> Sequence[GroundChange]:
    """Who chose what, the newest first; their field is the name of the school year."""
    return ground_history.list_changes(KIND, site.id)


def choose_length(site: Site, length: Length, *, year: int, seen: str, key: UUID, by: User) -> bool:
    """Let it hold from that school year on; returns whether that changes anything.

    Raises DomainError for a year that has begun, and where somebody else chose since `seen`.
    """
    if not ground_history.take(key):
        return False
    release_periods.check_year(year, today=clock.today())
    before = length_of(site.id, year)
    check_unchanged(seen, before.value)
    if length is before:
        return False
    row = {"length": length, "set_by_id": by.id, "set_on": clock.today()}
    db.session.execute(
        insert(PeriodLength)
        .values(site_id=site.id, first_year=year, **row)
        .on_conflict_do_update(index_elements=[PeriodLength.site_id, PeriodLength.first_year], set_=row)
    )
    of = school_year.name(release_periods.periods(year, length)[0].starts)
    ground_history.keep(KIND, site.id, of, before.value, length.value, key=key, by=by)
    return True


def _plans(sites: Sequence[Site]) -> list[Plan]:
    year = school_year.starting_year(clock.today()) + 1
    lengths = lengths_of([site.id for site in sites])
    return [
        Plan(site, year, now=length_in(lengths[site.id], year - 1), then=length_in(lengths[site.id], year))
        for site in sites
    ]
