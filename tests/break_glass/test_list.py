"""The list of what can be opened: rows that can be told apart, of one worker or one site, 25 to a page."""

from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.blueprints.break_glass.service import PAGE
from jsp.extensions import db
from tests.break_glass.test_opening import NOTE
from tests.browser import Browser, Page
from tests.intake.desk import log
from tests.messages.asker import ask, thread_of
from tests.retention import rows


def options(page: Page, name: str) -> dict[str, str]:
    """What stands in a list to choose from, by its words."""
    [field] = [each for each in page._all("select") if each.get("name") == name]
    return {" ".join(each.itertext()): str(each.get("value")) for each in field.iter("option")}


def listed(page: Page) -> list[str]:
    """Where each row leads to."""
    found = [str(each.get("href")) for each in page._all("a")]
    return [each.rsplit("/", 1)[-1] for each in found if each.startswith("/opened/contact/")]


def test_two_of_one_day_are_told_apart_by_their_time_and_key(
    app: Flask, worker: Browser, coordinator: Browser, frozen: FrozenDateTimeFactory
) -> None:
    first = log(app, worker, note=NOTE)
    frozen.tick(7 * 60)
    second = log(app, worker, note=NOTE)
    words = coordinator.get("/opened/").words
    for id, time in ((first, "12.30"), (second, "12.37")):
        assert f"opgeschreven op ma 23 nov {time} · {str(id)[:8]}" in words


def test_of_a_question_only_the_day_is_there(
    app: Flask, browser: Browser, coordinator: Browser, frozen: FrozenDateTimeFactory
) -> None:
    ask(app, browser, frozen, site="raayland")
    with app.app_context():
        id = thread_of(app).id
    words = coordinator.get("/opened/?kind=thread").words
    assert str(id)[:8] in words
    assert "opgeschreven op" not in words


def test_of_one_worker_and_of_one_site(app: Flask, worker: Browser, colleague: Browser, coordinator: Browser) -> None:
    of_sanne, of_lieke = log(app, worker, note=NOTE), log(app, colleague, note=NOTE)
    page = coordinator.get("/opened/")
    workers, sites = (options(page, name) for name in ("worker", "site"))
    assert {"Sanne", "Lieke"} <= set(workers)
    assert listed(coordinator.get(f"/opened/?worker={workers['Sanne']}")) == [str(of_sanne)]
    assert listed(coordinator.get(f"/opened/?worker={workers['Lieke']}")) == [str(of_lieke)]
    found = {name: listed(coordinator.get(f"/opened/?site={id}")) for name, id in sites.items() if id}
    assert sorted(map(len, found.values())) == [0] * (len(found) - 1) + [2]
    assert len(listed(coordinator.get("/opened/?worker=x&site=999999&page=x"))) == 2


def test_pages_of_25(app: Flask, worker: Browser, coordinator: Browser) -> None:
    with app.app_context():
        for day in range(PAGE + 2):
            rows.add_contact(app, days=day)
        db.session.commit()
    first = coordinator.get("/opened/")
    assert len(listed(first)) == PAGE
    [more] = [str(each.get("href")) for each in first._all("a") if "page=2" in str(each.get("href"))]
    second = coordinator.get(more)
    assert len({*listed(first), *listed(second)}) == PAGE + 2
    assert "page=3" not in second.text
    assert "page=1" in second.text
