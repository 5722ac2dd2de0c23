"""Where a referral begins: which conversation it comes of, which partners are there for it, and the draft itself."""

from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy.orm import joinedload

from jsp import audit, clock, sending
from jsp.blueprints.referrals.service.mine import get_own
from jsp.extensions import db
from jsp.models import caseload
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.contacts import Contact
from jsp.models.directory import Partner, PartnerKind
from jsp.models.directory_index import Narrowed, get_directory, get_rows
from jsp.models.directory_rows import get_partner
from jsp.models.ground import Site, Theme
from jsp.models.messages import Thread
from jsp.models.reference import get_reference
from jsp.models.referral_rows import referrals_of, referrals_of_thread
from jsp.models.referrals import Referral
from jsp.rules import audience
from jsp.rules.consent import Age
from jsp.rules.passport import LineKind, shared
from jsp.rules.referral import OVER, Obstacle, State, Step, Warmth, Way
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.verbs import consenting, referring

GONE = N_("This partner has stopped or moved. Choose another one.")
ONLY_SHOWN = N_("This is a number or website to use by yourself. Give the card; there is nothing to send.")
MOST_FOUND = 20
SAID_NO = (Obstacle.WAITING_TIME, Obstacle.NOT_FITTING)  # the others are not said by a partner about itself
MAKING = frozenset({State.DRAFT, State.AWAITING_CONSENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The conversation that it comes of. `site` is None where it belongs to no school in particular."""

    theme: Theme
    theme_ids: tuple[int, ...]
    site: Site | None
    on: date
    contact: Contact | None = None
    thread: Thread | None = None

    @property
    def age(self) -> Age | None:
        """The age as it was kept of the conversation."""
        return Age(self.contact.age_band) if self.contact and self.contact.age_band else None

    @property
    def about(self) -> str:
        """What people who refer from the same conversation take turns for."""
        return f"refer {self.contact.id if self.contact else self.thread.id if self.thread else ''}"


def of_contact(user: User, id: UUID) -> Origin:
    """A conversation of this worker; raises NotFoundError for any other."""
    found = caseload.get_contact(user, id)
    return Origin(
        theme=get_reference().theme(found.theme_id), theme_ids=found.theme_ids, site=found.site, on=found.on,
        contact=found,
    )  # fmt: skip


def of_thread(user: User, id: UUID) -> Origin:
    """A question without a name that this worker may read; raises NotFoundError for any other."""
    query = Thread.visible_to(user).where(Thread.id == id).options(joinedload(Thread.site))
    found = db.session.scalar(query)
    if found is None:
        raise NotFoundError(id)
    return Origin(
        theme=get_reference().theme(found.theme_id), theme_ids=(found.theme_id,), site=found.site, on=found.asked_on,
        thread=found,
    )  # fmt: skip


def search(words: str) -> list[Partner]:
    """Who is found by these words in the whole directory, best first; nobody where nothing was typed."""
    return get_rows(get_directory().search(words, Narrowed())[:MOST_FOUND]) if words else []


def unfit(age: Age | None, partners: Iterable[Partner]) -> set[int]:
    """The ids of those that, by their own words for whom, are not for this age. A hint: they can be chosen."""
    return {each.id for each in partners if audience.misses(age, each.audience_nl, each.audience_en)}


def chosen(id: int) -> Partner:
    """The partner that was tapped; raises DomainError for who cannot be chosen (any more)."""
    try:
        partner = get_partner(id)
    except NotFoundError as error:
        raise DomainError(GONE) from error
    check_partner(partner)
    return partner


def check_partner(partner: Partner) -> None:
    """Raises DomainError for a partner to whom nothing can be sent."""
    if partner.is_archived:
        raise DomainError(GONE)
    if partner.kind is PartnerKind.LINE:
        raise DomainError(ONLY_SHOWN)


def open_with(origin: Origin, partner_id: int, by: User) -> Referral | None:
    """An open one of this worker for the same conversation to the same partner; None where there is none."""
    return next((row for row in of_origin(origin, by) if row.is_open and row.partner_id == partner_id), None)


def of_origin(origin: Origin, by: User) -> list[Referral]:
    """Those of this worker that came of the same conversation."""
    if origin.contact is not None:
        return referrals_of(origin.contact, by)
    return referrals_of_thread(origin.thread, by) if origin.thread is not None else []


def before(row: Referral) -> Iterator[Referral]:
    """Those in which it went on so far, the newest first."""
    earlier = row.reopened_from_id
    while earlier is not None:
        found = db.session.get_one(Referral, earlier)
        yield found
        earlier = found.reopened_from_id


def refusals(rows: Iterable[Referral]) -> dict[int, Referral]:
    """Of each partner that said it cannot: the referral of which it said so last."""
    said = (row for row in rows if row.state is State.NOT_STARTED and row.obstacle in SAID_NO)
    return {row.partner_id: row for row in sorted(said, key=lambda row: row.closed_on or date.min)}


def refused_last(partners: Iterable[Partner], refusals: Container[int]) -> list[Partner]:
    """In their order, but those that said no after all others."""
    return sorted(partners, key=lambda each: each.id in refusals)


def begin(origin: Origin, partner_id: int, *, site: Site, key: UUID, by: User) -> Referral:
    """A draft for this partner; the same form sent twice makes one."""
    if not sending.take(key, about=origin.about):
        return get_own(by, key)
    partner, today = chosen(partner_id), clock.today()
    row = Referral(
        id=key, site_id=site.id, theme_id=origin.theme.id, owner_id=by.id, partner=partner, help=partner.help,
        contact_id=origin.contact.id if origin.contact else None,
        thread_id=origin.thread.id if origin.thread else None,
        way=Way.WARM, warmth=Warmth.CALL, contact_on=origin.on, made_on=today, moved_on=today,
    )  # fmt: skip
    referring.give_key(row)
    db.session.add(row)
    db.session.flush()
    audit.record(Action.REFERRAL_CHANGED, referring.KIND, row.id)
    return row


def set_age(row: Referral, age: Age, *, seen: str, key: UUID, user_id: int) -> None:
    """How old they say they are, as coarse as the rules need it. Raises DomainError once it was sent."""
    if not referring.take(row, key, owner=user_id):
        return
    check_making(row)
    sending.check_unchanged(seen, consenting.in_sight(row), told=sending.IN_SIGHT)
    keep_age(row, age)


def keep_age(row: Referral, age: Age) -> None:
    """Whoever is of another age is asked anew, by the rules of that age. The caller has the turn."""
    if row.state is State.AWAITING_CONSENT and age is not row.age and _tells_age(row):
        referring.move(row, Step.CHANGE)  # the packet says another age: it is written and asked anew
    row.age = age
    referring.look_at_needs(row)
    referring.mark_anew(row)
    audit.record(Action.REFERRAL_CHANGED, referring.KIND, row.id)


def change_partner(row: Referral, partner_id: int, *, key: UUID, user_id: int) -> bool:
    """To somebody else instead. A yes was for the other one and ends; whether there was one."""
    if not referring.take(row, key, owner=user_id):
        return False
    check_making(row)
    row.partner = chosen(partner_id)
    row.partner_id, row.help = row.partner.id, row.partner.help
    if row.state is State.AWAITING_CONSENT:
        referring.move(row, Step.CHANGE)
    referring.look_at_needs(row)
    referring.mark_anew(row)
    audit.record(Action.REFERRAL_CHANGED, referring.KIND, row.id)
    return consenting.void_yes(row)


def check_making(row: Referral) -> None:
    """Raises DomainError once it was sent, or is over."""
    if row.state not in MAKING:
        raise DomainError(OVER)


def _tells_age(row: Referral) -> bool:
    return any(each.kind is LineKind.AGE for each in shared(referring.read_packet(row)))
