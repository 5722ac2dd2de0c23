"""What the demo has not under way at the moment: referrals at every step, a card, a running questionnaire."""

from uuid import uuid4

from flask.testing import FlaskClient
from sqlalchemy import select

from bench.safe.house import House, person
from bench.safe.walk import ALIKE, Form, everybody, hidden, walk
from jsp.blueprints.accounts.service import invitations
from jsp.blueprints.evaluations.service import running
from jsp.extensions import db
from jsp.models.evaluations import Evaluation
from jsp.models.lesson_rows import get_card
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.models.people import Invitation
from jsp.rules.referral import State, Way
from jsp.rules.refusal import DomainError
from jsp.rules.reply_code import WORDS
from jsp.rules.roles import Role
from jsp.verbs import own_cards
from tests.referrals.rows import add_referral, referral

CARD = " ".join(WORDS[8:16])
PAGES = (
    "", "/age", "/passport", "/ask", "/parents", "/ways", "/alone", "/tell", "/start", "/own-card", "/partner",
    "/hand-over", "/withdraw", "/outcome/started", "/outcome/not_possible", "/reopen",
)  # fmt: skip
STEPS = (State.DRAFT, State.AWAITING_CONSENT, State.SENT, State.STARTED, State.NOT_STARTED)


def everything(
    house: House, names: tuple[str, ...], alike: int = ALIKE
) -> tuple[dict[str, FlaskClient], dict[tuple[str, ...], list[Form]]]:
    """Everybody's browser, and every kind of form with where it was found."""
    begun = begin(house)
    found = everybody(house, names, alike)
    clients = {name: client for name, (client, _seen) in found.items()}
    forms: dict[tuple[str, ...], list[Form]] = {}
    holder = house.visitor()
    holder.post("/kaart", data={**hidden(holder, "/kaart"), "code": CARD})
    board = f"/evaluations/{begun['evaluation']}"
    extra = {
        "holder": (holder, ["/kaart/mijn", "/kaart/klopt-niet", "/kaart/stoppen", "/kaart/wissen"]),
        "pupil": (house.visitor(), [f"/les/{begun['code']}", f"/accounts/invitation/{begun['invited']}"]),
        "referring": (house.visitor("sanne"), [str(each) for each in begun["referrals"]]),  # type: ignore[attr-defined]
        "teaching": (house.visitor("bart"), [f"{board}/{page}" for page in ("board", "paper", "again", "close")]),
    }
    for name, (client, where) in extra.items():
        clients[name] = client
        seen = walk(house, name, client, where, 3)
        found[name] = (client, seen)
    for _client, seen in found.values():
        for key, held in seen.forms.items():
            forms.setdefault(key, []).extend(held)
    return clients, forms


def begin(house: House) -> dict[str, object]:
    """Let it begin, by the steps of the house itself; committed. Returns where it is to be found."""
    with house.app.test_request_context():
        lookup = own_cards.lookup_of(CARD)
        made = [add_referral(state=state) for state in STEPS]
        made.append(add_referral(state=State.DRAFT, way=Way.SELF_CONTACT))
        referral(made[2]).card_lookup = lookup
        db.session.commit()
        evaluation, code = _questionnaire()
        draft = invitations.InvitationDraft(
            key=uuid4(), email="nieuw@demo.example", first_name="Nieuw", language="nl", role=Role.MENTOR,
            site_ids=(1,), reason="Werkt hier",
        )  # fmt: skip
        someone = invitations.invite(draft, by=person("beheer"))
        db.session.commit()
        db.session.execute(Invitation.__table__.delete().where(Invitation.user_id == someone.id))
        token = invitations.make_invitation(someone, key=uuid4(), by=None)
        db.session.commit()
        where = [f"/referrals/{id}{page}" for id in made for page in PAGES]
        return {"referrals": where, "code": code, "evaluation": evaluation, "invited": token}


def _questionnaire() -> tuple[object, str]:
    by = person("bart")
    series = LessonSeries.visible_to(by).with_only_columns(LessonSeries.id)
    asked = select(Evaluation.session_id)
    given = select(LessonSession).where(LessonSession.series_id.in_(series), LessonSession.id.not_in(asked))
    for session in db.session.scalars(given.order_by(LessonSession.on.desc())).unique():
        card = get_card(by, session.series_id)
        for row in card.rows:
            try:
                made = running.begin(card, row, key=uuid4(), by=by)
            except (DomainError, LookupError, AttributeError):
                db.session.rollback()
                continue
            found = made.id, made.box.code if made.box else ""
            db.session.commit()
            return found
    return "none", "none"
