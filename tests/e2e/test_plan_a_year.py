"""Somebody who has never seen it plans a year of two sites; docs/planning.md tells how many clicks that took."""

import re
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from jsp import clock
from tests.e2e.conftest import ROOT, serving, settings_of
from tests.e2e.desk import sign_in

UNPLAN = (
    "UPDATE contact SET opening_id = NULL",
    "DELETE FROM attendance WHERE \"on\" >= date('now')",
    "DELETE FROM opening WHERE \"on\" >= date('now')",
    "UPDATE opening SET pattern_id = NULL",
    *(f"DELETE FROM {table}" for table in ("pattern_member", "opening_pattern", "closure", "availability")),
)
WEEK = (
    ("Raayland College", "dinsdag", "12:00", "14:30", ("Sanne", "Youssef", "Lieke")),
    ("Raayland College", "donderdag", "12:00", "14:30", ("Sanne", "Marga")),
    ("ROC Gilde", "maandag", "12:15", "13:30", ("Sanne", "Lieke")),
    ("ROC Gilde", "woensdag", "12:15", "13:30", ("Youssef", "Daan")),
)
AS_TOLD = re.compile(r"\*\*(\d+) clicks and (\d+) fields\*\*")


@pytest.fixture
def unplanned(prepared: Path, tmp_path: Path, compressed: None) -> Iterator[tuple[str, Path]]:
    """The demo with nothing planned from today on: two sites, a team, no hours; its address and its database."""
    path = shutil.copy(prepared, tmp_path / "unplanned.sqlite")
    with closing(sqlite3.connect(path)) as database:
        for statement in UNPLAN:
            database.execute(statement)
        database.commit()
    with serving(settings_of(f"sqlite:///{path}")) as address:
        yield address, path


class Planner:
    """Clicks and fills in, and counts."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.clicks = self.fields = 0

    def press(self, kind: Any, name: str | re.Pattern[str]) -> None:
        self.clicks += 1
        self.page.get_by_role(kind, name=name, exact=isinstance(name, str)).first.click()

    def fill(self, label: str, text: str) -> None:
        self.fields += 1
        self.page.get_by_label(label, exact=True).fill(text)

    def add_hours(self, site: str, day: str, starts: str, ends: str, names: tuple[str, ...]) -> None:
        self.press("link", re.compile(f"Vaste tijden toevoegen.*{site}"))
        self.press("radio", day)
        for label, text in (("Vanaf", starts), ("Tot", ends)):
            if self.page.get_by_label(label, exact=True).input_value() != text:
                self.fill(label, text)
        for name in names:
            self.press("checkbox", re.compile(f"^{name}, "))
        self.press("button", "Opslaan")

    def take_over_holidays(self, site: str) -> None:
        self.press("link", f"Vakanties van {site}")
        self.press("button", "Neem deze over")

    def close(self, *sites: str, why: str, day: str, last: str = "") -> None:
        self.press("link", re.compile("Dagen sluiten"))
        for site in sites:
            self.press("checkbox", site)
        self.press("radio", why)
        self.fill("Eerste dag", day)
        if last:
            self.fill("Laatste dag", last)
        self.press("button", "Kijk wat dit raakt")
        self.press("button", "Ja, opslaan")


def test_a_year_of_two_sites(unplanned: tuple[str, Path], chromium: Browser) -> None:
    address, path = unplanned
    page = chromium.new_context(base_url=address, locale="nl-NL", timezone_id="Europe/Amsterdam").new_page()
    page.set_default_timeout(10_000)
    sign_in(page, "renske")
    planner, soon = Planner(page), clock.today() + timedelta(days=21)
    planner.press("link", "Rooster")
    planner.press("link", "Vaste tijden")
    for hours in WEEK:
        planner.add_hours(*hours)
    planner.press("link", "Vakanties en sluitingen")
    for site in ("Raayland College", "ROC Gilde"):
        planner.take_over_holidays(site)
    planner.close("Raayland College", "ROC Gilde", why="schoolvakantie", day=soon.isoformat(),
                  last=(soon + timedelta(days=8)).isoformat())  # fmt: skip
    planner.close("Raayland College", why="studiedag", day=(soon + timedelta(days=14)).isoformat())
    planner.press("link", "Week")
    told = AS_TOLD.search((ROOT / "docs/planning.md").read_text())
    assert told is not None
    assert (planner.clicks, planner.fields) == (int(told[1]), int(told[2]))
    page.context.close()
    with closing(sqlite3.connect(path)) as database:
        [(openings, nobody)] = database.execute(
            "SELECT count(*), sum(NOT EXISTS (SELECT 1 FROM attendance WHERE opening_id = opening.id)) "
            "FROM opening WHERE takes_place AND \"on\" >= date('now')"
        )
        assert openings > 4 * 4
        assert nobody == 0
