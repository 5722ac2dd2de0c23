"""By when questions are answered: reads what is planned, and lets promises follow when a plan changes."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date

from sqlalchemy import func, select

from jsp import clock
from jsp.extensions import db
from jsp.models.messages import Thread
from jsp.models.reference import get_reference, get_setting
from jsp.models.rota import AHEAD, closures_from
from jsp.models.team import Opening
from jsp.rules.opening import OpeningState, Slot
from jsp.rules.promise import Plan, Promise, promise
from jsp.rules.thread import ThreadState

MOST_SITES = 12  # whose plans are read for a question that names no school


def plans_from(day: date, site_ids: Collection[int]) -> dict[int, Plan]:
    """What each of these sites has planned from that day on."""
    held: dict[int, list[Slot]] = defaultdict(list)
    off: dict[int, list[Slot]] = defaultdict(list)
    query = select(Opening.site_id, Opening.on, Opening.starts, Opening.ends, Opening.takes_place).where(
        Opening.site_id.in_(site_ids), Opening.on.between(day, day + AHEAD),
        Opening.takes_place | ((Opening.state == OpeningState.CANCELLED) & Opening.closure_id.is_(None)),
    )  # fmt: skip
    for site_id, on, starts, ends, takes_place in db.session.execute(query):
        (held if takes_place else off)[site_id].append(Slot(on, starts, ends))
    closures = closures_from(day, site_ids=list(site_ids))
    return {
        id: Plan(tuple(each.days for each in closures.get(id, [])), tuple(held[id]), tuple(off[id])) for id in site_ids
    }


def next_promise(site_id: int | None, today: date) -> Promise | None:
    """What can be promised to who asks now, at one site or at whichever answers first."""
    return _promise(site_id, today, school_days(), plans_from(today, answering_sites(site_id)))


def answering_sites(site_id: int | None) -> list[int]:
    """The site that answers; without one all that are open, of very many the first."""
    return [site_id] if site_id else [site.id for site in get_reference().open_sites.values()][:MOST_SITES]


def school_days() -> int:
    """How many school days are promised."""
    return int(get_setting("answer_promise_school_days"))


def renew_promises() -> None:
    """Let the promises of open questions follow what is planned by now; one that has passed stays as it was given."""
    now = clock.local_now()
    waiting = [
        each for each in db.session.scalars(select(Thread).where(Thread.state == ThreadState.OPEN))
        if not each.is_late(now)
    ]  # fmt: skip
    if not waiting:
        return
    site_ids = {id for each in waiting for id in answering_sites(each.site_id)}
    plans = plans_from(min(each.waiting_since for each in waiting), site_ids)
    for thread in waiting:
        made = _promise(thread.site_id, thread.waiting_since, thread.school_days, plans)
        if made != thread.promise:
            thread.promise = made


def count_promised(first: date, last: date, site_ids: Sequence[int]) -> dict[int, int]:
    """How many answers were promised for these days, by site."""
    query = (
        select(Thread.site_id, func.count())
        .where(Thread.state == ThreadState.OPEN, Thread.site_id.in_(site_ids))
        .where(Thread.promised_on.between(first, last))
        .group_by(Thread.site_id)
    )
    return {site_id: number for site_id, number in db.session.execute(query) if site_id is not None}


def _promise(site_id: int | None, day: date, days: int, plans: dict[int, Plan]) -> Promise | None:
    return promise(day, days, [plans[id] for id in answering_sites(site_id)])
