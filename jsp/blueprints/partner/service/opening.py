"""Opening a link with its code, and what can be seen by it from then on."""

from enum import StrEnum
from uuid import UUID

from limits import RateLimitItemPerMinute

from jsp import audit, clock, pace
from jsp.models.audit import Action
from jsp.models.reference import get_reference, get_setting
from jsp.models.referral_rows import find_referral
from jsp.models.referrals import Referral
from jsp.rules.consent import Answer, Decision, Giver
from jsp.rules.passport import Line, shared
from jsp.rules.referral import State
from jsp.verbs import partner_links, referring

TRIES = RateLimitItemPerMinute(3, namespace="partner code")
NOBODY = UUID(int=0)


class BusyError(Exception):
    """Too many codes for this link in a short while: nobody looked at this one."""


class Hold(StrEnum):
    """How it stands with a link for who had its code."""

    OPEN = "open"
    CLOSED = "closed"  # too many wrong codes
    STOPPED = "stopped"  # its partner stands in the directory no more, or did not for a while
    OVER = "over"  # its time is over
    WITHDRAWN = "withdrawn"
    REPLACED = "replaced"  # there is a newer link


def try_code(token: str, typed: str) -> Referral | None:
    """The referral of the link that these figures fit, open or not; a wrong try is counted. Raises BusyError.

    An address that nothing has takes the same steps. Tries are counted for the link that an address names, however that
    is written; all addresses that name none count as one.
    """
    if not pace.count(TRIES, "partner link {} {}".format(*partner_links.read(token))):
        raise BusyError
    row = partner_links.find(token)
    if row is None:
        partner_links.as_much_work(typed)
        return None
    number = row.link.number if row.link else 0
    referring.turn(row)
    return row if partner_links.is_the_one(row, number) and partner_links.fits(row, typed) else None


def find_opened(id: UUID, visit: int) -> Referral | None:
    """The referral of a link that was opened on this device; None where it was closed since."""
    row = find_referral(id)
    return None if row is None or (row.link is not None and row.link.visit != visit) else row


def close(id: UUID, visit: int) -> None:
    """What was opened so opens nothing any more, not by a copy of its cookie either."""
    row = find_opened(id, visit)
    if row is not None and row.link is not None:
        row.link.visit += 1


def hold(row: Referral, number: int) -> Hold:
    """How it stands with this link today."""
    if row.state is State.WITHDRAWN:
        return Hold.WITHDRAWN
    if row.is_erased:
        return Hold.OVER
    if row.link is None or row.link.number != number:
        return Hold.REPLACED
    if row.link.closed_on is not None:
        is_guessed = row.link.is_guessed and not row.partner.is_archived
        return Hold.CLOSED if is_guessed else Hold.STOPPED
    return Hold.OPEN if partner_links.is_open(row, clock.today()) else Hold.OVER


def phone(row: Referral | None = None) -> str:
    """The number to call: of the JSP, else of the site that it is of, else of the first site that has one."""
    sites = [row.site] if row is not None else []
    numbers = (each.phone for each in (*sites, *get_reference().open_sites.values()))
    return str(get_setting("jsp_phone")) or next(filter(None, numbers), "")


def read(row: Referral) -> list[Line]:
    """What was agreed to share, as long as it may be read; that it was read is kept."""
    if not partner_links.shows_packet(row, clock.today()):
        return []
    audit.record(Action.PARTNER_READ, referring.KIND, row.id, of_nobody=True)
    return shared(referring.read_packet(row))


def said_to_start(row: Referral) -> list[tuple[Giver, Answer | None]]:
    """Whose yes starting help takes, and what each said; None for who was not asked, or whose yes is over."""
    needs = referring.needs(row, Decision.START)
    stands = referring.standing(row, Decision.START)
    givers = dict.fromkeys((*needs.givers, *stands.refused))
    return [(giver, _answer(giver, stands.missing, stands.refused)) for giver in givers]


def is_agreed(row: Referral) -> bool:
    """Whether everybody whose yes it takes said yes to starting help."""
    return referring.standing(row, Decision.START).is_complete


def _answer(giver: Giver, missing: tuple[Giver, ...], refused: tuple[Giver, ...]) -> Answer | None:
    if giver in refused:
        return Answer.REFUSED
    return None if giver in missing else Answer.GIVEN
