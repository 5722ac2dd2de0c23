"""Fixed hours of the sites."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from uuid import UUID

from sqlalchemy import select

from jsp import audit, clock, sending
from jsp.blueprints.hours.service import ABOUT, crew, generation
from jsp.blueprints.hours.service.notices import News
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.ground import SchoolYear, Site
from jsp.models.hours import OpeningPattern
from jsp.models.reference import forget_reference, get_setting
from jsp.models.rota import patterns_from
from jsp.models.team import Opening, TeamMember
from jsp.rules import coverage, patterns
from jsp.rules.opening import Slot
from jsp.rules.refusal import N_, DomainError, NotFoundError

APART = N_("On %(day)s an opening was planned apart at this hour. Call it off first.")
ELSEWHERE = N_("%(name)s has fixed hours at %(site)s at that time.")


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternDraft:
    """Fixed hours as they are wanted, with the people who sit there as a rule in their order."""

    key: UUID
    site_id: int
    hours: patterns.Pattern
    room: str
    member_ids: tuple[int, ...]


def get_pattern(user: User, id: int) -> OpeningPattern:
    """Of a site of this person, also one that was ended; raises NotFoundError for any other."""
    pattern = db.session.get(OpeningPattern, id)
    if pattern is None or pattern.site_id not in [site.id for site in user.open_sites]:
        raise NotFoundError(id)
    return pattern


def proposed_validity(today: date) -> tuple[date, date]:
    """From today until the end of the school year; of the next one where none runs."""
    query = select(SchoolYear).where(SchoolYear.archived_on.is_(None), SchoolYear.ends_on >= today)
    year = db.session.scalars(query.order_by(SchoolYear.starts_on).limit(1)).first()
    if year is None:
        return today, today
    return max(today, year.starts_on), year.ends_on


def make_pattern(draft: PatternDraft, *, by: User) -> None:
    """Add fixed hours and lay out the openings that follow. Raises DomainError for hours that cannot be."""
    if not sending.take(draft.key, about=ABOUT):
        return
    pattern = OpeningPattern(site_id=draft.site_id)
    _fill(pattern, draft)
    db.session.add(pattern)
    _lay_out(pattern, by)


def change_pattern(pattern: OpeningPattern, draft: PatternDraft, *, seen: str, by: User) -> int:
    """Change them from today on at the same site; what was is left as it was. Raises DomainError.

    Returns how many openings to come fall out.
    """
    if not sending.take(draft.key, about=ABOUT):
        return 0
    look_again(pattern)
    if pattern.ended_at is not None:
        raise DomainError(N_("Somebody ended these fixed hours. Add them anew if they are to hold."))
    sending.check_unchanged(seen, mark(pattern), sending.IN_SIGHT)
    before = _to_come(pattern)
    _fill(pattern, replace(draft, site_id=pattern.site_id))
    _lay_out(pattern, by)
    return len(before - _to_come(pattern))


def end_pattern(pattern: OpeningPattern, *, key: UUID, by: User) -> None:
    """From today on nothing follows from them; the openings that did are no longer planned."""
    if not sending.take(key, about=ABOUT):
        return
    look_again(pattern)
    if pattern.ended_at is not None:
        return
    pattern.ended_at = clock.now()
    _lay_out(pattern, by)


def restore_pattern(id: int, *, key: UUID, by: User) -> None:
    """Undo the ending. Raises DomainError where other hours took their place, NotFoundError for a foreign one."""
    pattern = get_pattern(by, id)
    if not sending.take(key, about=ABOUT):
        return
    ids = tuple(member.id for member in pattern.members)
    _check(pattern.hours, pattern.site_id, besides=pattern.id)
    _check_members(PatternDraft(key=key, site_id=pattern.site_id, hours=pattern.hours, room="", member_ids=ids),
                   besides=pattern.id)  # fmt: skip
    pattern.ended_at = None
    _lay_out(pattern, by)


def count_to_come(pattern: OpeningPattern) -> int:
    """How many openings that take place follow from it from today on."""
    return len(_to_come(pattern))


@dataclass(frozen=True, slots=True)
class UsualWeek:
    """The fixed hours of a site, and what they add up to in a week."""

    site: Site
    patterns: list[OpeningPattern]
    hours: float
    is_unusual: bool


def weeks(sites: Sequence[Site], found: Sequence[OpeningPattern]) -> list[UsualWeek]:
    """A usual week of each site once all has begun; hours that come every other week count for their share."""
    least, most = float(get_setting("week_hours_min")), float(get_setting("week_hours_max"))
    made = []
    for site in sites:
        own = [each for each in found if each.site_id == site.id]
        day = max([clock.today(), *(each.valid_from for each in own)])
        held = [each for each in own if each.valid_from <= day <= each.valid_until]
        slots = [Slot(date.min, each.starts, each.ends) for each in held]
        hours = sum(slot.minutes / 60 / each.every_weeks for slot, each in zip(slots, held, strict=True))
        openings = round(sum(1 / each.every_weeks for each in held))
        is_unusual = bool(own) and (openings != coverage.USUAL_OPENINGS or not least <= hours <= most)
        made.append(UsualWeek(site, own, hours, is_unusual))
    return made


def mark(pattern: OpeningPattern) -> str:
    """What they hold, to notice that somebody else changed them."""
    return sending.marked(pattern.hours, pattern.room, [member.id for member in pattern.members])


def usual_hours(site_id: int) -> tuple[time, time] | None:
    """The hours of the latest pattern of the site: the next one is often alike."""
    query = select(OpeningPattern).where(OpeningPattern.site_id == site_id).order_by(OpeningPattern.id.desc()).limit(1)
    latest = db.session.scalars(query).first()
    return (latest.starts, latest.ends) if latest else None


def _to_come(pattern: OpeningPattern) -> set[int]:
    query = select(Opening.id).where(Opening.pattern_id == pattern.id, Opening.on >= clock.today(), Opening.takes_place)
    return set(db.session.scalars(query))


def _fill(pattern: OpeningPattern, draft: PatternDraft) -> None:
    _check(draft.hours, draft.site_id, besides=pattern.id)
    _check_members(draft, besides=pattern.id)
    for field in ("weekday", "starts", "ends", "valid_from", "valid_until", "every_weeks"):
        setattr(pattern, field, getattr(draft.hours, field))
    pattern.room = draft.room
    members = db.session.scalars(select(TeamMember).where(TeamMember.id.in_(draft.member_ids)))
    pattern.members = sorted(members, key=lambda member: (member.position, member.id))


def _check(hours: patterns.Pattern, site_id: int, *, besides: int | None) -> None:
    today = clock.today()
    others = [each.hours for each in patterns_from(today, site_ids=[site_id]) if each.id != besides]
    patterns.check(hours, others, today=today)
    day = generation.extra_on(hours, site_id, besides=besides)
    if day is not None:
        raise DomainError(APART, field="starts", day=day)


def _check_members(draft: PatternDraft, *, besides: int | None) -> None:
    """Everybody works there, and nobody is fixed at two places at the same time."""
    crew.check_sites(
        list(db.session.scalars(select(TeamMember).where(TeamMember.id.in_(draft.member_ids)))), draft.site_id
    )
    everywhere = select(OpeningPattern).where(OpeningPattern.ended_at.is_(None), OpeningPattern.id != (besides or 0))
    for other in db.session.scalars(everywhere.where(OpeningPattern.valid_until >= clock.today())):
        twice = [member.first_name for member in other.members if member.id in draft.member_ids]
        if twice and patterns.clash(draft.hours, other.hours):
            raise DomainError(ELSEWHERE, field="members", name=twice[0], site=other.site.name)


def _lay_out(pattern: OpeningPattern, by: User) -> None:
    db.session.flush()
    news = News()
    generation.lay_out(pattern.site_id, news)
    news.send(by=by)
    audit.record(Action.HOURS_CHANGED, "pattern", pattern.id)
    forget_reference()
