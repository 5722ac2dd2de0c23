"""Before how long something is kept is changed, the page tells what goes because of it, and asks once more."""

import re
from uuid import uuid4

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select

from jsp import clock
from jsp.blueprints.settings.service import values
from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.messages import Thread
from jsp.models.reference import forget_reference, get_setting
from jsp.rules.refusal import DomainError
from jsp.rules.retention import BY_KIND, Kind
from jsp.rules.setting_list import BY_KEY
from jsp.verbs import retention
from tests.browser import Browser, Page
from tests.make import person
from tests.messages.asker import ask
from tests.retention import rows
from tests.settings.test_values import form_of

NOTES, QUESTIONS = "/settings/retention/contact_note_days", "/settings/retention/message_thread_days"


def press(admin: Browser, where: str, value: str) -> Page:
    return admin.post(where, form_of(admin.get(where)) | {"value": value})


def alerts(page: Page) -> list[str]:
    return re.findall(r"utrecht-alert--(\w+)", page.text)


def days(key: str = "contact_note_days") -> int:
    forget_reference()
    return int(get_setting(key))


def test_a_shorter_one_says_how_many_go_and_waits_for_a_second_press(app: Flask) -> None:
    admin = Browser(app).signed_in("beheer")
    with app.app_context():
        kept, goes, went = (rows.add_contact(app, days=number) for number in (80, 100, 400))
        db.session.commit()
    told = press(admin, NOTES, "90")
    assert told.status == 422
    assert "er gaat er vandaag 1 extra weg" in told.words, "what went anyway is not because of it"
    assert "Dit wist meteen iets." in told.words
    assert alerts(told) == ["warning"], "nothing is wrong"
    with app.app_context():
        assert days() == 365
        assert len(retention.list_due(BY_KIND[Kind.NOTE], clock.today())) == 1
    assert admin.post(NOTES, form_of(told)).status == 303
    with app.app_context():
        assert days() == 90
        assert retention.run()[Kind.NOTE] == 2
        left = {each.id for each in db.session.scalars(select(Contact)) if each.note}
        assert (kept in left, goes in left, went in left) == (True, False, False)


def test_it_tells_what_goes_in_the_coming_month_too(app: Flask) -> None:
    """One that is 70 days old goes within the month, and one of 340 days would do so anyway."""
    admin = Browser(app).signed_in("beheer")
    with app.app_context():
        for number in (20, 70, 340):
            rows.add_contact(app, days=number)
        db.session.commit()
        shorter = retention.foresee("contact_note_days", 99)
        assert [(each.today, each.soon, each.soon_now) for each in shorter] == [(1, 2, 1)]
        longer = retention.foresee("contact_note_days", 700)
        assert [(each.today, each.soon, each.soon_now) for each in longer] == [(0, 0, 1)]
    told = press(admin, NOTES, "99")
    assert "In de komende 30 dagen: 2 in totaal. Zonder deze wijziging: 1." in told.words


def test_where_nothing_goes_at_once_it_is_calm(app: Flask) -> None:
    admin = Browser(app).signed_in("beheer")
    told = press(admin, NOTES, "700")
    assert "Er wordt niet meteen iets gewist." in told.words
    assert "Nog niet opgeslagen" not in told.words
    assert alerts(told) == ["info"]
    wrong = press(admin, NOTES, "x")
    assert alerts(wrong) == ["error"], "what is wrong still says so"


def test_a_press_that_was_told_of_another_value_or_number_is_no_second_one(app: Flask) -> None:
    admin = Browser(app).signed_in("beheer")
    told = form_of(press(admin, NOTES, "90"))
    with app.app_context():
        rows.add_contact(app, days=100)
        db.session.commit()
    for value in ("90", "60"):
        again = form_of(admin.get(NOTES)) | {"value": value, "sure": told["sure"]}
        assert admin.post(NOTES, again).status == 422
    with app.app_context():
        assert days() == 365


def test_a_longer_one_says_that_nothing_goes_and_the_default_has_no_way_around_it(app: Flask) -> None:
    admin = Browser(app).signed_in("beheer")
    told = press(admin, NOTES, "700")
    assert "hierdoor gaat er vandaag niets weg" in told.words
    assert admin.post(NOTES, form_of(told)).status == 303
    assert f"{NOTES}/default" not in admin.get(NOTES).text
    with app.app_context():
        assert days() == 700
        with pytest.raises(DomainError, match="press once more"):
            values.change_retention(BY_KEY["contact_note_days"], None, seen=None, key=uuid4(), by=person("beheer"))
        assert days() == 700


def test_a_question_keeps_the_day_that_was_told_with_it(
    app: Flask, browser: Browser, frozen: FrozenDateTimeFactory
) -> None:
    ask(app, browser, frozen, site="raayland")
    admin = Browser(app).signed_in("beheer")
    told = press(admin, QUESTIONS, "7")
    assert "houdt de dag die erbij verteld is" in told.words
    with app.app_context():
        day = db.session.scalars(select(Thread.expires_on)).one()
    assert admin.post(QUESTIONS, form_of(told)).status == 303
    with app.app_context():
        assert days("message_thread_days") == 7
        assert db.session.scalars(select(Thread.expires_on)).one() == day
    said = Browser(app).get("/gegevens").words
    assert "7 dagen na het laatste bericht" in said
    assert "geldt de dag die bij je bericht staat" in said
