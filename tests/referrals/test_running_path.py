"""Who asked somebody to look along finds back what became of it, until it is written down elsewhere."""

from flask import Flask

from tests.browser import Browser
from tests.referrals.steps import made
from tests.referrals.test_page import press, send
from tests.referrals.test_safety import asked


def test_who_asked_sees_the_answer_on_the_start_page_until_it_stands_elsewhere(
    app: Flask, worker: Browser, colleague: Browser
) -> None:
    at = asked(app, worker)
    assert "Er heeft nog niemand meegekeken" in worker.get("/today/").words
    send(colleague, f"{at}/sign", verdict="agreed")
    assert "is het eens: bel nu" in worker.get("/today/").words
    assert "vraagt je om mee te kijken" not in colleague.get("/today/").words
    press(worker, at, f"{at}/recorded")
    assert "is het eens" not in worker.get("/today/").words


def test_what_was_asked_is_not_asked_again_while_nobody_answered(app: Flask, worker: Browser) -> None:
    where = f"/referrals/safety/referral/{made(app)}"
    running = send(worker, where, told="unsafe").response.headers["Location"]
    assert worker.get(where).response.headers["Location"] == running
