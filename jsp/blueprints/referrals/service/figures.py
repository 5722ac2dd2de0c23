"""Figures about referrals of the whole JSP, the same for everybody who may see them: closed half years, no number."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import exists, select

from jsp.extensions import db, insert
from jsp.models.contacts import Contact
from jsp.models.directory import Partner
from jsp.models.reference import get_reference, get_setting
from jsp.models.referral_figures import ReferralRelease, packed
from jsp.models.referrals import Referral
from jsp.rules import referral_figures as rules
from jsp.rules.referral import State
from jsp.rules.referral_figures import WITHIN, Case, Row
from jsp.rules.refusal import NotFoundError

KNOWN = frozenset({State.STARTED, State.COMPLETED, State.NOT_STARTED})  # what came of it
EARLIER = 3  # halves beside a row


@dataclass(frozen=True, slots=True)
class Figures:
    """All on the page. `releases`: the newest first. `names`: of what has a row in the `shown` one.

    `earlier`: by partner or theme what was shown of it in halves before, the newest first.
    """

    shown: ReferralRelease
    releases: Sequence[ReferralRelease]
    names: Mapping[int, str]
    earlier: Mapping[int, Sequence[tuple[ReferralRelease, Row]]]


def release(today: date) -> None:
    """Make the figures of the newest half year that is over, where nobody did; who comes second changes nothing.

    Where something of it may be gone already they stay empty, for good. Does not commit.
    """
    first, last = rules.half_year(today)
    if db.session.scalar(select(exists().where(ReferralRelease.first == first))):
        return
    least = int(get_setting("min_cell_size"))
    values = {"first": first, "made_on": today, "least": least, "rows": []}
    if _is_whole(first, today):
        values |= _figures(first, last, least=least)
    db.session.execute(insert(ReferralRelease).values(**values).on_conflict_do_nothing())


def find_figures(half: str | None) -> Figures | None:
    """Of that half year, or of the newest; None where none were made. Raises NotFoundError for another half."""
    releases = db.session.scalars(select(ReferralRelease).order_by(ReferralRelease.first.desc())).all()
    shown = next((each for each in releases if half in (None, each.key)), None)
    if shown is None:
        if half is not None:
            raise NotFoundError(half)
        return None
    ids = {row.of for row in shown.table.rows if row.of is not None}
    before = [each for each in releases if each.first < shown.first and each.is_by_partner == shown.is_by_partner]
    return Figures(
        shown, releases, _names(ids, by_partner=shown.is_by_partner), {id: _rows_of(id, before) for id in ids}
    )


def _rows_of(id: int, releases: Sequence[ReferralRelease]) -> list[tuple[ReferralRelease, Row]]:
    return [(each, row) for each in releases for row in each.table.rows if row.of == id][:EARLIER]


def _figures(first: date, last: date, *, least: int) -> dict[str, object]:
    """What is kept of a half year, by column."""
    sent, by_partner = _sent(first, last), rules.is_by_partner(first)
    table = rules.table([_case(each, by_partner=by_partner) for each in sent], least=least)
    waits = [(each.sent_on - each.contact_on).days for each in sent if each.sent_on]
    return {
        "tenths": table.whole.tenths if table.whole else None, "days": table.whole.days if table.whole else None,
        "rows": packed(table.rows), "sent": rules.middle(waits, least=least),
        "joined": rules.middle(_joined(first, last), least=least),
        "referred": rules.share(*_referred(first, last), least=least),
    }  # fmt: skip


def _is_whole(first: date, today: date) -> bool:
    """Whether nothing of that time was deleted yet: what is left would tell of other referrals than it says."""
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
