"""What the coordinator adds to the figures of a year: a few sentences, and points of prevention."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from jsp import audit, clock, sending
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.ground import Site
from jsp.models.theme_releases import YearReport
from jsp.rules.talk import Point
from jsp.rules.year_report import check_words

KIND = "year_report"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """What is told, and to which points the year contributed."""

    told: str
    points: Sequence[Point]


def find_words(site: Site, year: int) -> YearReport | None:
    """Of that school year, as they stand now."""
    return db.session.get(YearReport, (site.id, year), populate_existing=True)


def version_of(words: YearReport | None) -> str:
    """A mark of how they stand, to notice that somebody else changed them."""
    return str(words.version if words is not None else 0)


def write(site: Site, year: int, draft: Draft, *, by: User, seen: str, key: UUID) -> None:
    """Keep it. Raises DomainError for what may not stand in it, and where somebody changed it since it was `seen`."""
    check_words(draft.told)
    if not sending.take(uuid5(key, f"{site.id} {year}"), about=f"{KIND} {site.id} {year}"):
        return
    row = find_words(site, year)
    sending.check_unchanged(seen, version_of(row), sending.IN_SIGHT)
    if row is None:
        row = YearReport(site_id=site.id, first_year=year, version=0)
        db.session.add(row)
    row.told, row.points, row.version = draft.told, [each.value for each in draft.points], row.version + 1
    row.changed_by_id, row.changed_on = by.id, clock.today()
    audit.record(Action.REWRITTEN, KIND, f"{site.code} {year}")
