"""The referrals of the demo, made by the steps of the house itself; every name and every word in them is invented."""

from base64 import b64encode
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from uuid import uuid5

from sqlalchemy import select

from jsp import clock, mail
from jsp.blueprints.referrals.service import choosing, consent, mine, passport, sending
from jsp.blueprints.referrals.service.passport import Written
from jsp.demo.ground import Ground
from jsp.demo.messages import weekday
from jsp.demo.people import People
from jsp.demo.talks import new_id
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.contacts import Contact
from jsp.models.directory import Partner
from jsp.models.directory_rows import get_partner
from jsp.models.referrals import Referral, ReferralNote
from jsp.models.team import Opening
from jsp.rules.consent import Age, Answer, Custody, Giver, Manner, Telling
from jsp.rules.keys import KEY_BYTES
from jsp.rules.passport import Line, LineKind
from jsp.rules.referral import Obstacle, Progress, Side, State, Step, TaskKind, Warmth, Way
from jsp.verbs import consenting, partner_links, referring

ALONE, CALL, ALONG, WRITTEN = Way.SELF_CONTACT.value, Warmth.CALL.value, Warmth.GO_ALONG.value, Way.WRITTEN.value
MEET = Warmth.MEET.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One of them. `days`: so many days ago it was begun, and each next step was taken."""

    state: State
    partner: str
    name: str
    about: str
    days: tuple[int, ...]
    how: str = CALL
    site: str = "gilde"
    worker: str = "Sanne"
    age: Age = Age.FROM_16
    said: str = ""
    progress: Progress = Progress.WORKER


STORIES = (
    Story(state=State.DRAFT, partner="Zin in Gesprek", name="", about="", days=(2,), how=ALONE),
    Story(state=State.DRAFT, partner="Sport & Doen Peel", name="", about="", days=(6,), how=ALONE, site="raayland",
          worker="Lieke", age=Age.FROM_12),
    Story(state=State.DRAFT, partner="WoonStart Peel", name="", about="", days=(1,), age=Age.FROM_18),
    Story(state=State.AWAITING_CONSENT, partner="Zorgschakel Jonge Mantelzorg", name="Tygo Verzonnen", days=(5, 4),
          about="Ik zorg thuis vaak voor mijn zusje. Ik wil weten hoe anderen dat doen.", site="raayland",
          age=Age.FROM_12),
    Story(state=State.AWAITING_CONSENT, partner="Leefkracht Preventie", name="Ravi Bedacht", days=(1, 1), how=WRITTEN,
          about="Ik wil minder gamen, want ik slaap te kort.", site="raayland", worker="Youssef", age=Age.FROM_12),
    Story(state=State.SENT, partner="Grip Geldhulp Peelregio", name="Milou Verzonnen", days=(3, 2, 2), how=CALL,
          about="Ik heb een brief van een deurwaarder en snap hem niet.", age=Age.FROM_18),
    Story(state=State.SENT, partner="StageBrug Noord", name="Sem Voorbeeld", days=(9, 9, 8), how=WRITTEN,
          about="Ik zoek een nieuwe stageplek, het liefst in de techniek.", worker="Lieke"),
    Story(state=State.SENT, partner="Leefkracht Preventie", name="Fay Voorbeeld", days=(4, 4, 3), how=MEET,
          about="Ik wil met iemand praten over blowen.", site="raayland", worker="Youssef"),
    Story(state=State.RECEIVED, partner="WoonStart Peel", name="Jip Bedacht", days=(12, 11, 11, 8), how=ALONG,
          about="Ik kan niet meer thuis wonen en zoek een kamer.", age=Age.FROM_18, progress=Progress.TEAM),
    Story(state=State.RECEIVED, partner="Praktijk Open Vraag", name="Noa Verzonnen", days=(10, 10, 9, 7), how=WRITTEN,
          about="Ik heb vragen over anticonceptie.", site="raayland", worker="Lieke"),
    Story(state=State.STARTED, partner="Grip Geldhulp Peelregio", name="Daan Voorbeeld", days=(40, 38, 38, 36, 30),
          about="Ik wil hulp met mijn geld, ik kom elke maand tekort.", age=Age.FROM_18,
          said="We hebben een eerste gesprek gehad en maken samen een plan."),
    Story(state=State.STARTED, partner="Leefkracht Preventie", name="Lina Bedacht", days=(33, 32, 32, 31, 25),
          how=WRITTEN, about="Ik wil stoppen met vapen.", worker="Youssef", age=Age.FROM_16),
    Story(state=State.COMPLETED, partner="Sport & Doen Peel", name="", about="", days=(28, 28), how=ALONE,
          site="raayland", worker="Lieke", age=Age.FROM_12),
    Story(state=State.NOT_STARTED, partner="Helder Jong", name="Bo Verzonnen", days=(31, 30, 30, 27, 20),
          about="Ik pieker veel en slaap slecht.", worker="Youssef", age=Age.FROM_16,
          said="Er is een wachtlijst van 14 weken. De huisarts kan in de tussentijd meekijken."),
    Story(state=State.WITHDRAWN, partner="Zorgschakel Jonge Mantelzorg", name="Yara Voorbeeld", days=(21, 20, 19, 3),
          how=WRITTEN, about="Ik wil praten over thuis.", site="raayland", worker="Lieke", age=Age.FROM_16),
)  # fmt: skip
WAY_TO = {
    State.SENT: (), State.RECEIVED: (Step.SEEN,), State.STARTED: (Step.SEEN, Step.START),
    State.NOT_STARTED: (Step.SEEN, Step.NOT_POSSIBLE),
}  # fmt: skip


def add_referrals(rng: Random, ground: Ground, people: People, *, today: date) -> None:
    """Add them, each relative to today. No mail goes out for any of them."""
    taken: set[object] = set()
    for story in STORIES:
        worker = people.users[story.worker]
        contact = _contact(worker, ground.sites[story.site].id, story, today, taken)
        row = _begin(rng, story, contact, worker)
        if story.how == ALONE:
            _alone(rng, row, story, worker)
        elif story.state is not State.DRAFT:
            _ask(rng, row, story, worker)
            _go_on(rng, row, story, worker)
        db.session.flush()
        _set_back(row, story, contact, today)
    db.session.flush()


def _contact(worker: User, site_id: int, story: Story, today: date, taken: set[object]) -> Contact:
    """A conversation of that worker at that school of which no other referral came, not later than it was begun."""
    partner = _partner(story)
    first = today - timedelta(days=story.days[0])
    here = (Contact.owner_id == worker.id, Contact.site_id == site_id, Contact.on <= first)
    query = select(Contact.id, Contact.theme_id).where(*here).order_by(Contact.on.desc(), Contact.id)
    fitting = {theme.id for theme in partner.themes}
    found = [(id, theme_id) for id, theme_id in db.session.execute(query) if id not in taken]
    id = next((id for id, theme_id in found if theme_id in fitting), found[0][0])
    taken.add(id)
    return db.session.get_one(Contact, id)


def _partner(story: Story) -> Partner:
    return get_partner(db.session.scalars(select(Partner.id).where(Partner.name == story.partner)).one())


def _begin(rng: Random, story: Story, contact: Contact, worker: User) -> Referral:
    partner = _partner(story)
    origin = choosing.of_contact(worker, contact.id)
    row = choosing.begin(origin, partner.id, site=contact.site, key=new_id(rng), by=worker)
    db.session.expire(row)
    row = mine.get_own(worker, row.id)
    row.key = b64encode(rng.randbytes(KEY_BYTES)).decode()
    row.theme_id = next((each.id for each in partner.themes if each.id in origin.theme_ids), partner.themes[0].id)
    seen = consenting.in_sight(row)
    choosing.set_age(row, story.age, seen=seen, key=uuid5(row.id, "age"), user_id=worker.id)
    return row


def _alone(rng: Random, row: Referral, story: Story, worker: User) -> None:
    """Two have the number in their pocket and have yet to call; one did."""
    if story.state is State.COMPLETED:
        sending.alone(row, key=new_id(rng), user_id=worker.id)
    else:
        row.way, row.warmth = Way.SELF_CONTACT, None


def _ask(rng: Random, row: Referral, story: Story, worker: User) -> None:
    first, last = story.name.split()
    lines = [
        Line(LineKind.FIRST_NAME, first, True), Line(LineKind.LAST_NAME, last, False),
        Line(LineKind.PHONE, f"06-0000 {rng.randrange(10_000):04d}", True), Line(LineKind.ABOUT, story.about, True),
    ]  # fmt: skip
    written = Written(lines=lines, progress=story.progress, progress_days=90, seen="")
    passport.write(row, written, key=new_id(rng), user_id=worker.id)
    db.session.flush()


def _go_on(rng: Random, row: Referral, story: Story, worker: User) -> None:
    """Of the two that wait one waits for the other parent, and one for a first yes."""
    if story.state is State.AWAITING_CONSENT and story.how == WRITTEN:
        row.way, row.warmth = Way.WRITTEN, None
        return
    seen = consenting.in_sight(row, Giver.YOUNG_PERSON)
    consent.answer(row, Answer.GIVEN, seen=seen, start=True, key=uuid5(row.id, "own"), user_id=worker.id)
    if story.state is State.AWAITING_CONSENT:
        _ask_parents(row, worker)
        return
    if story.how == MEET:
        _meet(row, worker)
    else:
        sending.send(row, story.how, age=story.age, key=new_id(rng), user_id=worker.id)
    if row.link is not None and row.link.mail_id is not None:
        mail.withdraw(row.link.mail_id)
        row.link.mail_id = None
    _answer(rng, row, story)


def _ask_parents(row: Referral, worker: User) -> None:
    """Two have a say; one was called."""
    keys = (uuid5(row.id, each) for each in ("tell", "custody", "parent"))
    consent.tell(row, Telling.TOGETHER, seen=consenting.in_sight(row), key=next(keys), user_id=worker.id)
    consent.set_custody(row, Custody.TWO, seen=consenting.in_sight(row), key=next(keys), user_id=worker.id)
    consent.parent_says(
        row, Giver.PARENT_1, Answer.GIVEN, manner=Manner.BY_PHONE, start=True, key=next(keys), user_id=worker.id,
        seen=consenting.in_sight(row, Giver.PARENT_1),
    )  # fmt: skip


def _meet(row: Referral, worker: User) -> None:
    """At the opening of today, also where that is over by now: another hour of the day makes no other demo."""
    sites = [site.id for site in get_partner(row.partner_id).sites]
    query = select(Opening).where(Opening.site_id.in_(sites), Opening.on >= clock.today(), Opening.takes_place)
    row.way, row.warmth = Way.WARM, Warmth.MEET
    row.opening_id = db.session.scalars(query.order_by(Opening.on, Opening.id).limit(1)).one().id
    partner_links.send(row, user_id=worker.id)


def _answer(rng: Random, row: Referral, story: Story) -> None:
    if story.state is State.WITHDRAWN:
        referring.withdraw(row, of_nobody=True)
        return
    for step in (Step.SEEN, Step.START, Step.NOT_POSSIBLE):
        if step in WAY_TO[story.state]:
            referring.move(row, step, of_nobody=True)
            referring.close_tasks(row, *referring.ANSWERED)
    if story.state is State.NOT_STARTED:
        row.obstacle, row.waiting_weeks = Obstacle.WAITING_TIME, 14
        referring.add_task(row, TaskKind.NOT_POSSIBLE)
    referring.add_note(row, Side.PARTNER, story.said, id=new_id(rng))


def _set_back(row: Referral, story: Story, contact: Contact, today: date) -> None:
    """Everything that was done today was done on the days of the story."""
    days = [weekday(today - timedelta(days=ago)) for ago in story.days]
    for said in row.consents:
        said.given_on, said.until = days[1], said.until - timedelta(days=story.days[1])
        said.ended_on = days[-1] if said.ended_on is not None else None
    db.session.flush()  # a yes comes before what is sent with it
    row.contact_on, row.made_on, row.moved_on = contact.on, days[0], days[-1]
    for name, at in (("sent_on", 2), ("received_on", 3), ("started_on", 4), ("closed_on", -1)):
        if getattr(row, name) is not None:
            setattr(row, name, days[at])
    row.erased_on = days[-1] if row.erased_on is not None else None
    if row.link is not None:
        row.link.made_on = days[2]
        row.link.packet_until -= timedelta(days=story.days[2])
        row.link.answer_until -= timedelta(days=story.days[2])
    for each in (*row.notes, *row.tasks):
        setattr(each, "on" if isinstance(each, ReferralNote) else "due_on", days[-1])
