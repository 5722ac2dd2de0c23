"""No way around a yes, not even with a statement of one's own: the database itself refuses a row that is sent."""

from collections.abc import Callable, Sequence
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import Row, delete, insert, literal_column, select, update
from sqlalchemy.exc import DBAPIError

from jsp import clock
from jsp.extensions import db
from jsp.models.consents import Consent
from jsp.models.referrals import Referral
from jsp.rules.consent import Age, Answer, Custody, Decision, Giver
from jsp.rules.referral import State, Way
from tests.referrals import answers
from tests.referrals.rows import add_partner, add_referral

REFERRAL, CONSENT = Referral.__table__, Consent.__table__
TODAY = clock.today


def set_state(id: UUID, state: State, **more: object) -> None:
    """As somebody with the password of the database would."""
    closed = TODAY() if state in (State.NOT_STARTED, State.COMPLETED, State.EXPIRED) else None
    values = {"state": state, "sent_on": TODAY(), "closed_on": closed, **more}
    db.session.execute(update(REFERRAL).where(REFERRAL.c.id == id).values(**values))


def refuses(act: Callable[[], object], why: str = "ck_referral") -> bool:
    """Whether the database says no."""
    with pytest.raises(DBAPIError) as caught, db.session.begin_nested():
        act()
    return why in str(caught.value.orig)


def change(id: UUID, giver: Giver | None = None, **values: object) -> None:
    """Put other answers to sharing in the place of those that are there; what was said cannot be changed."""
    query = select(CONSENT).where(CONSENT.c.referral_id == id, CONSENT.c.decision == Decision.SHARE)
    _put_back(db.session.execute(query if giver is None else query.where(CONSENT.c.giver == giver)).all(), **values)


def test_with_every_yes_it_takes_the_same_statement_goes_through(app: Flask) -> None:
    with app.app_context():
        for age, custody in ((Age.FROM_16, Custody.NOT_ASKED), (Age.FROM_12, Custody.TWO), (Age.UNDER_12, Custody.ONE)):
            id = add_referral(state=State.AWAITING_CONSENT, age=age, custody=custody)
            set_state(id, State.SENT)
            assert db.session.scalar(select(REFERRAL.c.state).where(REFERRAL.c.id == id)) == State.SENT


BREAKS: dict[str, Callable[[UUID], None]] = {
    "nobody was asked": lambda id: _without_consent(id),
    "it was about another packet": lambda id: change(id, packet_mark="0" * 64),
    "it was for another partner": lambda id: change(id, partner_id=add_partner("Ander")),
    "it has run out": lambda id: change(id, given_on=TODAY() - timedelta(9), until=TODAY() - timedelta(1)),
    "it was withdrawn": lambda id: change(id, ended_on=TODAY(), is_withdrawn=True),
    "another answer came in its place": lambda id: change(id, ended_on=TODAY()),
    "they are thinking": lambda id: change(id, answer=Answer.THINKING),
    "they said no": lambda id: change(id, answer=Answer.REFUSED),
    "it was to starting help": lambda id: _only_start(id),
}


def _without_consent(id: UUID) -> None:
    answers.erase(CONSENT.c.referral_id == id)


def _only_start(id: UUID) -> None:
    answers.erase(CONSENT.c.referral_id == id, CONSENT.c.decision == Decision.SHARE)


@pytest.mark.parametrize("state", [State.SENT, State.RECEIVED, State.STARTED, State.NOT_STARTED, State.COMPLETED])
@pytest.mark.parametrize("broken", BREAKS)
def test_without_a_yes_that_counts_it_refuses(app: Flask, broken: str, state: State) -> None:
    with app.app_context():
        id = add_referral(state=State.AWAITING_CONSENT)
        BREAKS[broken](id)
        assert refuses(lambda: set_state(id, state))


@pytest.mark.parametrize("broken", BREAKS)
@pytest.mark.parametrize("giver", [Giver.PARENT_1, Giver.PARENT_2])
def test_of_two_parents_both_count(app: Flask, broken: str, giver: Giver) -> None:
    with app.app_context():
        id = add_referral(state=State.AWAITING_CONSENT, age=Age.FROM_12, custody=Custody.TWO)
        kept = db.session.execute(select(CONSENT).where(CONSENT.c.referral_id == id, CONSENT.c.giver != giver)).all()
        BREAKS[broken](id)
        _put_back(kept)
        assert refuses(lambda: set_state(id, State.SENT))


def _put_back(kept: Sequence[Row[tuple[object, ...]]], **other: object) -> None:
    for row in kept:
        values = {name: value for name, value in row._mapping.items() if name != "id"}
        same = [getattr(CONSENT.c, name) == values[name] for name in ("referral_id", "decision", "giver")]
        answers.erase(*same)
        db.session.execute(insert(CONSENT).values(**values | other))


@pytest.mark.parametrize("values", [
    {"answer": Answer.GIVEN}, {"decision": Decision.START}, {"giver": Giver.PARENT_1}, {"packet_mark": "0" * 64},
    {"purpose": "help"}, {"ended_on": None},
])  # fmt: skip
def test_what_was_said_stays_what_it_was(app: Flask, values: dict[str, object]) -> None:
    with app.app_context():
        id = add_referral(state=State.AWAITING_CONSENT)
        change(id, answer=Answer.REFUSED, ended_on=TODAY())
        query = update(CONSENT).where(CONSENT.c.referral_id == id, CONSENT.c.decision == Decision.SHARE)
        assert refuses(lambda: db.session.execute(query.values(**values)), "ck_consent_stays")
        db.session.execute(query.values(ended_on=TODAY() + timedelta(1)))


@pytest.mark.parametrize("without", [frozenset(), frozenset({"id"})])
def test_no_answer_takes_the_place_of_another_unseen(app: Flask, without: frozenset[str]) -> None:
    with app.app_context():
        id = add_referral(state=State.AWAITING_CONSENT)
        change(id, answer=Answer.REFUSED)
        row = db.session.execute(select(CONSENT).where(CONSENT.c.referral_id == id)).first()
        assert row is not None
        values = {name: value for name, value in row._mapping.items() if name not in without} | {"answer": Answer.GIVEN}
        replace = insert(CONSENT).prefix_with("OR REPLACE", dialect="sqlite").values(**values)
        with pytest.raises(DBAPIError), db.session.begin_nested():
            db.session.execute(replace)


@pytest.mark.parametrize("state", [State.AWAITING_CONSENT, State.SENT, State.COMPLETED])
def test_no_answer_goes_but_with_its_referral(app: Flask, state: State) -> None:
    with app.app_context():
        id = add_referral(state=state)
        of_it = CONSENT.c.referral_id == id
        assert refuses(lambda: db.session.execute(delete(CONSENT).where(of_it)), "ck_consent_stays")
        db.session.execute(delete(REFERRAL).where(REFERRAL.c.id == id))
        assert not db.session.execute(select(CONSENT).where(of_it)).all()


def test_a_child_that_says_no_is_not_sent_though_its_parents_say_yes(app: Flask) -> None:
    with app.app_context():
        id = add_referral(state=State.AWAITING_CONSENT, age=Age.UNDER_12, custody=Custody.ONE)
        row = db.session.get_one(Referral, id)
        yes = db.session.execute(select(CONSENT).where(CONSENT.c.referral_id == id)).first()
        assert yes is not None
        values = {name: value for name, value in yes._mapping.items() if name != "id"}
        values |= {"giver": Giver.YOUNG_PERSON, "answer": Answer.REFUSED, "decision": Decision.SHARE}
        db.session.execute(insert(CONSENT).values(**values))
        assert row.share_own is False
        assert refuses(lambda: set_state(id, State.SENT))


@pytest.mark.parametrize("state", [State.SENT, State.RECEIVED, State.STARTED, State.NOT_STARTED, State.EXPIRED])
def test_nothing_is_put_in_as_sent(app: Flask, state: State) -> None:
    with app.app_context():
        id = add_referral(state=State.AWAITING_CONSENT)
        row = db.session.execute(select(REFERRAL).where(REFERRAL.c.id == id)).one()
        closed = TODAY() if state in (State.NOT_STARTED, State.EXPIRED) else None
        values = dict(row._mapping) | {"id": uuid4(), "state": state, "sent_on": TODAY(), "closed_on": closed}
        assert refuses(lambda: db.session.execute(insert(REFERRAL).values(**values)))


@pytest.mark.parametrize("state", [State.DRAFT, State.WITHDRAWN])
def test_nothing_jumps_from_elsewhere_to_what_comes_after_sending(app: Flask, state: State) -> None:
    with app.app_context():
        id = add_referral(state=state)
        _without_consent(id)
        for to in (State.RECEIVED, State.STARTED, State.COMPLETED, State.NOT_STARTED, State.EXPIRED):
            assert refuses(lambda to=to: set_state(id, to))


@pytest.mark.parametrize("state", [State.SENT, State.RECEIVED, State.STARTED])
def test_what_was_sent_does_not_become_something_else_or_go_to_somebody_else(app: Flask, state: State) -> None:
    with app.app_context():
        id = add_referral(state=state)
        other = add_partner("Ander")
        for values in ({"packet_mark": "0" * 64}, {"partner_id": other}, {"sent_on": TODAY() + timedelta(days=400)}):
            statement = update(REFERRAL).where(REFERRAL.c.id == id).values(**values)
            assert refuses(lambda statement=statement: db.session.execute(statement))


def test_what_goes_on_after_sending_needs_no_second_yes(app: Flask) -> None:
    with app.app_context():
        id = add_referral(state=State.SENT)
        change(id, until=TODAY())
        set_state(id, State.RECEIVED)
        set_state(id, State.STARTED)


def test_a_row_that_went_round_by_the_end_is_looked_at_again(app: Flask) -> None:
    """As somebody would who writes every column step by step, beginning with one that asks nobody."""
    bare = {"age": Age.FROM_18, "packet_mark": "x", "share_own": False, "share_parents": 0}
    with app.app_context():
        draft, sent = add_referral(state=State.DRAFT), add_referral(state=State.SENT)
        assert refuses(lambda: set_state(draft, State.COMPLETED, **bare))
        _without_consent(sent)
        set_state(sent, State.RECEIVED), set_state(sent, State.STARTED), set_state(sent, State.COMPLETED)
        for state in (State.SENT, State.RECEIVED, State.STARTED):
            assert refuses(lambda state=state: set_state(sent, state))
        for values in ({"sent_on": None}, {"packet_mark": None}, {"packet_mark": "x"}, {"custody": Custody.TWO}):
            statement = update(REFERRAL).where(REFERRAL.c.id == sent).values(**values)
            assert refuses(lambda statement=statement: db.session.execute(statement))


def test_a_yes_of_later_does_not_count_for_earlier(app: Flask) -> None:
    with app.app_context():
        id = add_referral(state=State.AWAITING_CONSENT)
        assert refuses(lambda: set_state(id, State.SENT, sent_on=TODAY() - timedelta(days=1)))


def test_it_is_not_sent_twice_on_an_old_yes(app: Flask) -> None:
    with app.app_context():
        id = add_referral(state=State.RECEIVED)
        _without_consent(id)
        assert refuses(lambda: set_state(id, State.SENT))


def test_alone_stays_alone(app: Flask) -> None:
    with app.app_context():
        id = add_referral(way=Way.SELF_CONTACT, state=State.COMPLETED)
        for way in (Way.WARM, Way.WRITTEN):
            statement = update(REFERRAL).where(REFERRAL.c.id == id).values(way=way)
            assert refuses(lambda statement=statement: db.session.execute(statement))


@pytest.mark.parametrize("values", [
    {"share_own": False, "share_parents": 0}, {"age": None}, {"packet_mark": None}, {"share_parents": 3},
    {"age": Age.UNDER_12, "share_parents": 0}, {"custody": Custody.TWO, "share_parents": 1}, {"way": Way.SELF_CONTACT},
    {"custody": Custody.NOT_ASKED, "share_parents": 1}, {"share_own": False, "share_parents": 1},
], ids=str)  # fmt: skip
def test_a_row_that_asks_nobody_is_refused(app: Flask, values: dict[str, object]) -> None:
    with app.app_context():
        id = add_referral(state=State.AWAITING_CONSENT)
        assert refuses(lambda: set_state(id, State.SENT, **values))


def test_half_a_parent_is_none(app: Flask) -> None:
    with app.app_context():
        id = add_referral(state=State.AWAITING_CONSENT, age=Age.UNDER_12, custody=Custody.TWO)
        answers.erase(CONSENT.c.referral_id == id, CONSENT.c.giver == Giver.PARENT_2)
        assert refuses(lambda: set_state(id, State.SENT, share_own=False, share_parents=0.5))


def test_one_answer_of_each_counts(app: Flask) -> None:
    with app.app_context():
        id = add_referral(state=State.AWAITING_CONSENT)
        row = db.session.execute(select(CONSENT).where(CONSENT.c.referral_id == id)).first()
        assert row is not None
        values = {name: value for name, value in row._mapping.items() if name != "id"}
        with pytest.raises(DBAPIError), db.session.begin_nested():
            db.session.execute(insert(CONSENT).values(**values))
        assert db.session.scalar(select(literal_column("1"))) == 1
