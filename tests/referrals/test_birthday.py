"""Time goes by between a yes and sending: an age is asked once more (E20), a yes runs out."""

from datetime import timedelta

from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.rules.consent import Age
from jsp.rules.referral import State
from tests.browser import Browser
from tests.intake.desk import log
from tests.referrals.steps import answer, asked, partner, row_at, send, tap, where, write

A_DAY = timedelta(days=1)


def test_e20_who_turned_16_meanwhile_decides_alone(app: Flask, worker: Browser) -> None:
    at = asked(worker, log(app, worker), partner(app), "from_12")
    answer(worker, at)
    page = worker.get(f"{at}/ways")
    assert not [form for form in page.forms() if form.get("action") == f"{at}/send"]
    tap(worker, worker.get(f"{at}/age"), f"{at}/age", age="from_16")
    assert not [form for form in worker.get(f"{at}/ways").forms() if form.get("action") == f"{at}/send"]
    answer(worker, at)  # the earlier yes was said by the rules of another age
    assert where(send(worker, at)) == at
    with app.app_context():
        row = row_at(app, at)
        assert (row.state, row.age, row.share_parents) == (State.SENT, Age.FROM_16, 0)


def test_e20_the_age_is_asked_once_more_before_sending(
    app: Flask, worker: Browser, frozen: FrozenDateTimeFactory
) -> None:
    at = asked(worker, log(app, worker), partner(app), "from_16")
    answer(worker, at)
    frozen.tick(A_DAY)
    worker = Browser(app).signed_in("sanne")
    assert send(worker, at).status == 422
    with app.app_context():
        assert row_at(app, at).state is State.AWAITING_CONSENT
    assert where(send(worker, at, age="from_18")) == f"{at}/ask"
    answer(worker, at)
    assert where(send(worker, at)) == at
    with app.app_context():
        assert (row_at(app, at).age, row_at(app, at).state) == (Age.FROM_18, State.SENT)


def test_e20_who_is_younger_than_thought_is_not_sent(
    app: Flask, worker: Browser, frozen: FrozenDateTimeFactory
) -> None:
    at = asked(worker, log(app, worker), partner(app), "unknown")
    tap(worker, worker.get(f"{at}/age"), f"{at}/age", age="from_16")
    answer(worker, at)
    tap(worker, worker.get(f"{at}/age"), f"{at}/age", age="from_12")
    values = worker.get(f"{at}/ways")
    assert not [form for form in values.forms() if form.get("action") == f"{at}/send"]


def test_an_age_on_the_passport_is_not_sent_when_it_is_no_longer_right(
    app: Flask, worker: Browser, frozen: FrozenDateTimeFactory
) -> None:
    at = asked(worker, log(app, worker), partner(app), "from_16", tick_age="y")
    answer(worker, at)
    frozen.tick(A_DAY)
    worker = Browser(app).signed_in("sanne")
    assert where(send(worker, at, age="from_18")) == f"{at}/ask"
    assert where(worker.get(f"{at}/ask")) == f"{at}/passport"
    assert worker.get(f"{at}/passport").form(f"{at}/passport")["age"] == "18 of ouder"
    with app.app_context():
        assert row_at(app, at).state is State.DRAFT


def test_a_yes_that_ran_out_sends_nothing(app: Flask, worker: Browser, frozen: FrozenDateTimeFactory) -> None:
    at = asked(worker, log(app, worker), partner(app), "from_18")
    answer(worker, at)
    frozen.tick(timedelta(days=181))
    worker = Browser(app).signed_in("sanne")
    page = worker.get(f"{at}/ways")
    assert not [form for form in page.forms() if form.get("action") == f"{at}/send"]
    answer(worker, at)
    assert where(send(worker, at)) == at


def test_today_nothing_is_asked_twice(app: Flask, worker: Browser) -> None:
    at = asked(worker, log(app, worker), partner(app), "from_16")
    answer(worker, at)
    assert "age" not in worker.get(f"{at}/ways").form(f"{at}/send")
    assert where(write(worker, at)) == f"{at}/ask"
