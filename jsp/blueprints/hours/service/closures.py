"""Days on which a site is not as usual: what they touch, making them, taking them back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from jsp import audit, clock, sending
from jsp.blueprints.hours.service import ABOUT, generation
from jsp.blueprints.hours.service.notices import News
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.contacts import Contact
from jsp.models.ground import Site
from jsp.models.hours import Closure
from jsp.models.promises import count_promised
from jsp.models.rota import closures_from
from jsp.models.team import Opening
from jsp.rules import closures as rules
from jsp.rules.closures import ClosedDays, ClosureKind, Effect
from jsp.rules.opening import OpeningState
from jsp.rules.refusal import N_, DomainError, NotFoundError

FIELDS = ("kind", "effect", "name_nl", "name_en", "starts_on", "ends_on", "sentence_nl", "sentence_en", "source")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosureDraft:
    """A closure as it is wanted, for one or more sites; the hours at which the phone is answered may be None."""

    key: UUID
    site_ids: tuple[int, ...]
    kind: ClosureKind
    effect: Effect
    name_nl: str
    name_en: str
    starts_on: date
    ends_on: date
    reachable_from: time | None = None
    reachable_until: time | None = None
    sentence_nl: str = ""
    sentence_en: str = ""
    source: str | None = None


@dataclass(frozen=True, slots=True)
class Touched:
    """What a closure does at one site.

    `openings` would not take place, `back` would again; `promises`: how many follow-ups fall in it; `answers`: how many
    questions are promised an answer then; `elsewhere`: what other own sites have on those days, where the team is free
    to go; `also`: what closes some of these days already.
    """

    site: Site
    openings: list[Opening]
    back: list[Opening]
    promises: int
    answers: int
    elsewhere: list[Opening]
    also: list[Closure]


def list_closures(site_ids: Sequence[int], *, today: date) -> list[Closure]:
    """What counts today or later, the first one first."""
    found = closures_from(today, site_ids=site_ids)
    return sorted((each for rows in found.values() for each in rows), key=lambda each: (each.starts_on, each.site_id))


def get_closure(user: User, id: int) -> Closure:
    """Of a site of this person, also one that was taken back; raises NotFoundError for any other."""
    closure = db.session.get(Closure, id)
    if closure is None or closure.site_id not in [site.id for site in user.open_sites]:
        raise NotFoundError(id)
    return closure


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
        )
        for site in sites
    ]  # fmt: skip


def drafted(draft: ClosureDraft) -> Closure:
    """The closure as it would be, not stored: to preview what it says."""
    closure = Closure(site_id=draft.site_ids[0])
    _fill(closure, draft)
    return closure


def check(draft: ClosureDraft) -> None:
    """Raises DomainError for days or hours that cannot be."""
    rules.check(draft.starts_on, draft.ends_on, today=clock.today())
    rules.check_reachable(draft.reachable_from, draft.reachable_until, draft.effect)


def make_closures(draft: ClosureDraft, *, by: User) -> list[Closure]:
    """Close each of the sites; openings in those days no longer take place. Raises DomainError."""
    if not sending.take(draft.key, about=ABOUT):
        return []
    check(draft)
    made = [Closure(site_id=site_id) for site_id in dict.fromkeys(draft.site_ids)]
    for closure in made:
        _fill(closure, draft)
        _check_new(closure)
    db.session.add_all(made)
    settle(made, by)
    return made


def change_closure(closure: Closure, draft: ClosureDraft, *, seen: str, by: User) -> None:
    """Make it longer, shorter or other; openings that are free again come back. Raises DomainError."""
    if not sending.take(draft.key, about=ABOUT):
        return
    look_again(closure)
    sending.check_unchanged(seen, mark(closure), sending.IN_SIGHT)
    if closure.taken_back_at is not None:
        raise DomainError(N_("This closure was taken back. Let it count again first, then change it."))
    check(draft)
    _fill(closure, replace(draft, source=closure.source))
    _check_new(closure)
    settle([closure], by)


def take_back(closure: Closure, *, key: UUID, by: User) -> None:
    """As if it had never been: what it closed takes place again, with who sat there."""
    if not sending.take(key, about=ABOUT):
        return
    look_again(closure)
    if closure.taken_back_at is None:
        closure.taken_back_at = clock.now()
        settle([closure], by)


def restore(closure: Closure, *, key: UUID, by: User) -> None:
    """Let it count again. Raises DomainError where the same was made anew meanwhile."""
    if not sending.take(key, about=ABOUT):
        return
    look_again(closure)
    if closure.taken_back_at is not None:
        closure.taken_back_at = None
        _check_new(closure)
        settle([closure], by)


def mark(closure: Closure) -> str:
    """What it holds, to notice that somebody else changed it."""
    fields = [getattr(closure, field) for field in FIELDS]
    return sending.marked(*fields, closure.reachable_from, closure.reachable_until, closure.taken_back_at is None)


def settle(closures: Sequence[Closure], by: User) -> None:
    """Let the openings of their sites follow, and tell who it concerns."""
    db.session.flush()
    news = News()
    for site_id in dict.fromkeys(closure.site_id for closure in closures):
        generation.lay_out(site_id, news)
    for closure in closures:
        audit.record(Action.HOURS_CHANGED, "closure", closure.id)
    news.send(by=by)


def _fill(closure: Closure, draft: ClosureDraft) -> None:
    for field in FIELDS:
        setattr(closure, field, getattr(draft, field))
    is_remote = draft.effect is Effect.REMOTE
    closure.reachable_from = draft.reachable_from if is_remote else None
    closure.reachable_until = draft.reachable_until if is_remote else None


def _check_new(closure: Closure) -> None:
    same = select(Closure.id).where(
        Closure.site_id == closure.site_id, Closure.taken_back_at.is_(None), Closure.kind == closure.kind,
        Closure.starts_on == closure.starts_on, Closure.ends_on == closure.ends_on, Closure.id != (closure.id or 0),
    )  # fmt: skip
    with db.session.no_autoflush:
        is_there = db.session.scalar(same.limit(1)) is not None
    if is_there:
        raise DomainError(N_("These days stand here for that reason already."), field="starts_on")


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
