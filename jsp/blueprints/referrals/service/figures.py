"""Figures about referrals of the whole JSP, the same for everybody who may see them: closed times, no number."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta
from sqlalchemy import Select, select

from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.directory import Partner
from jsp.models.reference import get_reference, get_setting
from jsp.models.referrals import Referral
from jsp.rules import referral_figures as rules
from jsp.rules.referral import State
from jsp.rules.referral_figures import WITHIN, Case, Row, Tables

MONTHS = 6
KNOWN = frozenset({State.STARTED, State.COMPLETED, State.NOT_STARTED})  # what came of it


@dataclass(frozen=True, slots=True)
class Month:
    """How many tenths of the contacts of a month led to a referral; None where it is not shown."""

    first: date
    tenths: int | None


@dataclass(frozen=True, slots=True)
class Figures:
    """All on the page. `sent` and `joined`: median days until a referral went out, or a colleague had seen it."""

    first: date
    last: date
    tables: Tables
    partners: dict[int, str]
    themes: dict[int, str]
    sent: int | None
    joined: int | None
    months: tuple[Month, ...]

    def called(self, row: Row, names: Mapping[int, str]) -> list[str]:
        """Of whom or what a row is, by the alphabet."""
        return sorted(names[id] for id in row.of)


def figures(today: date) -> Figures:
    """Of the newest half year that is over, and of the newest months that are."""
    first, last = rules.half_year(today)
    least = int(get_setting("min_cell_size"))
    rows = _sent(first, last) if _is_whole(first, today) else []
    return Figures(
        first, last, rules.tables([_case(each) for each in rows], least=least), _partners(rows),
        {each.id: each.name for each in get_reference().themes},
        rules.middle([(each.sent_on - each.contact_on).days for each in rows if each.sent_on], least=least),
        rules.middle(_joined(first, last), least=least), _months(today, least),
    )  # fmt: skip


def _is_whole(first: date, today: date) -> bool:
    """Whether nothing of that time was deleted yet: a figure that loses one of its referrals would show it."""
    return today <= first + timedelta(days=int(get_setting("referral_days")))


def _sent(first: date, last: date) -> list[Referral]:
    """Those that went out, without what was taken back before anything could come of it."""
    query = select(Referral).where(Referral.sent_on.between(first, last)).order_by(Referral.id)
    return [each for each in db.session.scalars(query) if not _is_taken_back(each)]


def _is_taken_back(row: Referral) -> bool:
    return row.state is State.WITHDRAWN and _days(row, row.closed_on) is not None


def _days(row: Referral, on: date | None) -> int | None:
    """Days from sending to that day, where they count."""
    if on is None or row.sent_on is None or on - row.sent_on > WITHIN:
        return None
    return (on - row.sent_on).days


def _case(row: Referral) -> Case:
    known_on = row.started_on or (row.closed_on if row.state in KNOWN else None)
    return Case(row.partner_id, row.theme_id, _days(row, known_on))


def _partners(rows: Sequence[Referral]) -> dict[int, str]:
    query = select(Partner.id, Partner.name).where(Partner.id.in_({each.partner_id for each in rows}))
    return {id: name for id, name in db.session.execute(query)}


def _joined(first: date, last: date) -> list[int]:
    """Days until a colleague who was asked to join had seen it."""
    seen = Contact.colleague_seen_on
    query = select(Contact.on, seen).where(Contact.on.between(first, last), seen.is_not(None))
    return [(day - on).days for on, day in db.session.execute(query) if day is not None and day - on <= WITHIN]


def _months(today: date, least: int) -> tuple[Month, ...]:
    this = today.replace(day=1)
    firsts = [this - relativedelta(months=back) for back in range(MONTHS, 0, -1)]
    contacts = _by_month(select(Contact.on).where(Contact.on.between(firsts[0], this)))
    referred = _by_month(select(Referral.made_on).where(Referral.made_on.between(firsts[0], this)))
    return tuple(Month(each, rules.share(referred[each], contacts[each], least=least)) for each in firsts)


def _by_month(days: Select[date]) -> Counter[date]:
    return Counter(day.replace(day=1) for day in db.session.scalars(days))
