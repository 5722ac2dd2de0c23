"""Two people who change accounts at the same moment: the second one sees what the first one did."""

from collections.abc import Callable
from uuid import UUID, uuid4

import pytest
from flask import Flask, current_app
from sqlalchemy import select

from jsp import clock, pace
from jsp.blueprints.accounts.service import changes, invitations, people
from jsp.blueprints.accounts.service.invitations import AcceptanceDraft, InvitationDraft
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.people import Invitation, PersonChange
from jsp.rules.people import ChangeKind, ChangeState
from jsp.rules.refusal import DomainError, NotFoundError
from jsp.rules.roles import Role
from jsp.verbs.letting_in import get_invitation
from tests import make
from tests.accounts.factors import app_of
from tests.browser import Browser
from tests.together import at_once

Look = Callable[[], None]


def add(app: Flask, name: str, *roles: Role) -> int:
    with app.app_context():
        user = make.make_user(f"{name}-{uuid4().hex[:8]}", roles[0])
        user.roles = [people.role_row(role) for role in roles]
        db.session.commit()
        return user.id


def ask(kind: ChangeKind, about: int, by: int | None, role: Role | None = None) -> Callable[[Look], UUID]:
    def act(looked: Look) -> UUID:
        person = db.session.get_one(User, about)
        asker = db.session.get(User, by) if by else None
        looked()
        return changes.ask_change(person, kind, key=uuid4(), role=role, reason="tegelijk", by=asker).id

    return act


def answer(change: UUID, *, yes: bool, by: int) -> Callable[[Look], bool]:
    def act(looked: Look) -> bool:
        found, decider = changes.get_change(change), db.session.get_one(User, by)
        looked()
        changes.decide(found, yes=yes, by=decider)
        return yes

    return act


def refused(results: list[object]) -> int:
    assert all(not isinstance(each, Exception) or isinstance(each, DomainError | NotFoundError) for each in results)
    return sum(isinstance(each, Exception) for each in results)


def roles_of(app: Flask, id: int) -> frozenset[Role]:
    with app.app_context():
        return db.session.get_one(User, id).role_set


def test_two_administrators_cannot_put_each_other_out(committing: Flask) -> None:
    with committing.app_context():
        make.person("beheer").active = False
        db.session.commit()
    one, other = (add(committing, name, Role.ADMINISTRATOR) for name in ("een", "twee"))
    results = at_once(committing, ask(ChangeKind.DISABLE, one, other), ask(ChangeKind.DISABLE, other, one))
    with committing.app_context():
        assert [db.session.get_one(User, id).active for id in (one, other)].count(True) == 1
        make.person("beheer").active = True
        db.session.commit()
    assert refused(results) == 1


def test_two_roles_that_may_not_meet_do_not_meet(committing: Flask) -> None:
    somebody, admin = add(committing, "iemand", Role.MENTOR), add(committing, "beheer2", Role.ADMINISTRATOR)
    at_once(committing, ask(ChangeKind.TAKE_ROLE, somebody, admin, Role.MENTOR))
    [change] = at_once(committing, ask(ChangeKind.GRANT_ROLE, somebody, admin, Role.WORKER))
    with committing.app_context():
        renske = make.person("renske").id
    results = at_once(
        committing,
        answer(change, yes=True, by=renske),
        ask(ChangeKind.GRANT_ROLE, somebody, admin, Role.ADMINISTRATOR),
    )
    assert refused(results) == 1
    assert len(roles_of(committing, somebody)) == 1


def test_a_yes_and_a_no_at_once_are_one_answer(committing: Flask) -> None:
    somebody, admin = add(committing, "iemand", Role.RESEARCHER), add(committing, "beheer2", Role.ADMINISTRATOR)
    others = [add(committing, name, Role.COORDINATOR) for name in ("een", "twee")]
    at_once(committing, ask(ChangeKind.TAKE_ROLE, somebody, admin, Role.RESEARCHER))
    [change] = at_once(committing, ask(ChangeKind.GRANT_ROLE, somebody, admin, Role.WORKER))
    results = at_once(committing, answer(change, yes=True, by=others[0]), answer(change, yes=False, by=others[1]))
    assert refused(results) == 1
    with committing.app_context():
        state = db.session.get_one(PersonChange, change).state
    assert (roles_of(committing, somebody) == {Role.WORKER}) is (state is ChangeState.DONE) is (True in results)


def invite(app: Flask, email: str) -> str:
    """The token of a way in for somebody new."""
    with app.test_request_context():
        admin = make.person("beheer")
        person = invitations.open_account(email=email, first_name="Daan", language="nl")
        token = invitations.make_invitation(person, key=uuid4(), by=admin)
        db.session.commit()
        return token


def accept(token: str, email: str) -> Callable[[Look], str]:
    def act(looked: Look) -> str:
        found = get_invitation(token)
        looked()
        draft = AcceptanceDraft(email=email, first_name="Daan", language="nl", password="fietsbel-tuinslang-kers-wolk")
        return str(invitations.accept(found, draft).password)

    return act


def test_an_invitation_is_accepted_by_one(committing: Flask) -> None:
    email = f"{uuid4().hex}@demo.example"
    token = invite(committing, email)
    results = at_once(committing, accept(token, email), accept(token, email))
    assert refused(results) == 1
    with committing.app_context():
        assert db.session.scalars(select(User.password).where(User.email == email)).one() in results


def test_an_account_that_is_closed_while_it_is_accepted_is_closed_or_refuses(committing: Flask) -> None:
    email = f"{uuid4().hex}@demo.example"
    token = invite(committing, email)
    with committing.app_context():
        id = db.session.scalars(select(User.id).where(User.email == email)).one()
        admin = make.person("beheer").id
    results = at_once(committing, accept(token, email), ask(ChangeKind.DISABLE, id, admin))
    assert not isinstance(results[1], Exception), "closing never fails"
    with committing.app_context():
        assert not db.session.get_one(User, id).active
        used = select(Invitation).where(Invitation.user_id == id, Invitation.ends_at > clock.now())
        assert all(each.used_at for each in db.session.scalars(used))


def test_the_same_invitation_sent_twice_invites_once(committing: Flask) -> None:
    email, key = f"{uuid4().hex}@demo.example", uuid4()
    with committing.app_context():
        admin = make.person("beheer").id
    draft = InvitationDraft(
        key=key, email=email, first_name="Daan", language="nl", role=Role.RESEARCHER, site_ids=(), reason="begint"
    )

    def act(looked: Look) -> int:
        by = db.session.get_one(User, admin)
        looked()
        return invitations.invite(draft, by=by).id

    one, other = at_once(committing, act, act)
    assert one == other
    with committing.app_context():
        assert len(db.session.scalars(select(Invitation).where(Invitation.user_id == one)).all()) == 1


@pytest.mark.parametrize("round", range(3))
def test_a_code_typed_in_two_browsers_at_once_opens_one(committing: Flask, round: int) -> None:
    with committing.app_context():
        make.person("sanne").tf_last_counter = None
        db.session.commit()
    browsers = [Browser(committing), Browser(committing)]
    for browser in browsers:
        browser.signs_in("sanne")
    code = app_of(committing, "sanne").code()
    forms = [browser.get("/accounts/code").form("/accounts/code") | {"code": code} for browser in browsers]

    def typed(at: int) -> Callable[[Look], None]:
        def act(looked: Look) -> None:
            looked()
            browsers[at].client.post("/accounts/code", data=forms[at])

        return act

    at_once(committing, typed(0), typed(1))
    assert [browser.client.get("/today/").status_code for browser in browsers].count(200) == 1


def test_who_was_closed_while_waiting_decides_nothing(committing: Flask) -> None:
    somebody, admin = add(committing, "iemand", Role.RESEARCHER), add(committing, "beheer2", Role.ADMINISTRATOR)
    decider = add(committing, "een", Role.COORDINATOR)
    at_once(committing, ask(ChangeKind.TAKE_ROLE, somebody, admin, Role.RESEARCHER))
    [change] = at_once(committing, ask(ChangeKind.GRANT_ROLE, somebody, admin, Role.WORKER))
    results = at_once(committing, ask(ChangeKind.DISABLE, decider, admin), answer(change, yes=True, by=decider))
    with committing.app_context():
        assert not db.session.get_one(User, decider).active
        done = db.session.get_one(PersonChange, change)
        closed = db.session.get_one(PersonChange, results[0])
        assert done.state is ChangeState.WAITING or done.decided_at <= closed.asked_at  # type: ignore[operator]


@pytest.mark.parametrize("round", range(2))
def test_two_kinds_of_codes_at_once_wait_for_each_other(committing: Flask, round: int) -> None:
    with committing.test_request_context():
        lieke = make.person("lieke")
        recovery = current_app.extensions["security"].mf_recovery_codes_util.create_recovery_codes(lieke)[0]
        pace.count_code("code", lieke.id)
        pace.count_code("recovery", lieke.id)
        db.session.commit()
    browsers = [Browser(committing), Browser(committing)]
    for browser in browsers:
        browser.signs_in("lieke")
    sent = (("/accounts/code", app_of(committing, "lieke").code()), ("/accounts/recovery-code", recovery))
    forms = [browsers[at].get(where).form(where) | {"code": code} for at, (where, code) in enumerate(sent)]

    def typed(at: int) -> Callable[[Look], int]:
        def act(looked: Look) -> int:
            looked()
            return browsers[at].client.post(sent[at][0], data=forms[at]).status_code

        return act

    assert max(at_once(committing, typed(0), typed(1))) < 500
