"""My own trail: what I did and opened, and who opened what is mine."""

import re
from uuid import uuid4

import pytest
from flask import Flask
from freezegun import freeze_time
from sqlalchemy import select

from jsp import audit
from jsp.blueprints.trail.service import mine
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry, Behalf
from tests.break_glass.test_opening import REASON, at, open_it
from tests.browser import Browser
from tests.intake.desk import log
from tests.make import person

NOTE = "krijgt thuis geen ontbijt"


def test_it_shows_what_i_opened_and_never_what_stands_in_it(app: Flask, worker: Browser) -> None:
    id = log(app, worker, note=NOTE)
    worker.get(f"/intake/contacts/{id}")
    page = worker.get("/trail/")
    assert f"Gesprek: geopend {str(id)[:8]}" in page.words
    assert NOTE not in page.text
    assert str(id) not in page.words


def test_it_promises_no_more_than_is_so(worker: Browser) -> None:
    """Who runs the server and holds the keys can write a trail anew."""
    words = worker.in_language("en").get("/trail/").words
    assert "unless they run the server and hold its keys as well" in words
    assert "not even" not in words


def test_the_same_with_one_thing_is_one_line_with_a_link_and_a_number(app: Flask, worker: Browser) -> None:
    id, other = log(app, worker, note=NOTE), uuid4()
    for _time in range(3):
        worker.get(f"/intake/contacts/{id}")
    with app.app_context():
        audit.record(Action.READ, "contact", other, user_id=person("sanne").id)
        db.session.commit()
    page = worker.get("/trail/")
    assert f"Gesprek: geopend {str(id)[:8]} · 3 keer" in page.words
    assert page.words.count(f"geopend {str(id)[:8]}") == 1
    ways = [str(each.get("href")) for each in page._all("a")]
    assert f"/intake/contacts/{id}" in ways
    assert str(other)[:8] in page.words
    assert str(other) not in page.text


def test_an_account_of_another_has_a_name_and_the_own_one_needs_none(app: Flask, worker: Browser) -> None:
    with app.app_context():
        for who in ("lieke", "sanne"):
            audit.record(Action.SITES_CHANGED, "user", person(who).id, user_id=person("sanne").id)
        db.session.commit()
    words = worker.get("/trail/").words
    assert "Account: locaties gewijzigd Lieke" in words
    assert re.search(r"Account: [a-z ]+ \d+\b(?!\.)(?! keer)", words) is None


def test_they_stand_in_the_order_of_the_clock(app: Flask, worker: Browser) -> None:
    with app.app_context():
        for at in ("2026-11-20 09:00", "2026-11-20 11:00", "2026-11-20 10:00"):
            with freeze_time(at):
                audit.record(Action.READ, "contact", uuid4(), user_id=person("sanne").id)
                db.session.commit()
    words = worker.get("/trail/").words
    assert words.index("12.00 Gesprek") < words.index("11.00 Gesprek") < words.index("10.00 Gesprek")
    assert words.count("Vrijdag 20 november") == 1


def test_an_opening_with_a_reason_stands_once_with_its_reason(
    app: Flask, worker: Browser, coordinator: Browser
) -> None:
    id = log(app, worker, note=NOTE)
    assert open_it(coordinator, at(id)).status == 303
    for _time in range(2):
        coordinator.get(f"{at(id)}/read")
    theirs, own = coordinator.get("/trail/").words, worker.get("/trail/").words
    for words in (theirs, own):
        assert words.count("geopend met een reden") == 1
        assert f"Gesprek: geopend met een reden {str(id)[:8]}" in words
        assert REASON in words
    assert "2 keer" not in own
    assert REASON not in Browser(app).signed_in("lieke").get("/trail/").words


def test_to_look_at_it_stands_in_it(app: Flask, worker: Browser) -> None:
    worker.get("/trail/")
    with app.app_context():
        entry = db.session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1)).one()
        assert (entry.action, entry.user_id) == (Action.TRAIL_READ, person("sanne").id)


def test_it_holds_nothing_of_a_colleague(app: Flask, worker: Browser, colleague: Browser) -> None:
    id = log(app, worker, note=NOTE)
    worker.get(f"/intake/contacts/{id}")
    assert str(id)[:8] not in colleague.get("/trail/").text


def test_who_opened_what_is_mine(app: Flask, worker: Browser, colleague: Browser) -> None:
    id = log(app, worker)
    with app.app_context():
        audit.record(Action.READ, "contact", id, user_id=person("renske").id, behalf=Behalf.OWNER)
        audit.record(Action.READ, "contact", id, user_id=person("sanne").id)
        db.session.commit()
    words = worker.get("/trail/").words.replace(" ,", ",").replace(" :", ":")
    assert f"Renske, ma 23 nov 12.30: Gesprek: geopend met een reden {str(id)[:8]}" in words
    assert "Sanne," not in words
    assert "Renske" not in colleague.get("/trail/").words


def test_older_ones_stand_on_the_next_page(app: Flask, worker: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mine, "PAGE", 3)
    ids = [log(app, worker) for _ in range(5)]
    with app.app_context():
        for id in ids:
            audit.record(Action.READ, "contact", id, user_id=person("sanne").id)
        db.session.commit()
    first = worker.get("/trail/")
    [older] = [each.get("href") for each in first._all("a") if "before" in (each.get("href") or "")]
    second = worker.get(older)
    shown = [[f"geopend {str(id)[:8]}" in page.words for id in ids] for page in (first, second)]
    assert shown == [[False, False, True, True, True], [True, True, False, False, False]]


@pytest.mark.parametrize("before", ["x", "-1", "0", "9" * 30])
def test_a_page_that_cannot_be_is_the_first(worker: Browser, before: str) -> None:
    assert worker.get(f"/trail/?before={before}").heading == "Mijn spoor"
