"""A referral that is kept longer: its worker erases nothing of it, and makes no new code while there is a complaint."""

from dataclasses import replace
from uuid import UUID, uuid4

import pytest
from flask import Flask

from jsp.blueprints.card.service import acts
from jsp.blueprints.referrals.service import outcomes, passport, sending
from jsp.extensions import db
from jsp.rules.passport import Line, LineKind
from jsp.rules.referral import Progress, State
from jsp.rules.refusal import DomainError
from jsp.rules.retention import Ground
from jsp.verbs import consenting, holds, referring
from tests.browser import Browser
from tests.card.test_make import make
from tests.make import person
from tests.person_requests.test_complaints import held
from tests.referrals.rows import LINES, STORY, add_referral, referral
from tests.reply_codes import code_on

MAKING = [State.DRAFT, State.AWAITING_CONSENT]


def kept(ground: Ground = Ground.CLAIM, **more: object) -> UUID:
    """A referral that is kept longer."""
    id = add_referral(**more)  # type: ignore[arg-type]
    held("referral", id, ground)
    return id


def written(id: UUID, lines: tuple[Line, ...]) -> passport.Written:
    return passport.Written(
        lines=lines, progress=Progress.WORKER, progress_days=90, seen=referral(id).packet_mark or ""
    )


@pytest.mark.parametrize("state", MAKING)
@pytest.mark.parametrize("act", [passport.keep, passport.write])
def test_its_words_are_not_written_over(app: Flask, state: State, act: object) -> None:
    with app.app_context():
        id, by = kept(state=state), person("sanne").id
        less = tuple(replace(each, text="") if each.text == STORY else each for each in LINES)
        less = tuple(replace(each, is_ticked=bool(each.text)) for each in less)
        with pytest.raises(DomainError, match="kept longer"):
            act(referral(id), written(id, less), key=uuid4(), user_id=by)  # type: ignore[operator]
        db.session.rollback()
        assert STORY in {each.text for each in referring.read_packet(referral(id))}


@pytest.mark.parametrize("act", [passport.keep, passport.write])
def test_words_are_added_and_ticks_are_changed(app: Flask, act: object) -> None:
    with app.app_context():
        id, by = kept(state=State.DRAFT), person("sanne").id
        more = (*(replace(each, is_ticked=True) for each in LINES), Line(LineKind.REACH, "Na vijven", True))
        act(referral(id), written(id, more), key=uuid4(), user_id=by)  # type: ignore[operator]
        assert "Na vijven" in {each.text for each in referring.read_packet(referral(id))}


@pytest.mark.parametrize("state", MAKING)
def test_going_alone_erases_nothing_of_it(app: Flask, state: State) -> None:
    with app.app_context():
        id = kept(state=state)
        with pytest.raises(DomainError, match="kept longer"):
            sending.alone(referral(id), key=uuid4(), user_id=person("sanne").id)
        db.session.rollback()
        assert not referral(id).is_erased


def test_what_nobody_said_yes_to_is_not_taken_back(app: Flask) -> None:
    with app.app_context():
        id, by = kept(state=State.DRAFT), person("sanne").id
        with pytest.raises(DomainError, match="kept longer"):
            outcomes.withdraw(referral(id), key=uuid4(), user_id=by)
        db.session.rollback()
        said = kept(state=State.AWAITING_CONSENT)
        assert consenting.oldest_yes(referral(said)) is not None
        outcomes.withdraw(referral(said), key=uuid4(), user_id=by)
        assert (referral(id).is_erased, referral(said).is_erased) == (False, True)
        assert holds.is_held("referral", said)


def test_no_new_code_is_made_while_there_is_a_complaint(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = add_referral(state=State.COMPLETED)
        db.session.commit()
    where = f"/referrals/{id}/own-card"
    assert code_on(make(worker.in_language("en"), id))
    left_open = worker.get(where).form(where)
    with app.app_context():
        lookup = referral(id).card_lookup
        held("referral", id)
    told = "There is a complaint about this referral."
    page = worker.get(where)
    assert told in page.words
    assert not [form for form in page.forms() if form.get("action") == where]
    refused = worker.post(where, left_open)
    assert (refused.status, refused.words.count(told)) == (422, 1)
    with app.app_context():
        assert referral(id).card_lookup == lookup, "what they hold keeps working"


def test_a_claim_is_no_reason_to_make_none(app: Flask, worker: Browser) -> None:
    with app.app_context():
        id = kept(state=State.SENT)
    assert code_on(make(worker, id))


@pytest.mark.parametrize(("state", "act"), [(State.COMPLETED, acts.erase), (State.SENT, acts.withdraw)])
def test_a_complaint_falls_with_what_the_card_erased(app: Flask, state: State, act: object) -> None:
    with app.app_context():
        id = kept(Ground.COMPLAINT, state=state)
        act(referral(id), key=uuid4())  # type: ignore[operator]
        assert referral(id).is_erased
        assert not holds.list_holds()
