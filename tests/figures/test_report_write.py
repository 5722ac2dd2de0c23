"""The words of the coordinator in the report of a year."""

from typing import Any

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.theme_releases import YearReport
from jsp.rules.talk import Point
from tests.browser import Browser, Page
from tests.figures.reports import LAST, NOW, SUMMER, release

WRITE = "/figures/report/write?site=raayland&year=2025"
TOLD = "Een goed jaar.\n\nWe kwamen vaker in de klas."


@pytest.fixture(autouse=True)
def released(app: Flask) -> None:
    with app.app_context():
        release(SUMMER, 60, money=30, school=30)
        db.session.commit()


@pytest.fixture
def renske(app: Flask) -> Browser:
    return Browser(app).signed_in("renske").in_language("en")


def write(browser: Browser, told: str = TOLD, *points: str, form: dict[str, Any] | None = None) -> Page:
    values = form or browser.get(WRITE).form(WRITE)
    return browser.post(WRITE, values | {"told": told, "points": list(points) or ["early_signs", "support"]})


def test_it_stands_in_the_report_of_that_year_alone(app: Flask, renske: Browser) -> None:
    assert write(renske).status == 303
    page = Browser(app).signed_in("annelies").in_language("en").get(LAST)
    assert "Een goed jaar." in page.words
    assert "We kwamen vaker in de klas." in page.words
    ticked = {each.text_content().split(":")[0].strip("✓ ") for each in page.root.xpath("//li[@class='is-ticked']")}  # type: ignore[union-attr]
    assert ticked == {"Seeing signs early", "A clear structure of support"}
    assert len(page.root.xpath("//ul[@class='jsp-year__points']/li")) == len(Point)  # type: ignore[union-attr]
    assert "Een goed jaar." not in renske.get(NOW).words
    assert "Een goed jaar." not in renske.get(LAST.replace("raayland", "gilde").replace("2025", "2026")).words


def test_it_can_be_changed_and_emptied(renske: Browser) -> None:
    write(renske)
    page = renske.get(WRITE)
    assert (page.form(WRITE)["told"], page.form(WRITE)["points"]) == (TOLD, ["early_signs", "support"])
    renske.post(WRITE, page.form(WRITE) | {"told": "", "points": []})
    assert "Een goed jaar." not in renske.get(LAST).words


def test_of_two_who_write_at_once_the_second_sees_what_the_first_wrote(app: Flask, renske: Browser) -> None:
    old = renske.get(WRITE).form(WRITE)
    write(Browser(app).signed_in("renske").in_language("en"), "Van de ander.")
    page = write(renske, "Van mij.", form=old)
    assert page.status == 422
    assert "Somebody changed this while you had it open." in page.words
    assert "Van de ander." in page.words, "what stands there now"
    assert page.form(WRITE)["told"] == "Van mij.", "nothing typed is lost"
    assert renske.post(WRITE, page.form(WRITE)).status == 303, "having seen it, the second may go on"
    assert "Van mij." in renske.get(LAST).words


def test_sent_twice_it_counts_once(app: Flask, renske: Browser) -> None:
    form = renske.get(WRITE).form(WRITE)
    assert [write(renske, form=form).status, write(renske, form=form).status] == [303, 303]
    with app.app_context():
        assert db.session.scalars(db.select(YearReport.version)).one() == 1


@pytest.mark.parametrize("told", ["Bel 111222333", "x" * 1501, "regel\n" * 20 + "slot"])
def test_what_may_not_stand_there_is_refused_and_stays_typed(renske: Browser, told: str) -> None:
    page = write(renske, told)
    assert page.status == 422
    assert page.form(WRITE)["told"] == told
    assert told[:5] not in renske.get(LAST).words


def test_what_looks_like_a_name_is_warned_about(renske: Browser) -> None:
    write(renske, "Dit jaar hielpen we Kevin de Vries vaak.")
    assert "This looks like the name of somebody." in renske.get(LAST).words


def test_the_name_of_the_school_is_no_name_of_somebody(renske: Browser) -> None:
    write(renske, "Een goed jaar op Raayland.")
    assert "This looks like the name of somebody." not in renske.get(LAST).words


def test_an_unknown_point_is_refused(renske: Browser) -> None:
    assert write(renske, TOLD, "fame").status == 422


@pytest.mark.parametrize(
    ("name", "status"),
    [("sanne", 403), ("annelies", 403), ("nora", 403), ("bart", 403), ("beheer", 403), ("renske", 200)],
)
def test_only_a_coordinator_writes(app: Flask, name: str, status: int) -> None:
    assert Browser(app).signed_in(name).in_language("en").get(WRITE).status == status


def test_a_coordinator_writes_of_the_own_sites(renske: Browser) -> None:
    form = renske.get(WRITE).form(WRITE)
    foreign = WRITE.replace("raayland", "verweg").replace("2025", "2026")
    assert renske.get(foreign).status == 404
    assert renske.post(foreign, form | {"told": TOLD}).status == 404
    assert renske.get(WRITE.replace("2025", "2031")).status == 404


def test_the_trail_says_who_wrote_and_not_what(app: Flask, renske: Browser) -> None:
    write(renske)
    with app.app_context():
        found = db.session.scalars(db.select(AuditEntry).where(AuditEntry.object_kind == "year_report")).one()
        assert (found.action, found.object_id) == (Action.REWRITTEN, "raayland 2025")
