"""Partners and referrals, put into the database by the steps of the house itself."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

from jsp import clock
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.consents import Consent
from jsp.models.directory import Partner, PartnerKind
from jsp.models.directory_rows import get_partner
from jsp.models.ground import Site, Theme
from jsp.models.reference import get_setting
from jsp.models.referral_rows import find_referral
from jsp.models.referrals import Referral
from jsp.rules.consent import TEXT_VERSION, Age, Answer, Custody, Decision, Giver, Manner
from jsp.rules.passport import Line, LineKind
from jsp.rules.referral import Help, Obstacle, Progress, State, Step, Warmth, Way
from jsp.verbs import partner_links, referring
from tests.make import id_of, person

NAME, FAMILY, PHONE, STORY = "Fenna", "Verzonnen", "06-00000123", "Ik heb geld geleend van een vriend."
LINES = (
    Line(LineKind.FIRST_NAME, NAME, True),
    Line(LineKind.LAST_NAME, FAMILY, False),
    Line(LineKind.PHONE, PHONE, True),
    Line(LineKind.ABOUT, STORY, True),
)
PATHS = {
    State.DRAFT: (), State.AWAITING_CONSENT: (Step.ASK,), State.SENT: (Step.ASK, Step.SEND),
    State.RECEIVED: (Step.ASK, Step.SEND, Step.SEEN), State.STARTED: (Step.ASK, Step.SEND, Step.SEEN, Step.START),
    State.NOT_STARTED: (Step.ASK, Step.SEND, Step.SEEN, Step.NOT_POSSIBLE),
    State.COMPLETED: (Step.ASK, Step.SEND, Step.SEEN, Step.START, Step.FINISH),
    State.WITHDRAWN: (Step.ASK, Step.SEND, Step.WITHDRAW), State.EXPIRED: (Step.ASK, Step.SEND, Step.EXPIRE),
}  # fmt: skip


def add_partner(
    name: str = "Grip Geldhulp", *, themes: Sequence[str] = ("money",), sites: Sequence[str] = (),
    mail: str = "iris@partner.example", **fields: Any,
) -> int:  # fmt: skip
    """An entry of the directory; returns its id. Flushes."""
    values = {
        "kind": PartnerKind.ORGANISATION, "help": Help.LIGHT, "offer_nl": "Helpt je met geld.",
        "offer_en": "Helps you with money.", "contact_person": "Iris", "phone": "0478-000111",
        "checked_on": clock.today(), **fields,
    }  # fmt: skip
    partner = Partner(name=name, mail=mail, **values)
    partner.themes = [db.session.get_one(Theme, id_of(Theme, code)) for code in themes]
    partner.sites = [db.session.get_one(Site, id_of(Site, code)) for code in sites]
    db.session.add(partner)
    db.session.flush()
    return partner.id


def add_referral(
    owner: str = "sanne",
    *,
    state: State = State.SENT,
    partner_id: int | None = None,
    age: Age = Age.FROM_16,
    custody: Custody = Custody.NOT_ASKED,
    site: str = "raayland",
    theme: str = "money",
    way: Way = Way.WARM,
    lines: Sequence[Line] = LINES,
    progress: Progress = Progress.WORKER,
    yes: bool = True,
    **fields: Any,
) -> UUID:
    """A referral that came to this state, with every yes that it takes (`yes`); returns its key. Flushes.

    Steps of the partner and the young person belong to nobody, as they do through the front door.
    """
    worker = person(owner)
    row = _begun(worker, partner_id or add_partner(), site, theme, way, progress, fields)
    row.age, row.custody = age, custody
    if way is Way.SELF_CONTACT:
        return _alone(row, state, worker)
    referring.write_packet(row, lines)
    referring.look_at_needs(row)
    db.session.flush()
    for step in PATHS[state]:
        _step(row, step, worker, yes=yes)
    db.session.flush()
    return row.id


def add_yes(
    row: Referral, decision: Decision, giver: Giver, answer: Answer = Answer.GIVEN, *, until: date | None = None,
    by: User | None = None,
) -> Consent:  # fmt: skip
    """An answer of somebody to exactly what the referral now holds. Flushes."""
    days = int(get_setting("consent_days"))
    consent = Consent(
        referral_id=row.id, partner_id=row.partner_id, decision=decision, giver=giver, answer=answer,
        manner=Manner.IN_PERSON, purpose="referral" if decision is Decision.SHARE else "help",
        text_version=TEXT_VERSION, packet_mark=row.packet_mark or "", given_on=clock.today(),
        until=until or clock.today() + timedelta(days=days), taken_by_id=by.id if by else row.owner_id,
    )  # fmt: skip
    row.consents.append(consent)
    db.session.flush()
    return consent


def referral(id: UUID) -> Referral:
    """As it stands in the database."""
    found = find_referral(id)
    assert found is not None
    return found


def _begun(
    worker: User, partner_id: int, site: str, theme: str, way: Way, progress: Progress, fields: dict[str, Any]
) -> Referral:
    today = clock.today()
    row = Referral(
        id=uuid4(), site=db.session.get_one(Site, id_of(Site, site)), theme_id=id_of(Theme, theme),
        owner_id=worker.id, partner=get_partner(partner_id), help=Help.LIGHT, way=way,
        warmth=Warmth.CALL if way is Way.WARM else None, progress=progress,
        progress_until=today + timedelta(days=90),
        **{"contact_on": today, "made_on": today, "moved_on": today, **fields},
    )  # fmt: skip
    row.state, row.custody = State.DRAFT, Custody.NOT_ASKED
    referring.give_key(row)
    db.session.add(row)
    db.session.flush()
    return row


def _alone(row: Referral, state: State, worker: User) -> UUID:
    referring.look_at_needs(row)
    if state is not State.DRAFT:
        referring.move(row, Step.FINISH_ALONE, user_id=worker.id)
    db.session.flush()
    return row.id


def _step(row: Referral, step: Step, worker: User, *, yes: bool) -> None:
    if step is Step.SEND:
        partner_links.send(row, user_id=worker.id)
    elif step is Step.WITHDRAW:
        referring.withdraw(row, of_nobody=True)
    elif step is Step.ASK:
        referring.move(row, step, user_id=worker.id)
        _all_say_yes(row, yes=yes)
    else:
        row.obstacle = Obstacle.WAITING_TIME if step is Step.NOT_POSSIBLE else None
        referring.move(row, step, of_nobody=True)


def _all_say_yes(row: Referral, *, yes: bool) -> None:
    for decision in Decision if yes else ():
        for giver in referring.needs(row, decision).givers:
            add_yes(row, decision, giver)
