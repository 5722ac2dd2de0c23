"""What days on which a site is not as usual do to it, before anything is saved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from jsp import clock
from jsp.blueprints.hours.service.closures import ClosureDraft, drafted
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.contacts import Contact
from jsp.models.ground import Site
from jsp.models.hours import Closure
from jsp.models.promises import count_promised
from jsp.models.rota import closures_from
from jsp.models.team import Opening
from jsp.rules import closures as rules
from jsp.rules.closures import ClosedDays
from jsp.rules.opening import OpeningState
from jsp.verbs import interrupting
from jsp.verbs.interrupting import Following


@dataclass(frozen=True, slots=True)
class Touched:
    """What a closure does at one site.

    `openings` would not take place, `back` would again; `promises`: how many follow-ups fall in it; `answers`: how many
    questions are promised an answer then; `elsewhere`: what other own sites have on those days, where the team is free
    to go; `also`: what closes some of these days already; `lessons`: those that it interrupts, or brings back.
    """

    site: Site
    openings: list[Opening]
    back: list[Opening]
    promises: int
    answers: int
    elsewhere: list[Opening]
    also: list[Closure]
    lessons: Following


def touched_by(draft: ClosureDraft, user: User, *, instead_of: Closure | None) -> list[Touched]:
    """What would change at each site, before anything is saved."""
    first, last = max(draft.starts_on, clock.today()), draft.ends_on
    sites = [site for site in user.open_sites if site.id in draft.site_ids]
    shuts = ClosedDays(draft.starts_on, draft.ends_on, draft.effect).shuts_desk
    openings = _openings(first, last, [site.id for site in user.open_sites], instead_of) if shuts else []
    closures = closures_from(clock.today(), site_ids=draft.site_ids)
    shut_now, promises = _shut_by(instead_of), _promises(first, last, draft.site_ids)
    answers = count_promised(first, last, draft.site_ids)
    return [
        Touched(
            site, [each for each in openings if each.site_id == site.id],
            [each for each in shut_now if each not in openings and not _is_shut(each, closures, instead_of)],
            promises.get(site.id, 0), answers.get(site.id, 0),
            [each for each in openings if each.site_id not in draft.site_ids],
            [each for each in closures.get(site.id, []) if each is not instead_of and _meets(each, draft)],
            _lessons(site.id, [*closures.get(site.id, []), drafted(draft)], besides=instead_of),
        )
        for site in sites
    ]  # fmt: skip


def lessons_after(closure: Closure) -> Following:
    """What taking it back would do to the lessons; of one that was taken back: what letting it count again would do."""
    held = closures_from(clock.today(), site_ids=[closure.site_id]).get(closure.site_id, [])
    counts = closure.taken_back_at is None
    return _lessons(closure.site_id, held if counts else [*held, closure], besides=closure if counts else None)


def _lessons(site_id: int, closures: Sequence[Closure], *, besides: Closure | None) -> Following:
    return interrupting.what_follows([site_id], {site_id: [each for each in closures if each is not besides]})


def _is_shut(opening: Opening, closures: dict[int, list[Closure]], but: Closure | None) -> bool:
    others = [each.days for each in closures.get(opening.site_id, []) if each is not but]
    return rules.shut_by(opening.on, others) is not None


def _meets(closure: Closure, draft: ClosureDraft) -> bool:
    return closure.starts_on <= draft.ends_on and draft.starts_on <= closure.ends_on


def _shut_by(closure: Closure | None) -> list[Opening]:
    if closure is None:
        return []
    query = select(Opening).where(Opening.closure_id == closure.id, Opening.on >= clock.today())
    return list(db.session.scalars(query.where(Opening.state == OpeningState.PLANNED).order_by(Opening.on)))


def _openings(first: date, last: date, site_ids: Sequence[int], instead_of: Closure | None) -> list[Opening]:
    free = Opening.takes_place | (Opening.closure_id == (instead_of.id if instead_of else 0))
    query = (
        select(Opening)
        .where(Opening.site_id.in_(site_ids), Opening.on.between(first, last), free)
        .where(Opening.state == OpeningState.PLANNED)
        .order_by(Opening.on, Opening.starts)
        .options(selectinload(Opening.attendances))
    )
    return list(db.session.scalars(query))


def _promises(first: date, last: date, site_ids: Sequence[int]) -> dict[int, int]:
    query = (
        select(Contact.site_id, func.count())
        .where(Contact.site_id.in_(site_ids), Contact.follow_up_on.between(first, last))
        .where(Contact.follow_up_done_on.is_(None))
        .group_by(Contact.site_id)
    )
    return {site_id: count for site_id, count in db.session.execute(query)}
