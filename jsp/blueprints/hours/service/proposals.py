"""Holidays that a site may take over as they are known for its region, or leave."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import select

from jsp import clock, sending
from jsp.blueprints.hours.service import ABOUT, closures
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.ground import Site, SiteKind
from jsp.models.hours import Closure
from jsp.models.rota import closures_from
from jsp.rules import holiday_proposals as rules
from jsp.rules import school_year
from jsp.rules.closures import ClosureKind, Effect
from jsp.rules.holiday_proposals import Proposal, Region

AHEAD = timedelta(days=120)  # so long before it begins, the next school year is offered too


@dataclass(frozen=True, slots=True)
class Offer:
    """A holiday as it is known for the region of a site; `is_usual`: most schools close for it."""

    proposal: Proposal
    is_usual: bool


@dataclass(frozen=True, slots=True)
class Offers:
    """All that a site may take over, and what to know before doing so.

    `carnival`: its days where they lie outside the spring holiday; `unknown`: calendar years without school holidays.
    """

    site: Site
    offers: list[Offer]
    carnival: tuple[date, date] | None
    unknown: list[int]
    is_free: bool


def list_offers(site: Site, *, today: date) -> Offers:
    """The holidays of the school year that have not been decided on, and that nothing closes already."""
    last = school_year.bounds(today + AHEAD)[1]
    known = rules.proposals(site.region, today, last)
    carnival = _carnival(site, known, today, last)
    counts = select(Closure.source).where(Closure.site_id == site.id, Closure.taken_back_at.is_(None))
    decided = set(db.session.scalars(counts))
    held = closures_from(today, site_ids=[site.id]).get(site.id, [])
    shut = [closure.days for closure in held if closure.days.shuts_desk]
    kept = [(each.starts_on, each.ends_on) for each in held if each.kind is ClosureKind.SCHOOL_HOLIDAY]
    offers = [
        Offer(each, is_usual=_is_usual(each, known) and not rules.is_moved(each, kept))
        for each in sorted([*known, *carnival], key=lambda each: (each.first, each.last))
        if each.key not in decided
        and not any(closed.first <= each.first and each.last <= closed.last for closed in shut)
    ]
    return Offers(
        site, offers, next((rules.carnival(each.first.year) for each in carnival if each in _offered(offers)), None),
        rules.years_without(today, last), site.kind is SiteKind.MBO,
    )  # fmt: skip


def _offered(offers: list[Offer]) -> list[Proposal]:
    return [each.proposal for each in offers]


def _is_usual(proposal: Proposal, known: list[Proposal]) -> bool:
    """Most schools close for it; carnival is not among what is known, and its week is a choice."""
    return proposal in known and not rules.lies_within(proposal, known) and not rules.is_optional(proposal)


def accept(site: Site, keys: Collection[str], *, key: UUID, by: User) -> int:
    """Close the site for these; returns how many there were. One that was accepted already is not made twice."""
    if not sending.take(key, about=ABOUT):
        return 0
    chosen = [each.proposal for each in list_offers(site, today=clock.today()).offers if each.proposal.key in keys]
    made = [_closure(site, each) for each in chosen]
    db.session.add_all(made)
    closures.settle(made, key=key, by=by)
    return len(made)


def _closure(site: Site, proposal: Proposal) -> Closure:
    return Closure(
        site_id=site.id, kind=proposal.kind, effect=Effect.CLOSED, name_nl=proposal.name_nl, name_en=proposal.name_en,
        starts_on=proposal.first, ends_on=proposal.last, source=proposal.key,
    )  # fmt: skip


def _carnival(site: Site, known: list[Proposal], today: date, last: date) -> list[Proposal]:
    """In the south the schools often move the spring holiday to carnival; the national days do not say so."""
    if site.region is not Region.SOUTH:
        return []
    found = []
    for year in range(today.year, last.year + 1):
        first, end = rules.carnival(year)
        is_covered = any(
            each.kind is ClosureKind.SCHOOL_HOLIDAY and each.first <= first and end <= each.last for each in known
        )
        if today <= first <= last and not is_covered:
            found.append(rules.carnival_holiday(year))
    return found
