"""Days on which a site is not as usual: making them, changing them, taking them back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, time
from uuid import UUID, uuid4

from sqlalchemy import select

from jsp import audit, clock, sending
from jsp.blueprints.hours.service import ABOUT, generation
from jsp.blueprints.hours.service.notices import News
from jsp.extensions import db, look_again, take_turns
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.ground import Site
from jsp.models.hours import Closure
from jsp.models.rota import closures_from
from jsp.rules import closures as rules
from jsp.rules.closures import ClosureKind, Effect
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.verbs import interrupting

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
    settle(made, key=draft.key, by=by)
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
    settle([closure], key=draft.key, by=by)


def take_back(closure: Closure, *, key: UUID, by: User) -> None:
    """As if it had never been: what it closed takes place again, with who sat there."""
    if not sending.take(key, about=ABOUT):
        return
    look_again(closure)
    if closure.taken_back_at is None:
        closure.taken_back_at = clock.now()
        settle([closure], key=key, by=by)


def restore(closure: Closure, *, key: UUID, by: User) -> None:
    """Let it count again. Raises DomainError where the same was made anew meanwhile."""
    if not sending.take(key, about=ABOUT):
        return
    look_again(closure)
    if closure.taken_back_at is not None:
        closure.taken_back_at = None
        _check_new(closure)
        settle([closure], key=key, by=by)


def mark(closure: Closure) -> str:
    """What it holds, to notice that somebody else changed it."""
    fields = [getattr(closure, field) for field in FIELDS]
    return sending.marked(*fields, closure.reachable_from, closure.reachable_until, closure.taken_back_at is None)


def settle(closures: Sequence[Closure], *, key: UUID, by: User) -> None:
    """Let the lessons of their sites follow, then the openings, and tell who it concerns.

    Where both come back, who gives a lesson does not sit at the desk.
    """
    db.session.flush()
    news, site_ids = News(), list(dict.fromkeys(closure.site_id for closure in closures))
    interrupting.let_lessons_follow(site_ids, by=by, key=key)
    for site_id in site_ids:
        generation.lay_out(site_id, news)
    for closure in closures:
        audit.record(Action.HOURS_CHANGED, "closure", closure.id)
    news.send(by=by)


def let_lessons_follow() -> None:
    """What a job does now and then, at every school."""
    take_turns(ABOUT)
    interrupting.let_lessons_follow(list(db.session.scalars(select(Site.id).order_by(Site.id))), by=None, key=uuid4())


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
