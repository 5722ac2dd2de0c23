"""Themes at a school: what was released and nothing else, on the page, in its charts and in its files."""

import io
from datetime import date

import pytest
from flask import Flask
from openpyxl import load_workbook

from jsp.extensions import db
from jsp.models.ground import Site, Theme
from jsp.models.reference import forget_reference
from jsp.models.theme_releases import ThemeRelease
from tests import make
from tests.browser import Browser, Page

PAGE = "/figures/"
SUMMER_2025 = (date(2025, 4, 1), date(2025, 7, 31))
SUMMER_2026 = (date(2026, 4, 1), date(2026, 7, 31))


def release(
    site: str, period: tuple[date, date], total: int | None = None, **shown: int | None
) -> None:  # fmt: skip
    """As the job makes it: of every theme, without `shown` only the total."""
    ids = {theme.code: str(theme.id) for theme in db.session.scalars(db.select(Theme))}
    db.session.add(ThemeRelease(
        site_id=make.id_of(Site, site), starts=period[0], ends=period[1], made_on=date(2026, 8, 15), total=total,
        is_total_only=not shown, shown={ids[code]: shown.get(code) for code in ids} if shown else {},
    ))  # fmt: skip
    db.session.commit()


@pytest.fixture
def released(app: Flask) -> None:
    """Two summers at Raayland."""
    with app.app_context():
        release("raayland", SUMMER_2025, 40, money=20, school=15, respect_safety=10)
        release("raayland", SUMMER_2026, 70, money=30, school=15, health=10)


def table(page: Page) -> dict[str, list[str]]:
    """The cells of each row, and the months above them."""
    [found] = page.root.xpath("//table[@id='released']")
    return {
        cells[0]: cells[1:]
        for cells in ([cell.text_content().strip() for cell in row if cell.tag in ("th", "td")] for row in found.iter("tr"))
    }  # fmt: skip


@pytest.mark.usefixtures("released")
def test_the_table_holds_what_was_released(care_coordinator: Browser) -> None:
    assert table(care_coordinator.in_language("en").get(PAGE)) == {
        "Theme": ["Apr–Jul 2025", "Apr–Jul 2026"],
        "Money": ["20", "30"], "School": ["15", "15"], "Health": ["<10", "10"],
        "Respect and safety": ["10", "<10"], "Other": ["<10", "<10"], "All themes together": ["40", "70"],
    }  # fmt: skip
