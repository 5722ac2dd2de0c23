"""What the public pages tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from flask import current_app
from sqlalchemy import text

from jsp.config import BACKUP_DAYS
from jsp.content import usual
from jsp.extensions import db
from jsp.models import members, rota
from jsp.models.ground import CrisisLine, Site, Theme
from jsp.models.hours import Closure, OpeningPattern
from jsp.models.reference import get_reference
from jsp.models.released import releases_of, themes_of
from jsp.models.rota import Desk
from jsp.models.team import TeamMember
from jsp.rules import sign_in
from jsp.rules.opening import Slot
from jsp.rules.retention import WARNED
from jsp.words.release_terms import period_name

MOST_DESKS = 12  # more of them nobody reads; then the page lists the names
SHOWN = 8


@dataclass(frozen=True, slots=True)
class Coming:
    """Something ahead at a site: an opening, or days on which it is not as usual."""

    on: date
    slot: Slot | None = None
    is_off: bool = False
    closure: Closure | None = None


def desks(now: datetime) -> list[Desk]:
    """The sites as they stand at local time `now`; none where there are too many to read."""
    return [] if other_sites() else rota.desks(list(get_reference().open_sites.values()), now)


def other_sites() -> list[Site]:
    """All sites by name, where there are too many to show how each stands."""
    sites = get_reference().open_sites.values()
    return sorted(sites, key=lambda site: site.name.casefold()) if len(sites) > MOST_DESKS else []


def get_desk(code: str, now: datetime) -> Desk:
    """How the site with that code stands; raises NotFoundError."""
    return rota.desks([get_reference().open_site(code)], now)[0]


def weeks(desk: Desk) -> list[Coming]:
    """The next openings of a site and what is closed in between, in order."""
    slots = desk.planned[:SHOWN]
    until = slots[-1].on if slots else date.max
    shut = [each for each in desk.coming if each.days.shuts_desk and each.starts_on <= until]
    found = [Coming(slot.on, slot=slot) for slot in slots]
    found += [Coming(slot.on, slot=slot, is_off=True) for slot in desk.off if slot.on <= until]
    found += [Coming(each.starts_on, closure=each) for each in shut]
    return sorted(found, key=lambda each: (each.on, each.slot.starts if each.slot else time.min))


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked at a site in the newest period of which that was released: themes, the most asked first."""

    when: str
    themes: Sequence[tuple[Theme, int]]


def asked_at(desk: Desk) -> Asked | None:
    """None where nothing was released, or no theme by itself."""
    newest = releases_of([desk.site.id])[desk.site.id][-1:]
    for release in newest:
        shown = [(theme, number) for theme, number in themes_of(release) if number is not None]
        if shown:
            return Asked(period_name(release.starts, release.ends), sorted(shown, key=lambda each: -each[1]))
    return None


def fixed_hours(desk: Desk, now: datetime) -> list[OpeningPattern]:
    """The fixed hours of a site that hold now, Monday first; where none do, those that will."""
    found = rota.patterns_from(now.date(), site_ids=[desk.site.id])
    return [each for each in found if each.valid_from <= now.date()] or found


def team_of(desk: Desk, now: datetime) -> list[TeamMember]:
    """Who of the team works at that site."""
    return members.members_on(now.date(), site_id=desk.site.id)


def team(now: datetime) -> list[TeamMember]:
    """Who is in the team today; nobody where there are too many to meet."""
    return [] if other_sites() else members.members_on(now.date())


@dataclass(frozen=True, slots=True)
class Periods:
    """How long what belongs to an account lasts, where no setting says so; days, but for those that say otherwise."""

    idle_minutes: int
    longest_hours: int
    invitation: int
    warned: int
    backups: int


def periods() -> Periods:
    """As the app goes by them."""
    return Periods(
        idle_minutes=int(sign_in.IDLE.total_seconds() // 60),
        longest_hours=int(sign_in.ABSOLUTE.total_seconds() // 3600),
        invitation=sign_in.INVITATION_WITHIN.days,
        warned=WARNED.days,
        backups=int(current_app.config.get("BACKUP_DAYS", BACKUP_DAYS)),
    )


def crisis_lines() -> Sequence[CrisisLine]:
    """The numbers for now, also before this JSP has laid its own."""
    return [line for line in get_reference().lines if not line.archived_on] or usual.usual_lines()


def ask_database() -> None:
    """Raises DBAPIError when the database does not answer."""
    db.session.execute(text("SELECT 1"))
