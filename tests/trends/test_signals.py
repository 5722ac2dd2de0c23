"""The page of signals: as sentences, one tap to say what it was, and how often that was something."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from jsp import jobs
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.open_signals import count_open_signals, open_signals
from jsp.models.theme_signals import SignalState, ThemeSignal
from tests.browser import Browser, Page
from tests.make import person
from tests.trends.signalled import FLAT, LAST, add_signal, add_weeks

PAGE = "/trends/signals"
OPEN, DISCUSSED, ACTION, FALSE_ALARM = SignalState


@pytest.fixture
def signal(app: Flask) -> UUID:
    """One that is open, about money at the Gilde."""
    with app.app_context():
        id = add_signal()
        db.session.commit()
        return id


def address(id: UUID, state: str, seen: str = "open") -> str:
    return f"{PAGE}/{id}/{state}?seen={seen}"


def tap(browser: Browser, page: Page, id: UUID, state: str, seen: str = "open") -> Page:
    """A tap on what that page shows."""
    return browser.post(address(id, state, seen), page.form(address(id, state, seen)), follow=True)


def kept(app: Flask, id: UUID) -> tuple[str, str | None, date | None]:
    with app.app_context():
        row = db.session.get_one(ThemeSignal, id)
        by = db.session.get(type(person("sanne")), row.settled_by_id) if row.settled_by_id else None
        return row.state.value, by.first_name if by else None, row.settled_on


def test_it_is_a_sentence_with_the_usual_range(worker: Browser, signal: UUID) -> None:
    words = worker.in_language("en").get(PAGE).words
    assert "Money: 14 new questions in one week; usually 4–9" in words
    assert "Gilde, week of 16 November 2026." in words


def test_of_several_weeks_it_says_how_many(app: Flask, worker: Browser) -> None:
    with app.app_context():
        add_signal(weeks=2)
        db.session.commit()
    words = worker.in_language("en").get(PAGE).words
    assert "Money: 14 new questions in 2 weeks; usually 4–9" in words
    assert "up to and including the week of 16 November 2026" in words


def test_the_rule_stands_there_in_plain_words(worker: Browser) -> None:
    words = worker.in_language("en").get(PAGE).words
    assert "Nothing to look at." in words
    assert "Fewer than 5 questions never make a signal" in words
    assert "nor in the two weeks after you said what you made of it." in words
    assert "A signal stays as it was said" in words


@pytest.mark.parametrize("state", [DISCUSSED, ACTION, FALSE_ALARM])
@pytest.mark.parametrize("who", ["sanne", "renske"])
def test_one_tap_says_what_it_was(app: Flask, signal: UUID, who: str, state: SignalState) -> None:
    browser = Browser(app).signed_in(who)
    after = tap(browser, browser.get(PAGE), signal, state)
    assert after.status == 200
    assert f"{who.title()}, " in after.words
    assert kept(app, signal) == (state.value, who.title(), date(2026, 11, 23))
    with app.app_context():
        done = db.select(AuditEntry.action, AuditEntry.user_id).where(AuditEntry.object_id == str(signal))
        assert db.session.execute(done).all() == [(Action.SETTLED, person(who).id)]


def test_minds_may_change_and_the_page_says_whose(
    app: Flask, worker: Browser, coordinator: Browser, signal: UUID
) -> None:
    tap(worker, worker.get(PAGE), signal, FALSE_ALARM)
    tap(coordinator, coordinator.get(PAGE), signal, ACTION, seen="false_alarm")
    assert kept(app, signal) == ("action", "Renske", date(2026, 11, 23))
    assert "Renske, ma 23 nov" in worker.get(PAGE).words
    tap(worker, worker.get(PAGE), signal, OPEN, seen="action")
    assert kept(app, signal) == ("open", None, None)


def test_who_comes_second_hears_how_it_stands(app: Flask, worker: Browser, colleague: Browser, signal: UUID) -> None:
    mine, theirs = worker.get(PAGE), colleague.get(PAGE)
    tap(worker, mine, signal, ACTION)
    after = tap(colleague, theirs, signal, FALSE_ALARM)
    assert "Iemand wijzigde dit terwijl jij het open had." in after.text
    assert kept(app, signal)[:2] == ("action", "Sanne")
    assert "Sanne, ma 23 nov" in after.words


def test_two_who_say_the_same_agree(app: Flask, worker: Browser, colleague: Browser, signal: UUID) -> None:
    theirs = colleague.get(PAGE)
    tap(worker, worker.get(PAGE), signal, ACTION)
    after = tap(colleague, theirs, signal, ACTION)
    assert "Iemand wijzigde dit" not in after.text
    assert kept(app, signal)[:2] == ("action", "Sanne")


@pytest.mark.parametrize("who", ["otto", "sanne"])
def test_of_another_site_there_is_none(app: Flask, who: str) -> None:
    with app.app_context():
        id = add_signal(site="gilde" if who == "otto" else "verweg")
        db.session.commit()
    browser = Browser(app).signed_in(who)
    page = browser.get(PAGE)
    assert str(id) not in page.text
    token = browser.get("/accounts/profile").form("/accounts/profile")
    for wrong in (id, uuid4()):
        answer = browser.post(address(wrong, "action"), token)
        assert (answer.status, answer.heading) == (404, "Deze pagina bestaat niet")
    assert kept(app, id) == ("open", None, None)


@pytest.mark.parametrize("who", ["bart", "annelies", "nora", "beheer"])
def test_it_is_for_the_team_alone(app: Flask, who: str) -> None:
    with app.app_context():
        add_signal(site="raayland")  # where the mentor and the care coordinator work
        db.session.commit()
    browser = Browser(app).signed_in(who)
    assert browser.get(PAGE).status == 403
    today = browser.get("/today/")
    assert PAGE not in today.text
    with app.app_context():
        assert count_open_signals(person(who)) == 0


def test_one_site_can_be_looked_at(app: Flask, worker: Browser, signal: UUID) -> None:
    with app.app_context():
        other = add_signal(site="raayland")
        db.session.commit()
    page = worker.get(f"{PAGE}?site=raayland")
    assert str(other) in page.text
    assert str(signal) not in page.text
    for foreign in ("verweg", "nergens"):
        assert worker.get(f"{PAGE}?site={foreign}").status == 404


def test_what_signals_were_worth_is_shown_by_school_year(app: Flask, worker: Browser) -> None:
    """Open ones, other sites and years before the last do not count in it."""
    said = [DISCUSSED, ACTION, FALSE_ALARM, ACTION, OPEN]
    with app.app_context():
        for back, state in enumerate(said):
            add_signal(state=state, week=LAST - timedelta(weeks=back))
            add_signal(state=state, week=date(2026, 6, 22) - timedelta(weeks=back), theme="school")
        add_signal(state=FALSE_ALARM, week=date(2026, 7, 27))
        add_signal(state=FALSE_ALARM, week=LAST, site="verweg")
        add_signal(state=FALSE_ALARM, week=date(2025, 6, 2))
        db.session.commit()
    words = worker.in_language("en").get(PAGE).words
    told = "you discussed it or did something; the rest was a false alarm)"
    assert f"3 of 4 were worth it (school year 2026-2027: {told}" in words
    assert f"3 of 5 were worth it (school year 2025-2026: {told}" in words
    assert "2024-2025" not in words


def test_a_signal_stays_as_it_was_said(app: Flask, worker: Browser) -> None:
    """However the tallies are corrected afterwards."""
    with app.app_context():
        add_weeks([*FLAT, 12])
        jobs.look_at_the_week()
        db.session.execute(db.text("UPDATE theme_tally SET number = 0"))
        db.session.commit()
    assert "Money: 12 new questions in one week; usually 0–8" in worker.in_language("en").get(PAGE).words


def test_today_says_how_many_wait(app: Flask, worker: Browser, coordinator: Browser, signal: UUID) -> None:
    for browser in (worker, coordinator):
        assert "1 theme came up more than usual" in browser.in_language("en").get("/today/").words
    tap(worker, worker.get(PAGE), signal, DISCUSSED)
    assert "more than usual" not in worker.get("/today/").words


def test_the_team_page_can_show_the_open_ones_of_a_site(app: Flask, signal: UUID) -> None:
    with app.app_context():
        add_signal(theme="school", state=ACTION)
        other = add_signal(site="raayland", week=LAST - timedelta(weeks=1))
        mine = open_signals(person("sanne"))
        assert [each.id for each in mine] == [signal, other]
        assert [each.id for each in open_signals(person("sanne"), site_id=mine[0].site_id)] == [signal]
        assert open_signals(person("otto"), site_id=mine[0].site_id) == []


def test_the_database_takes_no_range_above_the_number(app: Flask) -> None:
    with app.app_context(), pytest.raises(IntegrityError, match="more_than_usual"):
        add_signal(number=9)
