"""A page that was sent before: the same again does nothing and says so, something else is refused in words."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.hours import Absence, Closure, OpeningPattern
from jsp.models.turns import Cover, CoverState
from tests.browser import Browser
from tests.hours.colleagues import TUESDAY, drop_out
from tests.hours.desk import CLOSE, NEW_PATTERN, closing, crew, days, form_with, ids, opening_id
from tests.hours.programs import on_again

OTHER, BEFORE = "al eens verstuurd, met iets anders erin", "Dit was al verstuurd. Kijk hoe het nu staat."


def pattern(app: Flask, by: Browser) -> dict[str, Any]:
    fixed = {
        "weekday": "3",
        "starts": "12:00",
        "ends": "14:30",
        "valid_from": "2026-11-23",
        "valid_until": "2026-12-31",
    }
    return form_with(by.get(NEW_PATTERN), "weekday") | fixed | {"site": str(ids(app)[0]["raayland"])}


def absence(by: Browser) -> dict[str, Any]:
    return form_with(by.get("/hours/mine"), "starts_on") | {"starts_on": "2026-12-01"}


@pytest.mark.parametrize(("what", "change"), [
    ("pattern", {"weekday": "4"}), ("closure", {"starts_on": "2026-12-15"}), ("absence", {"starts_on": "2026-12-08"}),
])  # fmt: skip
def test_something_else_with_the_same_key_is_refused_and_not_lost(
    app: Flask, coordinator: Browser, worker: Browser, what: str, change: dict[str, str]
) -> None:
    model, by, address, values = {
        "pattern": (OpeningPattern, coordinator, NEW_PATTERN, pattern(app, coordinator)),
        "closure": (Closure, coordinator, CLOSE, closing(app, coordinator, "raayland")),
        "absence": (Absence, worker, "/hours/absences", absence(worker)),
    }[what]
    assert [by.post(address, values).status for _time in range(2)] == [303, 303]
    page = by.post(address, values | change)
    assert (page.status, OTHER in page.words) == (422, True)
    assert next(iter(change.values())) in page.text
    with app.app_context():
        assert len(db.session.scalars(select(model)).all()) == 1  # type: ignore[var-annotated]


def test_the_same_again_says_that_it_was_sent_before(app: Flask, coordinator: Browser) -> None:
    address = f"/hours/openings/{opening_id(app, 'raayland', TUESDAY)}/off/illness"
    values = coordinator.get(address.removesuffix("/illness")).form(address)
    assert "Afgezegd" in coordinator.post(address, values, follow=True).words
    on_again(coordinator, opening_id(app, "raayland", TUESDAY))
    assert BEFORE in coordinator.post(address, values, follow=True).words
    assert TUESDAY in days(app, "raayland")


def test_what_somebody_else_settled_is_told_as_such(app: Flask, coordinator: Browser) -> None:
    off = f"/hours/openings/{opening_id(app, 'raayland', TUESDAY)}/off"
    old = coordinator.get(off)
    coordinator.post(f"{off}/illness", coordinator.get(off).form(f"{off}/illness"))
    page = coordinator.post(f"{off}/room", old.form(f"{off}/room"), follow=True)
    assert "Dit was al geregeld. Kijk hoe het nu staat." in page.words
    assert "Afgezegd: ziekte" in page.words


def test_a_no_after_the_own_yes_changes_nothing(app: Flask, worker: Browser, team: dict[str, Browser]) -> None:
    drop_out(app, worker)
    with app.app_context():
        id = db.session.scalars(select(Cover.id)).one()
    old = team["anna"].get("/today/")
    for word in ("yes", "no"):
        page = team["anna"].post(f"/hours/cover/{id}/{word}", old.form(f"/hours/cover/{id}/{word}"), follow=True)
    assert "Dit was al geregeld" in page.words
    assert crew(app, "raayland", TUESDAY) == ["Anna"]


def test_one_colleague_takes_one_of_two_places(
    app: Flask, coordinator: Browser, worker: Browser, team: dict[str, Browser]
) -> None:
    address = f"/hours/openings/{opening_id(app, 'raayland', TUESDAY)}"
    anna = {"member": str(ids(app)[1]["Anna"])}
    coordinator.post(f"{address}/seat", form_with(coordinator.get(address), "seen") | anna)
    drop_out(app, worker)
    drop_out(app, team["anna"])
    old = team["bram"].get("/today/")
    acts = [str(form.get("action")) for form in old.forms() if str(form.get("action")).endswith("/yes")]
    assert len(acts) == 2
    pages = [team["bram"].post(act, old.form(act), follow=True) for act in acts]
    assert ["Je zit daar al." in page.words for page in pages] == [False, True]
    with app.app_context():
        assert sorted(db.session.scalars(select(Cover.state))) == [CoverState.OPEN, CoverState.TAKEN]
    assert "Kun jij?" not in team["bram"].get("/today/").words
