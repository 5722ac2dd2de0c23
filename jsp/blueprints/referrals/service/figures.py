"""Figures about referrals of the whole JSP, the same for everybody who may see them: a closed half year, no number."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.directory import Partner
from jsp.models.reference import get_reference, get_setting
from jsp.models.referrals import Referral
from jsp.rules import referral_figures as rules
from jsp.rules.referral import State
from jsp.rules.referral_figures import WITHIN, Case, Table

KNOWN = frozenset({State.STARTED, State.COMPLETED, State.NOT_STARTED})  # what came of it


@dataclass(frozen=True, slots=True)
class Figures:
    """All on the page. `sent` and `joined`: median days until a referral went out, or a colleague had seen it.

    `names`: of what has a row. `referred`: how many tenths of the contacts led to a partner, None where not shown.
    """

    first: date
    last: date
    is_by_partner: bool
    table: Table
    names: dict[int, str]
    sent: int | None
    joined: int | None
    referred: int | None


def figures(today: date) -> Figures:
    """Of the newest half year that is over."""
    first, last = rules.half_year(today)
    least, by_partner = int(get_setting("min_cell_size")), rules.is_by_partner(first)
    is_whole = _is_whole(first, today)
    rows = _sent(first, last) if is_whole else []
    table = rules.table([_case(each, by_partner=by_partner) for each in rows], least=least)
    return Figures(
        first, last, by_partner, table, _names({row.of for row in table.rows if row.of}, by_partner=by_partner),
        rules.middle([(each.sent_on - each.contact_on).days for each in rows if each.sent_on], least=least),
        rules.middle(_joined(first, last), least=least),
        rules.share(*_referred(first, last), least=least) if is_whole else None,
    )  # fmt: skip


def _is_whole(first: date, today: date) -> bool:
    """Whether nothing of that time was deleted yet: a figure that loses one of its referrals would show it."""
    return today <= first + timedelta(days=int(get_setting("referral_days")))


def _sent(first: date, last: date) -> list[Referral]:
    """Those that went out, without what was taken back before anything could come of it."""
    query = select(Referral).where(Referral.sent_on.between(first, last)).order_by(Referral.id)
    return [each for each in db.session.scalars(query) if not _is_taken_back(each)]


def _is_taken_back(row: Referral) -> bool:
    return row.state is State.WITHDRAWN and _days(row.sent_on, row.closed_on) is not None


def _days(since: date | None, on: date | None) -> int | None:
    """Days from the one to the other, where they count."""
    if since is None or on is None or on - since > WITHIN:
        return None
    return (on - since).days


def _case(row: Referral, *, by_partner: bool) -> Case:
    known_on = row.started_on or (row.closed_on if row.state in KNOWN else None)
    return Case(row.partner_id if by_partner else row.theme_id, _days(row.sent_on, known_on))


def _names(ids: Collection[int], *, by_partner: bool) -> dict[int, str]:
    if not by_partner:
        return {each.id: each.name for each in get_reference().themes}
    return {id: name for id, name in db.session.execute(select(Partner.id, Partner.name).where(Partner.id.in_(ids)))}


def _joined(first: date, last: date) -> list[int]:
    """Days until a colleague who was asked to join had seen it."""
    query = select(Contact.on, Contact.colleague_seen_on).where(Contact.on.between(first, last))
    found = [_days(on, day) for on, day in db.session.execute(query)]
    return [days for days in found if days is not None]


def _referred(first: date, last: date) -> tuple[int, int]:
    """Contacts from which, within a month, something was sent to a partner or somebody went there alone; and all."""
    there = Contact.on.between(first, last)
    whole = set(db.session.scalars(select(Contact.id).where(there)))
    query = select(Contact.id, Contact.on, Referral).join(Referral, Referral.contact_id == Contact.id).where(there)
    part = {id for id, on, row in db.session.execute(query) if _days(on, _out_on(row)) is not None}
    return len(part), len(whole)


def _out_on(row: Referral) -> date | None:
    """The day on which it went out; of who went alone, the day that this was agreed."""
    return row.sent_on or (row.closed_on if row.state is State.COMPLETED else None)
