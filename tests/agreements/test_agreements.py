"""Agreements of a class on their way into the school."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.lesson_reach import Agreement
from jsp.models.lessons import SeriesLesson
from jsp.rules.roles import Permission
from jsp.rules.session import AgreementState
from tests import make
from tests.browser import Browser, Page
from tests.lessons.conftest import class_of
from tests.lessons.rows import add_series
from tests.test_access import differences

LIST = "/lessons/agreements"
WORDS = "We appen niet na tien uur 's avonds."


@pytest.fixture(autouse=True)
def v2b(app: Flask, ground: None) -> int:
    """The class of Bart; he gives it lessons with Sanne. Another mentor, Ilse, gives none."""
    with app.app_context():
        add_series()
        make.make_user("ilse", *role_and_site("bart"))
        db.session.commit()
        return class_of("V2B").id


def role_and_site(name: str) -> tuple[Any, ...]:
    user = make.person(name)
    return (next(iter(user.role_set)), *user.sites)


def write_down(browser: Browser, class_id: int, **values: str) -> Page:
    where = f"{LIST}/new/{class_id}"
    return browser.post(where, browser.get(where).form(where) | {"text": WORDS} | values, follow=True)


def stored(app: Flask) -> Agreement:
    with app.app_context():
        db.session.rollback()
        return db.session.scalars(select(Agreement)).one()


def press(browser: Browser, id: UUID, act: str, page: Page | None = None, **values: str) -> Page:
    """On the page of the agreement, as it was when it was opened."""
    page, where = page or browser.get(f"{LIST}/{id}"), f"{LIST}/{id}/{act}"
    return browser.post(where, page.form(where) | values, follow=True)


def test_an_agreement_goes_from_the_class_into_the_policy(app: Flask, mentor: Browser, v2b: int) -> None:
    page = write_down(mentor, v2b)
    assert WORDS in page.words
    assert "Bart zorgt ervoor" in page.words
    id = stored(app).id
    assert "Voorgesteld aan de school." in press(mentor, id, "propose").words
    page = press(mentor, id, "adopt", written_in="Schoolregels, bladzijde 4", check_on="2027-03-01")
    assert "in het beleid: Schoolregels, bladzijde 4" in page.words
    assert "bekeken ma 23 nov" in press(mentor, id, "check").words
    assert stored(app).state is AgreementState.CHECKED


def test_the_next_step_is_two_taps_away(app: Flask, mentor: Browser, v2b: int) -> None:
    write_down(mentor, v2b)
    id = stored(app).id
    assert f'href="{LIST}/{id}"' in mentor.get(LIST).text
    mentor.get(f"{LIST}/{id}").form(f"{LIST}/{id}/propose")


def test_in_the_policy_says_where(app: Flask, mentor: Browser, v2b: int) -> None:
    write_down(mentor, v2b)
    id = stored(app).id
    press(mentor, id, "propose")
    page = press(mentor, id, "adopt", written_in=" ")
    assert (page.status, "Schrijf op waar het staat" in page.words) == (422, True)
    page = press(mentor, id, "adopt", page=page, written_in="Schoolgids", check_on="2026-11-23")
    assert "Kies een dag na vandaag." in page.words
    assert "Het hoort nu bij de school." in press(mentor, id, "adopt", page=page, check_on="").words


def test_a_step_too_many_is_taken_back(app: Flask, mentor: Browser, v2b: int) -> None:
    write_down(mentor, v2b)
    id = stored(app).id
    press(mentor, id, "propose")
    press(mentor, id, "back")
    assert stored(app).state is AgreementState.CLASS


def test_the_day_on_which_the_school_took_it_over_stays(app: Flask, mentor: Browser, v2b: int, frozen: Any) -> None:
    """Whatever is done to it later; only where it was not so far after all there is none."""
    write_down(mentor, v2b)
    id = stored(app).id
    days = []
    for act in ("propose", "adopt", "check", "check", "back", "drop", "restore", "back", "adopt"):
        frozen.tick(timedelta(days=1))
        press(Browser(app).signed_in("bart"), id, act, **({"written_in": "Schoolgids"} if act == "adopt" else {}))
        days.append(stored(app).adopted_on)
    assert days == [None, *[date(2026, 11, 25)] * 6, None, date(2026, 12, 2)]


def test_dropping_can_be_undone(app: Flask, mentor: Browser, v2b: int) -> None:
    write_down(mentor, v2b)
    id = stored(app).id
    press(mentor, id, "propose")
    assert "1 afspraak die vervallen is" in (press(mentor, id, "drop"), mentor.get(LIST))[1].words
    press(mentor, id, "restore")
    assert stored(app).state is AgreementState.PROPOSED


def test_of_two_who_press_opposite_buttons_the_second_is_told(
    app: Flask, mentor: Browser, care_coordinator: Browser, v2b: int
) -> None:
    write_down(mentor, v2b)
    id = stored(app).id
    his, hers = mentor.get(f"{LIST}/{id}"), care_coordinator.get(f"{LIST}/{id}")
    press(mentor, id, "propose", his)
    assert "Iemand wijzigde dit terwijl jij het open had." in press(care_coordinator, id, "drop", hers).words
    assert stored(app).state is AgreementState.PROPOSED
    page = press(care_coordinator, id, "drop")
    assert stored(app).state is AgreementState.DROPPED
    assert page.status == 200


def test_a_form_of_a_step_that_is_over_is_refused_with_what_comes_now(app: Flask, mentor: Browser, v2b: int) -> None:
    write_down(mentor, v2b)
    id = stored(app).id
    press(mentor, id, "propose")
    old = mentor.get(f"{LIST}/{id}")
    press(mentor, id, "adopt", old, written_in="Schoolgids")
    other = old.form(f"{LIST}/{id}/adopt") | {"written_in": "Iets anders"}
    page = mentor.post(f"{LIST}/{id}/adopt", other)
    assert page.status == 422
    assert page.form(f"{LIST}/{id}/check")["once"]
    assert stored(app).written_in == "Schoolgids"


def test_the_same_button_twice_is_one_step(app: Flask, mentor: Browser, v2b: int) -> None:
    write_down(mentor, v2b)
    id = stored(app).id
    page = mentor.get(f"{LIST}/{id}")
    press(mentor, id, "propose", page)
    assert "Dit was al verstuurd." in press(mentor, id, "propose", page).words
    assert stored(app).state is AgreementState.PROPOSED


@pytest.mark.parametrize(("text", "said"), [
    ("", "Schrijf in één zin op wat jullie doen."), ("Vraag het 111222333", "burgerservicenummer"), ("x" * 201, "201"),
])  # fmt: skip
def test_what_cannot_be_an_agreement(app: Flask, mentor: Browser, v2b: int, text: str, said: str) -> None:
    page = write_down(mentor, v2b, text=text)
    assert (page.status, said in page.words) == (422, True)
    with app.app_context():
        assert db.session.scalar(select(Agreement.id)) is None


def test_what_leads_to_a_person_is_warned_about_and_can_be_changed(app: Flask, mentor: Browser, v2b: int) -> None:
    page = write_down(mentor, v2b, text="Bel 06-12345678 bij ruzie")
    assert "Dit lijkt op een telefoonnummer of e-mailadres." in page.words
    where = f"{LIST}/{stored(app).id}/text"
    page = mentor.post(where, mentor.get(where).form(where) | {"text": WORDS}, follow=True)
    assert "Dit lijkt op" not in page.words
    assert stored(app).text == WORDS


def test_it_can_come_from_a_lesson_of_this_class_alone(app: Flask, mentor: Browser, v2b: int) -> None:
    with app.app_context():
        second = db.session.scalars(select(SeriesLesson.id).where(SeriesLesson.position == 2)).one()
        other = add_series("MZ31").lessons[1].id
        db.session.commit()
    assert write_down(mentor, v2b, lesson=str(other)).status == 422
    assert "les 2: Mijn grens" in write_down(mentor, v2b, lesson=str(second)).words


def test_another_mentor_sees_nothing_of_it(app: Flask, mentor: Browser, v2b: int) -> None:
    write_down(mentor, v2b)
    ilse, id = Browser(app).signed_in("ilse"), stored(app).id
    assert WORDS not in ilse.get(LIST).words
    assert [ilse.get(where).status for where in (f"{LIST}/{id}", f"{LIST}/{id}/text", f"{LIST}/new/{v2b}")] == [404] * 3
    assert differences(app, ilse, id, Permission.KEEP_AGREEMENTS) == []


def test_whoever_it_was_handed_to_sees_to_it(app: Flask, mentor: Browser, v2b: int) -> None:
    write_down(mentor, v2b)
    id = stored(app).id
    where = f"{LIST}/{id}/owner"
    page = mentor.get(where)
    assert {"Bart", "Annelies", "Ilse"} == set(owners(page))
    mentor.post(where, page.form(where) | {"owner": owners(page)["Ilse"]})
    ilse = Browser(app).signed_in("ilse")
    assert "Ilse zorgt ervoor" in ilse.get(LIST).words
    press(ilse, id, "propose")
    assert stored(app).state is AgreementState.PROPOSED


def owners(page: Page) -> dict[str, str]:
    return {"".join(each.itertext()): each.get("value") for each in page._all("option")}


def test_nobody_else_can_be_made_to_see_to_it(app: Flask, mentor: Browser, v2b: int) -> None:
    write_down(mentor, v2b)
    where = f"{LIST}/{stored(app).id}/owner"
    with app.app_context():
        nora = make.person("nora").id
    assert mentor.post(where, mentor.get(where).form(where) | {"owner": str(nora)}).status == 422


def test_worker_and_care_coordinator_see_their_own_schools(
    app: Flask, mentor: Browser, worker: Browser, stranger: Browser, care_coordinator: Browser, v2b: int
) -> None:
    write_down(mentor, v2b)
    assert [WORDS in browser.get(LIST).words for browser in (worker, care_coordinator, stranger)] == [True, True, False]
    assert stranger.get(f"{LIST}/{stored(app).id}").status == 404
    assert "V2B" in care_coordinator.get(f"{LIST}/new").words


def test_when_it_is_time_to_look_again_it_says_so(app: Flask, mentor: Browser, v2b: int, frozen: Any) -> None:
    write_down(mentor, v2b)
    id = stored(app).id
    press(mentor, id, "propose")
    press(mentor, id, "adopt", written_in="Schoolgids", check_on="2026-11-24")
    assert "opnieuw bekijken op" in mentor.get(LIST).words
    frozen.move_to("2026-11-24 08:00:00")
    assert "weer kijken" in Browser(app).signed_in("bart").get(LIST).words
