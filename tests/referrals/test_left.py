"""Somebody left: who stays at the site sees what needs them, not who it is about, and takes it over in one tap."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp import clock
from jsp.extensions import db
from jsp.models.accounts import RoleRow, User
from jsp.models.audit import Action, AuditEntry
from jsp.models.ground import Site
from jsp.rules.referral import Progress, State, TaskKind, Way
from jsp.rules.roles import Role
from jsp.verbs import referring
from tests.browser import Browser, Page
from tests.make import id_of, make_user, person
from tests.referrals.rows import FAMILY, NAME, referral
from tests.referrals.steps import links, made, tap, where
from tests.referrals.test_mine import MINE, find

TODAY, LEFT = "/today/", "Of somebody who left"
LINE = "referral of somebody who left needs a colleague."


@pytest.fixture
def lieke(colleague: Browser) -> Browser:
    """The other worker of the site."""
    return colleague.in_language("en")


def close(user: User) -> None:
    user.active = False


def lose_role(user: User) -> None:
    user.roles = [db.session.scalars(select(RoleRow).where(RoleRow.name == Role.MENTOR)).one()]


def lose_site(user: User) -> None:
    user.sites = [site for site in user.sites if site.code != "raayland"]


WAYS: tuple[Callable[[User], None], ...] = (close, lose_role, lose_site)


def leave(app: Flask, how: Callable[[User], None] = close, name: str = "sanne") -> None:
    with app.app_context():
        how(person(name))
        db.session.commit()


def ask(app: Flask, id: UUID, kind: TaskKind, *, days: int = 0) -> None:
    with app.test_request_context():
        referring.add_task(referral(id), kind, due_on=clock.today() + timedelta(days=days))
        db.session.commit()


def take(browser: Browser, id: UUID) -> Page:
    return tap(browser, browser.get(MINE), f"/referrals/{id}/take-over")


def another_worker(app: Flask) -> Browser:
    """Noor, a third one of the site."""
    with app.app_context():
        make_user("noor", Role.WORKER, db.session.get_one(Site, id_of(Site, "raayland")))
        db.session.commit()
    return Browser(app).signed_in("noor").in_language("en")


def is_offered(browser: Browser, id: UUID) -> bool:
    return f"/referrals/{id}/take-over" in browser.get(MINE).text


@pytest.mark.parametrize("how", WAYS)
def test_who_stays_sees_what_somebody_left(
    app: Flask, lieke: Browser, stranger: Browser, how: Callable[[User], None]
) -> None:  # fmt: skip
    id = made(app)
    assert [LEFT in lieke.get(MINE).words, LINE in lieke.get(TODAY).words] == [False, False]
    leave(app, how)
    assert [is_offered(lieke, id), LINE in lieke.get(TODAY).words] == [True, True]
    otto = stranger.in_language("en")
    assert [LEFT in otto.get(MINE).words, LINE in otto.get(TODAY).words] == [False, False]


@pytest.mark.parametrize("progress", [Progress.WORKER, Progress.NOBODY])
def test_nothing_of_it_is_told_before_it_is_theirs(app: Flask, lieke: Browser, progress: Progress) -> None:
    id = made(app, state=State.RECEIVED, progress=progress)
    ask(app, id, TaskKind.CALL_PARTNER, days=-2)
    leave(app)
    with app.app_context():
        row = referral(id)
        hidden = (
            NAME,
            FAMILY,
            row.partner.name,
            row.theme.name_en,
            "Call the partner",
            "Seen by the partner",
            "days ago",
        )
    shown = lieke.get(MINE)
    part = next(each for each in shown._all("section") if each.get("aria-labelledby") == "left").text_content()
    assert [word for word in hidden if word in part] == []
    assert "There is something to do for it since Saturday" in " ".join(part.split())
    assert lieke.get(f"/referrals/{id}").status == 404
    assert [word for word in hidden[:3] if word in lieke.get(TODAY).words] == []


def test_what_the_team_may_know_it_knows_and_it_stands_there_once(app: Flask, lieke: Browser) -> None:
    id = made(app, progress=Progress.TEAM)
    leave(app)
    page = lieke.get(MINE)
    assert links(page).count(f"/referrals/{id}") == 1
    assert "Grip Geldhulp" in page.words
    assert is_offered(lieke, id)


def test_one_tap_and_all_of_it_is_theirs(app: Flask, worker: Browser, lieke: Browser) -> None:
    id = made(app)
    ask(app, id, TaskKind.CALL_PARTNER)
    leave(app, lose_site)
    assert where(take(lieke, id)) == f"/referrals/{id}"
    assert "Tell the young person that you go on with it." in lieke.get(f"/referrals/{id}").text
    assert [LEFT in lieke.get(MINE).words, "Call the partner" in lieke.get(TODAY).words] == [False, True]
    assert [f"/referrals/{id}" in links(find(each, f"{NAME} {FAMILY}")) for each in (lieke, worker)] == [True, False]
    assert NAME in tap(lieke, lieke.get(f"/referrals/{id}"), f"/referrals/{id}/shared").text
    assert worker.get(f"/referrals/{id}").status == 404
    with app.app_context():
        handed = select(AuditEntry.user_id, AuditEntry.object_id).where(AuditEntry.action == Action.HANDED_OVER)
        assert [tuple(each) for each in db.session.execute(handed)] == [(person("lieke").id, str(id))]


@pytest.mark.parametrize("state", [State.WITHDRAWN, State.STARTED])
def test_what_was_erased_is_still_told_to_the_partner(app: Flask, lieke: Browser, state: State) -> None:
    id = made(app, state=state)
    with app.test_request_context():
        row = referral(id)
        if not row.is_erased:
            referring.erase(row)
            referring.ask_to_tell(row)
        db.session.commit()
    leave(app)
    assert is_offered(lieke, id)
    take(lieke, id)
    tap(lieke, lieke.get(MINE), f"/referrals/{id}/tasks/tell_partner")
    with app.app_context():
        row = referral(id)
        assert [each.done_on is None for each in row.tasks] == [False]
        assert (row.owner_id, row.packet) == (person("lieke").id, None)


@pytest.mark.parametrize(("task", "days", "is_left"), [
    (None, 0, False), (TaskKind.NOT_POSSIBLE, 0, True), (TaskKind.NOT_POSSIBLE, 3, False),
])  # fmt: skip
def test_what_has_ended_is_left_where_something_is_to_do(
    app: Flask, lieke: Browser, task: TaskKind | None, days: int, is_left: bool
) -> None:  # fmt: skip
    id = made(app, state=State.NOT_STARTED)
    if task:
        ask(app, id, task, days=days)
    leave(app)
    assert is_offered(lieke, id) is is_left


def test_nobody_takes_what_somebody_still_has(app: Flask, worker: Browser, lieke: Browser) -> None:
    left, kept = made(app), made(app, owner="lieke", way=Way.WRITTEN)
    leave(app)
    values = lieke.get(MINE).form(f"/referrals/{left}/take-over")
    noor = another_worker(app)
    own = noor.get(MINE).form(f"/referrals/{left}/take-over")
    assert noor.post(f"/referrals/{kept}/take-over", own).status == 404
    assert lieke.post(f"/referrals/{uuid4()}/take-over", values).status == 404
    with app.app_context():
        assert referral(kept).owner_id == person("lieke").id


def test_one_of_another_school_is_as_missing_as_none(app: Flask, lieke: Browser, stranger: Browser) -> None:
    id = made(app)
    leave(app)
    take(lieke, id)
    token = stranger.in_language("en").get(MINE).form("/referrals/find")["csrf_token"]
    assert stranger.post(f"/referrals/{id}/take-over", {"csrf_token": token}).status == 404


def test_who_is_second_hears_who_has_it(app: Flask, lieke: Browser) -> None:
    id = made(app)
    leave(app)
    noor = another_worker(app)
    page = noor.get(MINE)
    take(lieke, id)
    answer = tap(noor, page, f"/referrals/{id}/take-over")
    assert where(answer) == MINE
    assert "Lieke has this referral now." in noor.get(MINE).text
    with app.app_context():
        assert referral(id).owner_id == person("lieke").id


def test_who_taps_twice_has_it_once(app: Flask, lieke: Browser) -> None:
    id = made(app)
    leave(app)
    page = lieke.get(MINE)
    for _ in range(2):
        assert where(tap(lieke, page, f"/referrals/{id}/take-over")) == f"/referrals/{id}"
    with app.app_context():
        handed = select(AuditEntry.object_id).where(AuditEntry.action == Action.HANDED_OVER)
        assert db.session.scalars(handed).all() == [str(id)]


def test_who_closes_an_account_hears_how_many_are_left(app: Flask) -> None:
    for state in (State.SENT, State.STARTED, State.COMPLETED):
        made(app, state=state)
    with app.app_context():
        sanne = person("sanne").id
    page = Browser(app).signed_in("beheer").in_language("en").get(f"/accounts/people/{sanne}/disable")
    assert "This person still has 2 referrals that need somebody." in page.words
    with app.app_context():
        lieke = person("lieke").id
    page = Browser(app).signed_in("beheer").in_language("en").get(f"/accounts/people/{lieke}/disable")
    assert "still has" not in page.words
