"""Researchers take out themes as they were released, and what the desks of those sites went through."""

from datetime import date, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import extract, select

from jsp import clock
from jsp.extensions import db
from jsp.models.ground import SchoolYear, Site
from jsp.models.hours import Closure
from jsp.models.team import Opening
from jsp.models.theme_releases import ThemeRelease
from jsp.rules.closures import ClosureKind, Effect
from jsp.rules.opening import CancelReason, OpeningState
from jsp.rules.setting_list import BY_KEY
from tests import make
from tests.browser import Browser
from tests.evaluations.conftest import Fill
from tests.evaluations.rows import DIVIDED
from tests.figures.reports import release
from tests.figures.rows import SUMMER_2025, SUMMER_2026
from tests.research.conftest import RESEARCH, table, taken_out

LONG_AGO = date(2019, 9, 3)


@pytest.fixture
def files(app: Flask, fill: Fill, agreed: None, nora: Browser) -> dict[str, str]:
    """What is taken out where two sites had figures, openings and closures."""
    fill(1, {"safe": DIVIDED})
    with app.app_context():
        release(SUMMER_2025, 65, money=20, school=15, respect_safety=25)
        release(SUMMER_2026, None)
        release(SUMMER_2026, 40, site="gilde", money=15, school=20)
        _openings()
        _closures()
        db.session.commit()
    return taken_out(nora, years=["2024", "2025", "2026"])


def _openings() -> None:
    site_id, day = make.id_of(Site, "raayland"), date(2026, 9, 1)
    off = {"takes_place": False, "state": OpeningState.CANCELLED}
    for at, more in enumerate([{}, {}, off | {"reason": CancelReason.ILLNESS}, off | {"reason": CancelReason.ROOM},
                               {"takes_place": False, "state": OpeningState.DROPPED}]):  # fmt: skip
        db.session.add(Opening(site_id=site_id, on=day + timedelta(weeks=at) if at < 4 else day, starts=time(12),
                               ends=time(14, 30), room="0.12", **more))  # fmt: skip
    for on in (LONG_AGO, date(2026, 12, 15)):
        db.session.add(Opening(site_id=site_id, on=on, starts=time(12), ends=time(14), room="0.12"))


def _closures() -> None:
    about = {"site_id": make.id_of(Site, "raayland"), "kind": ClosureKind.SCHOOL_HOLIDAY, "name_nl": "Herfst",
             "name_en": "Autumn"}  # fmt: skip
    first, last = date(2026, 10, 17), date(2026, 10, 25)
    kept = Closure(**about, effect=Effect.CLOSED, starts_on=first, ends_on=last)
    db.session.add_all([
        kept, Closure(**about, effect=Effect.CLOSED, starts_on=LONG_AGO, ends_on=LONG_AGO),
        Closure(**about, effect=Effect.CLOSED, starts_on=first, ends_on=first, taken_back_at=clock.now()),
    ])  # fmt: skip
    db.session.flush()
    db.session.add(Opening(site_id=about["site_id"], on=first, starts=time(12), ends=time(14), room="0.12",
                           takes_place=False, closure_id=kept.id))  # fmt: skip


def test_themes_are_those_that_were_released(app: Flask, files: dict[str, str]) -> None:
    rows = table(files, "theme_releases.csv")
    with app.app_context():
        releases = db.session.scalars(select(ThemeRelease)).all()
        assert len(rows) == sum(max(1, len(each.shown)) for each in releases)
    of = {(row["school_type"], row["period_from"], row["theme"]): row for row in rows}
    shown = of["vo", "2025-04-01", "money"]
    assert (shown["questions"], shown["left_out_because"], shown["total"], shown["total_only"]) == ("20", "", "65", "0")
    assert (shown["period_to"], shown["released_on"], shown["theme_name"]) == ("2025-07-31", "2026-08-15", "Geld")
    few = of["vo", "2025-04-01", "health"]
    assert (few["questions"], few["left_out_because"]) == ("", "few")
    total = of["vo", "2026-04-01", ""]
    assert (total["questions"], total["left_out_because"], total["total"], total["total_only"]) == (
        "", "total_only", "", "1",
    )  # fmt: skip
    assert of["mbo", "2026-04-01", "school"]["questions"] == "20"


def test_openings_are_counted_by_month_as_they_went(files: dict[str, str]) -> None:
    rows = {row["month"]: row for row in table(files, "openings.csv") if row["school_type"] == "vo"}
    assert "2019-09" not in rows
    assert "2026-12" not in rows
    september, october = rows["2026-09"], rows["2026-10"]
    names = ("held", "minutes", "off_illness", "off_too_few", "off_room", "off_other", "closed")
    assert [september[name] for name in names] == ["2", "300", "1", "0", "1", "0", "0"]
    assert [october[name] for name in names] == ["0", "0", "0", "0", "0", "0", "1"]


def test_closures_are_those_of_the_years_that_were_chosen(files: dict[str, str]) -> None:
    [row] = table(files, "closures.csv")
    assert list(row.values())[1:] == ["vo", "school_holiday", "closed", "2026-10-17", "2026-10-25"]


def test_a_site_has_one_mark_and_no_name_and_is_no_way_to_a_class(files: dict[str, str]) -> None:
    of_sites = [{row["site"] for row in table(files, name) if row["school_type"] == "vo"}
                for name in ("theme_releases.csv", "openings.csv", "closures.csv")]  # fmt: skip
    assert len({frozenset(each) for each in of_sites}) == 1
    [mark] = of_sites[0]
    assert len(mark) == 10
    others = [
        text for name, text in files.items() if name not in ("theme_releases.csv", "openings.csv", "closures.csv")
    ]
    assert not any(mark in text for text in others)
    assert not any(name in text.lower() for text in files.values() for name in ("raayland", "gilde"))
    assert "as it was released for each site, rounded, a little blurred" in files["about.txt"]
    assert "no pseudonym for whoever also sees the released figures of schools by name" in files["about.txt"]


def test_years_without_lessons_can_be_chosen_too_and_leave_the_others_out(
    app: Flask, fill: Fill, agreed: None, nora: Browser
) -> None:  # fmt: skip
    fill(1, {"safe": DIVIDED})
    with app.app_context():
        release(SUMMER_2025, 65, money=20, school=15)
        release(SUMMER_2026, 40, money=15, school=20)
        _openings()
        _closures()
        db.session.commit()
    assert nora.get(RESEARCH).form(RESEARCH)["years"] == ["2026", "2025", "2024", "2019"]
    long_ago, before = taken_out(nora, years=["2019"]), taken_out(nora, years=["2024"])
    names = "theme_releases.csv", "openings.csv", "closures.csv", "lessons.csv"
    assert [len(table(long_ago, name)) for name in names] == [0, 1, 1, 0]
    assert table(long_ago, "openings.csv")[0]["month"] == "2019-09"
    assert {row["period_from"] for row in table(before, "theme_releases.csv")} == {"2025-04-01"}
    assert [len(table(before, name)) for name in names[1:]] == [0, 0, 0]


def test_an_opening_before_the_first_lesson_day_stands_in_the_year_that_is_offered_for_it(
    app: Flask, fill: Fill, agreed: None, nora: Browser
) -> None:
    """Whatever was set up for a school year: its openings, closures and releases go by August."""
    fill(1, {"safe": DIVIDED})
    with app.app_context():
        year = db.session.scalars(select(SchoolYear).where(extract("year", SchoolYear.starts_on) == 2026)).one()
        year.starts_on, year.ends_on = date(2026, 8, 24), date(2027, 7, 9)
        for on in (date(2026, 7, 31), date(2026, 8, 1), date(2026, 8, 19)):
            db.session.add(Opening(site_id=make.id_of(Site, "raayland"), on=on, starts=time(12), ends=time(14),
                                   room="0.12"))  # fmt: skip
        db.session.commit()
    assert nora.get(RESEARCH).form(RESEARCH)["years"] == ["2026", "2025"]
    held = {
        year: {row["month"]: row["held"] for row in table(taken_out(nora, years=[year]), "openings.csv")}
        for year in ("2025", "2026")
    }  # fmt: skip
    assert held["2025"] == {"2026-07": "1"}
    assert held["2026"]["2026-08"] == "2"


def test_sites_without_a_programme_have_something_to_take_out(app: Flask, agreed: None, nora: Browser) -> None:
    with app.app_context():
        release(SUMMER_2025, 65, money=20, school=15)
        db.session.commit()
    page = nora.get(RESEARCH)
    assert page.form(RESEARCH)["years"] == ["2024"]
    assert "figures of themes and measurements as they were released" in page.words
    assert {row["total"] for row in table(taken_out(nora), "theme_releases.csv")} == {"65"}


def test_the_hint_names_the_setting_as_the_settings_do(nora: Browser) -> None:
    assert f"at “{BY_KEY['research_export'].label}”." in nora.get(RESEARCH).words
