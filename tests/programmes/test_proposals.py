"""Who gives lessons proposes a change; it becomes part of a new version, or is declined with a reason (R59)."""

from datetime import timedelta
from uuid import uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.programmes import Adaptation, Programme
from jsp.rules.adaptation import AdaptationState
from jsp.rules.evaluation import Source
from jsp.rules.roles import Role
from tests.browser import Browser, Page
from tests.make import MONDAY, make_user
from tests.programmes.conftest import LESSON, press, versions
from tests.statements import counted

PROPOSE, PROPOSALS = f"{LESSON}/propose", "/programmes/respect/proposals"
TEXT = "Eerst oefenen in tweetallen, dan pas klassikaal."


def propose(browser: Browser, text: str = TEXT, part: str = "tones") -> Page:
    return press(browser, PROPOSE, text=text, part=part)


def proposal(app: Flask) -> Adaptation:
    with app.app_context():
        return db.session.scalars(select(Adaptation)).one()


@pytest.fixture
def place(app: Flask, respect: None, giver: Browser) -> str:
    """The address of a proposal of Bart."""
    propose(giver)
    return f"/programmes/proposals/{proposal(app).id}"


def test_who_gives_a_lesson_proposes_a_change(app: Flask, respect: None, giver: Browser) -> None:
    answer = propose(giver)
    assert (answer.status, answer.response.headers["Location"]) == (303, PROPOSALS)
    made = proposal(app)
    assert (made.lesson_key, made.activity_key, made.text, made.state) == ("3", "tones", TEXT, AdaptationState.OPEN)
    assert "Zelfde zin, drie tonen Eerst oefenen in tweetallen, dan pas klassikaal. Bart" in giver.get(PROPOSALS).words


@pytest.mark.parametrize(("text", "said"), [
    ("", "Fill this in."), ("x" * 1001, "At most 1000 fit."), ("Leerling 111222333 doet dit", "citizen service number"),
])  # fmt: skip
def test_what_may_not_stand_in_it_is_said(app: Flask, respect: None, giver: Browser, text: str, said: str) -> None:
    page = propose(giver, text)
    assert (page.status, said in page.words) == (422, True)
    with app.app_context():
        assert db.session.scalar(select(Adaptation.id)) is None


def test_accepted_it_is_a_new_version_and_counts(app: Flask, place: str, keeper: Browser, giver: Browser) -> None:
    page = keeper.get(f"{place}/accept")
    assert f"About this part: Zelfde zin, drie tonen {TEXT}" in page.words
    opened = [" ".join(each.itertext()) for each in page._all("details") if each.get("open") is not None]
    assert ["Zelfde zin, drie tonen" in each for each in opened] == [True]
    assert page.form(f"{place}/accept")["note"] == TEXT
    press(keeper, f"{place}/accept", parts_1_how="Oefen eerst in tweetallen.")
    first, second = versions(app)
    assert first.content.lesson("3").activities[1].how != second.content.lesson("3").activities[1].how
    made = proposal(app)
    assert (made.state, made.version_id, second.note) == (AdaptationState.ACCEPTED, second.id, TEXT)
    for page in (PROPOSALS, "/programmes/"):
        assert "in version 2" in giver.get(page).words
    assert "What you proposed" not in keeper.get("/programmes/").words
    assert "1 adaptation came from who gives the lessons." in giver.get("/programmes/respect").words


def test_declined_it_says_why(app: Flask, place: str, keeper: Browser, giver: Browser) -> None:
    assert press(keeper, f"{place}/decline", reason="").status == 422
    assert press(keeper, f"{place}/decline", reason="Dat doen we al in les 2.").status == 303
    assert (proposal(app).state, len(versions(app))) == (AdaptationState.DECLINED, 1)
    assert "Why not: Dat doen we al in les 2." in giver.get(PROPOSALS).words


def test_of_two_tabs_with_opposite_buttons_the_first_counts(app: Flask, place: str, keeper: Browser) -> None:
    yes, no = f"{place}/accept", f"{place}/decline"
    accept = keeper.get(yes).form(yes) | {"home": "Anders"}
    press(keeper, no, reason="Nu niet.")
    page = keeper.post(yes, accept)
    assert (page.status, "This was settled already." in page.words) == (422, True)
    assert (proposal(app).state, len(versions(app))) == (AdaptationState.DECLINED, 1)
    page = press(keeper, no, reason="Nog eens.")
    assert (page.status, proposal(app).answer) == (422, "Nu niet.")


def test_who_gives_lessons_does_not_decide(place: str, giver: Browser) -> None:
    assert f"{place}/accept" not in giver.get(PROPOSALS).text
    assert giver.get(f"{place}/accept").status == 403


def told(browser: Browser) -> list[str]:
    """The links to proposals on the start page."""
    return ["".join(each.itertext()) for each in browser.get("/today/")._all("a") if each.get("href") == PROPOSALS]


def test_who_keeps_programmes_is_told_what_waits(place: str, keeper: Browser, giver: Browser) -> None:
    assert (told(keeper), told(giver)) == (["1 open proposal for Respect"], [])
    propose(giver, "Nog iets.")
    assert told(keeper) == ["2 open proposals for Respect"]


@pytest.mark.parametrize(("button", "texts", "said"), [
    ("accept", {"parts_1_how": "Oefen eerst in tweetallen."}, "Your proposal for lesson 3 was taken over"),
    ("decline", {"reason": "Dat doen we al."}, "Your proposal for lesson 3 was declined, and why"),
])  # fmt: skip
def test_who_proposed_it_is_told_what_came_of_it_for_two_weeks(
    place: str, keeper: Browser, giver: Browser, frozen: FrozenDateTimeFactory, button: str, texts: dict[str, str],
    said: str,
) -> None:  # fmt: skip
    press(keeper, f"{place}/{button}", **texts)
    assert (told(giver), told(keeper)) == ([said], [])
    for days, still in ((14, [said]), (1, [])):
        frozen.tick(timedelta(days=days))
        assert told(Browser(giver.client.application).signed_in("bart").in_language("en")) == still


def test_proposals_of_more_people_ask_no_more(app: Flask, respect: None, keeper: Browser) -> None:
    """On which side of the pair each stood that made one out of a lesson is asked for all of them at once."""
    counts = []
    for numbers in (range(2), range(2, 9)):
        with app.app_context():
            programme = db.session.scalars(select(Programme).where(Programme.code == "respect")).one()
            db.session.add_all(
                Adaptation(
                    id=uuid4(), programme=programme, lesson_key="3", text=TEXT, made_on=MONDAY, source=Source.DEBRIEF,
                    made_by=make_user(f"n{at}", Role.MENTOR),
                )
                for at in numbers
            )  # fmt: skip
            db.session.commit()
        keeper.get(PROPOSALS)
        with counted(app) as statements:
            assert keeper.get(PROPOSALS).words.count(TEXT) == numbers.stop
        counts.append(len(statements))
    assert counts[0] == counts[1]
