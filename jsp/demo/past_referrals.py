"""The referrals of the halves of school years that are over, and the figures that were made of them; all invented.

Nothing is left of who they were about: each is a row that has ended and was erased. The conversations that they came of
stand beside those that ended at the desk.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import UUID

from sqlalchemy import delete, insert, update

from jsp.blueprints.referrals.service import figures
from jsp.demo import school_days
from jsp.demo.contacts import Row
from jsp.demo.ground import Ground
from jsp.demo.people import People
from jsp.demo.talks import new_id
from jsp.extensions import db
from jsp.models.consents import Consent
from jsp.models.contacts import Contact
from jsp.models.directory import Partner
from jsp.models.reference import get_setting
from jsp.models.referrals import Referral
from jsp.rules import referral_figures as rules
from jsp.rules.consent import TEXT_VERSION, Age, Answer, Decision, Giver, Manner
from jsp.rules.contact import AskedBy, Channel
from jsp.rules.referral import Help, Obstacle, State, Way

BEGINS_AFTER, SPAN = 68, 68  # days: from the first of the half year until the first is sent, and from then on
EXPIRES, ERASED = timedelta(days=45), timedelta(days=30)
AT_THE_DESK = (12, 12, 12)  # contacts that a colleague joined, in the newest half first
WORKERS = ("Sanne", "Lieke", "Youssef")


@dataclass(frozen=True, slots=True)
class Went:
    """How it went with a partner in a half year: sent, known within a month, after how many days the first of them."""

    partner: str
    theme: str
    site: str
    sent: int
    known: int
    days: int


WENT = (
    Went("Grip Geldhulp Peelregio", "money", "gilde", 12, 10, 3),
    Went("Leefkracht Preventie", "substances", "raayland", 9, 8, 4),
    Went("WoonStart Peel", "housing", "gilde", 8, 5, 9),
    Went("Helder Jong", "health", "raayland", 8, 7, 12),
    Went("StageBrug Noord", "placement", "gilde", 7, 6, 2),
    Went("Praktijk Open Vraag", "sexuality", "raayland", 3, 3, 5),
    Went("Zin in Gesprek", "meaning", "raayland", 3, 2, 6),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Past:
    """One of them. `known`: after how many days help began, or could not; None: nobody ever said."""

    id: UUID
    contact: UUID
    went: Went
    worker: str
    asked_on: date
    sent_on: date
    known: int | None


def add_past(rng: Random, ground: Ground, people: People, partners: dict[str, Partner], *, today: date) -> None:
    """Add them with their figures, made at the time; what is past its time of keeping is deleted, as it would be."""
    for ago, (first, last) in reversed(list(enumerate(_halves(today)))):
        pasts = list(_pasts(rng, first, ago))
        _add_contacts(rng, pasts, ground, people, first, ago)
        _add_referrals(pasts, ground, people, partners)
        figures.release(last + rules.WITHIN + timedelta(days=1))
    before = today - timedelta(days=int(get_setting("referral_days")))
    db.session.execute(delete(Referral).where(Referral.closed_on < before))


def _halves(today: date) -> Iterator[tuple[date, date]]:
    """The newest first."""
    for _ in AT_THE_DESK:
        first, last = rules.half_year(today)
        yield first, last
        today = first + rules.WITHIN


def _pasts(rng: Random, first: date, ago: int) -> Iterator[Past]:
    """Each half year somewhat more is known, and sooner."""
    for went in WENT:
        for at in range(went.sent):
            sent_on = _teaching(first + timedelta(days=BEGINS_AFTER + SPAN * at // went.sent))
            is_known = at < went.known - ago
            yield Past(
                id=new_id(rng), contact=new_id(rng), went=went, worker=WORKERS[at % len(WORKERS)], sent_on=sent_on,
                asked_on=_teaching(sent_on - timedelta(days=(at + ago) % 6), step=-1),
                known=went.days + 2 * ago + at % 4 if is_known else None,
            )  # fmt: skip


def _teaching(day: date, step: int = 1) -> date:
    """That day, or the first after or before it on which there is school."""
    while not school_days.is_school_day(day):
        day += timedelta(days=step)
    return day


def _add_contacts(
    rng: Random, pasts: list[Past], ground: Ground, people: People, first: date, ago: int
) -> None:  # fmt: skip
    rows = [_contact(each.contact, each.asked_on, each.went, each.worker, "referred", ground, people) for each in pasts]
    for at in range(AT_THE_DESK[ago]):
        on = _teaching(first + timedelta(days=BEGINS_AFTER + SPAN * at // AT_THE_DESK[ago]))
        went, worker = WENT[at % len(WENT)], WORKERS[at % len(WORKERS)]
        row = _contact(new_id(rng), on, went, worker, "colleague_involved", ground, people)
        rows.append(row | _joined(at, on + timedelta(days=ago), people))
    db.session.execute(insert(Contact), rows)


def _joined(at: int, on: date, people: People) -> Row:
    colleague = people.users[WORKERS[(at + 1) % len(WORKERS)]]
    return {"colleague_id": colleague.id, "colleague_seen_on": on + timedelta(days=1 + at % 4)}


def _contact(
    id: UUID, on: date, went: Went, worker: str, outcome: str, ground: Ground, people: People
) -> Row:  # fmt: skip
    user = people.users[worker]
    return {
        "id": id, "site_id": ground.sites[went.site].id, "writer_id": user.id, "owner_id": user.id, "on": on,
        "registered_on": on,
        "channel": Channel.WALK_IN, "theme_id": ground.themes[went.theme].id, "asked_by": AskedBy.PUPIL,
        "outcome_id": ground.outcomes[outcome].id, "is_return": False, "colleague_id": None, "colleague_seen_on": None,
    }  # fmt: skip


def _add_referrals(pasts: list[Past], ground: Ground, people: People, partners: dict[str, Partner]) -> None:
    """First as drafts, then the yes of each: without it the database lets none of them be further on."""
    db.session.execute(insert(Referral), [_draft(each, ground, people, partners) for each in pasts])
    db.session.execute(insert(Consent), [_yes(each, people, partners) for each in pasts])
    db.session.execute(update(Referral), [_end(each) for each in pasts])


def _draft(past: Past, ground: Ground, people: People, partners: dict[str, Partner]) -> Row:
    went = past.went
    return {
        "id": past.id, "site_id": ground.sites[went.site].id, "theme_id": ground.themes[went.theme].id,
        "owner_id": people.users[past.worker].id, "partner_id": partners[went.partner].id, "contact_id": past.contact,
        "help": Help.LIGHT, "way": Way.WRITTEN, "age": Age.FROM_16, "packet_mark": _mark(past),
        "contact_on": past.asked_on, "made_on": past.asked_on, "moved_on": past.sent_on, "sent_on": past.sent_on,
    }  # fmt: skip


def _mark(past: Past) -> str:
    return past.id.hex * 2


def _yes(past: Past, people: People, partners: dict[str, Partner]) -> Row:
    return {
        "referral_id": past.id, "partner_id": partners[past.went.partner].id, "decision": Decision.SHARE,
        "giver": Giver.YOUNG_PERSON, "answer": Answer.GIVEN, "manner": Manner.IN_PERSON, "purpose": "referral",
        "text_version": TEXT_VERSION, "packet_mark": _mark(past), "given_on": past.sent_on,
        "until": past.sent_on + timedelta(days=int(get_setting("consent_days"))),
        "taken_by_id": people.users[past.worker].id,
    }  # fmt: skip


def _end(past: Past) -> Row:
    """Helder Jong has a waiting list: what is known of it is that it cannot help now."""
    started_on = obstacle = None
    if past.known is None:
        state, closed_on = State.EXPIRED, past.sent_on + EXPIRES
    elif past.went.partner == "Helder Jong":
        state, closed_on, obstacle = State.NOT_STARTED, past.sent_on + timedelta(days=past.known), Obstacle.WAITING_TIME
    else:
        started_on = past.sent_on + timedelta(days=past.known)
        state, closed_on = State.COMPLETED, started_on + ERASED
    return {
        "id": past.id, "state": state, "started_on": started_on, "closed_on": closed_on, "moved_on": closed_on,
        "obstacle": obstacle, "erased_on": closed_on + ERASED,
    }  # fmt: skip
