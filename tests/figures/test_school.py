"""Themes at a school: what was released and nothing else, on the page, in its charts and in its files."""

import csv
import io
from datetime import date, time

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from lxml.html import tostring
from openpyxl import load_workbook

from jsp.extensions import db
from jsp.models.ground import Site, Theme
from jsp.models.reference import forget_reference
from tests import make
from tests.browser import Browser, Page
from tests.figures.reports import release
from tests.figures.rows import SUMMER_2025, SUMMER_2026, table_of
from tests.intake.desk import log

PAGE = "/figures/"
HEAD = ["Theme", "Apr–Jul 2025", "Apr–Jul 2026"]
FIGURES = [
    ["Money", "20", "30"], ["School", "15", "15"], ["Health", "<10", "20"], ["Respect and safety", "25", "<10"],
    ["Other", "<10", "<10"], ["All themes together", "65", "75"],
]  # fmt: skip
NOTES = [
    [], ["School", "Raayland"], ["Rounded to 5 and blurred on purpose; <10 can also be none."],
    ["A question about two or three themes counts with each of them."],
]  # fmt: skip
UNEVEN = "The periods are not equally long: do not compare them with each other."


@pytest.fixture
def released(app: Flask) -> None:
    """Two summers at Raayland."""
    with app.app_context():
        release(SUMMER_2025, 65, money=20, school=15, respect_safety=25)
        release(SUMMER_2026, 75, money=30, school=15, health=20)
        db.session.commit()


@pytest.fixture
def annelies(care_coordinator: Browser) -> Browser:
    return care_coordinator.in_language("en")


def card(page: Page, theme: str) -> str:
    """All that is said of a theme above the table."""
    assert page.root is not None
    [found] = page.root.xpath(f"//article[@aria-labelledby='theme-{theme}']")
    return " ".join(" ".join(found.itertext()).split())


@pytest.mark.usefixtures("released")
def test_the_table_holds_what_was_released(annelies: Browser) -> None:
    page = annelies.get(PAGE)
    assert page.heading == "Themes at Raayland"
    assert table_of(page) == [HEAD, *FIGURES]


@pytest.mark.usefixtures("released")
def test_charts_read_the_rows_of_the_table(annelies: Browser) -> None:
    page = annelies.get(PAGE)
    assert page.root is not None
    rows = {row.get("data-row"): row for row in page.root.xpath("//table[@id='released']/tbody/tr")}
    charts = page.root.xpath("//*[@data-chart]")
    assert {each.get("data-table") for each in charts} == {"released"}
    assert {each.get("data-row") for each in charts} == set(rows) - {"other"}
    for row in rows.values():
        cells = row.xpath("td")
        assert ["" if cell.text_content().strip() == "<10" else cell.text_content().strip() for cell in cells] == [
            cell.get("data-value") for cell in cells
        ]
    heads = page.root.xpath("//table[@id='released']/thead//th")
    assert [each.get("data-before") is not None for each in heads] == [False, True, False]


@pytest.mark.usefixtures("released")
def test_files_hold_the_same_table(annelies: Browser) -> None:
    months = ["Theme", "April–July 2025", "April–July 2026"]
    text = annelies.get(f"{PAGE}table.csv?site=raayland&year=2025").response.data.decode("utf-8-sig")
    assert list(csv.reader(io.StringIO(text), delimiter=";")) == [months, *FIGURES, *NOTES]
    book = load_workbook(io.BytesIO(annelies.client.get(f"{PAGE}table.xlsx").data))
    rows = [[cell.value for cell in row] for row in book.worksheets[0].iter_rows()]
    assert rows[1] == ["Money", 20, 30], "numbers are numbers"
    assert [[str(each) for each in row if each is not None] for row in rows] == [months, *FIGURES, *NOTES]
    assert book.worksheets[0].column_dimensions["A"].width == len("All themes together") + 2


@pytest.mark.parametrize(("theme", "says"), [
    ("money", "Money 30 ↑ More than a year earlier (20)"),
    ("school", "School 15 No clear difference from a year earlier"),
    ("health", "Health 20 ↑ More than a year earlier (<10)"),
    ("respect_safety", "Respect and safety <10 ↓ Less than a year earlier (25)"),
])  # fmt: skip
@pytest.mark.usefixtures("released")
def test_a_difference_is_named_from_ten_on(annelies: Browser, theme: str, says: str) -> None:
    assert card(annelies.get(PAGE), theme).startswith(says)


@pytest.mark.usefixtures("released")
def test_every_figure_that_is_too_small_says_why(annelies: Browser) -> None:
    page = annelies.get(PAGE)
    assert page.root is not None
    small = page.root.xpath("//table[@id='released']//td[normalize-space()='<10']")
    assert len(small) == 4
    assert all(cell.xpath("a[@href='#why']") for cell in small)
    assert "Why do I not see this?" in card(page, "respect_safety")
    assert "Why do I not see this?" in card(page, "health"), "of the year before"
    assert "Why do I not see this?" not in card(page, "money")
    assert "Fewer than ten in each period that tells of them: Other. Why do I not see this?" in page.words


def test_of_another_length_nothing_is_compared(app: Flask, annelies: Browser) -> None:
    with app.app_context():
        release((date(2025, 2, 1), date(2025, 7, 31)), 40, money=20, school=20)
        release(SUMMER_2026, 75, money=30, school=15)
        db.session.commit()
    page = annelies.get(PAGE)
    assert card(page, "money") == "Money 30 Of a year earlier there is no figure."
    assert "year earlier (" not in page.words
    assert page.words.count(UNEVEN) == 2
    assert table_of(page)[0] == ["Theme", "Feb–Jul 2025", "Apr–Jul 2026"]
    assert UNEVEN in annelies.get(f"{PAGE}table.csv").response.data.decode()


@pytest.mark.usefixtures("released")
def test_of_one_length_they_can_be_compared(annelies: Browser) -> None:
    assert UNEVEN not in annelies.get(PAGE).words


def test_a_period_that_crosses_new_year_names_both_years(app: Flask, annelies: Browser) -> None:
    with app.app_context():
        release((date(2025, 8, 1), date(2026, 1, 31)), 40, money=20, school=20)
        db.session.commit()
    assert table_of(annelies.get(PAGE))[0] == ["Theme", "Aug 2025–Jan 2026"]


def test_beside_a_small_figure_nothing_is_called_alike(app: Flask, annelies: Browser) -> None:
    with app.app_context():
        release(SUMMER_2025, 40, money=20, health=15)
        release(SUMMER_2026, 40, money=15, school=15)
        db.session.commit()
    page = annelies.get(PAGE)
    assert card(page, "money") == "Money 15 No clear difference from a year earlier"
    for theme in ("school", "health"):
        assert "year earlier" not in card(page, theme)


def test_only_the_total_is_told_where_themes_cannot_be(app: Flask, annelies: Browser) -> None:
    with app.app_context():
        release(SUMMER_2025, 40, money=20, school=15)
        release(SUMMER_2026, 20)
        db.session.commit()
    page = annelies.get(PAGE)
    assert [row[2] for row in table_of(page)[1:]] == ["–", "–", "–", "–", "–", "20"]
    assert "Of this period only the total is told." in page.words
    assert "Of April–July 2026 only the total is told" in page.words
    assert "↓ Less than a year earlier (40)" in page.words
    assert "By theme" not in page.words


@pytest.mark.usefixtures("released")
def test_what_happens_later_changes_nothing(app: Flask, annelies: Browser, worker: Browser) -> None:
    def shown() -> tuple[bytes, bytes]:
        page = annelies.get(PAGE)
        assert page.root is not None
        return tostring(page.root.xpath("//main")[0]), annelies.get(f"{PAGE}table.csv").response.data

    before = shown()
    log(app, worker, site="raayland", on="2026-07-20")
    log(app, worker, site="raayland")
    assert shown() == before


def test_a_school_without_figures_says_when_they_come(annelies: Browser) -> None:
    words = annelies.get(PAGE).words
    assert "There are no figures of this school yet. The first ones come from 15 December 2026 on." in words
    assert annelies.get(f"{PAGE}table.csv").status == 404


@pytest.mark.parametrize(("today", "comes"), [
    ("2026-11-23 12:00", None), ("2026-12-10 12:00", "15 April 2027"), ("2027-01-20 12:00", "15 April 2027"),
])  # fmt: skip
@pytest.mark.parametrize("opens", [True, False])
def test_only_a_school_that_begins_is_promised_figures_and_of_no_period_before_that(
    app: Flask, frozen: FrozenDateTimeFactory, today: str, comes: str | None, opens: bool
) -> None:
    with app.app_context():
        if opens:
            make.make_opening(
                db.session.get_one(Site, make.id_of(Site, "verweg")), date(2027, 1, 11), time(12), time(14)
            )
        db.session.commit()
    frozen.move_to(today)
    reader = Browser(app).signed_in("nora").in_language("en")
    words = reader.get(f"{PAGE}?site=verweg").words
    assert "There are no figures of this school yet." in words
    assert (f"The first ones come from {comes} on." in words) == (opens and comes is not None)
    assert ("The first ones come" in words) == (opens and comes is not None)
    report = reader.get("/figures/report?site=verweg&year=2026").words
    assert "until 30 November 2026 come on" not in report


@pytest.mark.usefixtures("released")
def test_it_says_fewer_than_ten_of_no_period_of_which_only_the_total_is_told(app: Flask, annelies: Browser) -> None:
    with app.app_context():
        release((date(2025, 8, 1), date(2025, 11, 30)), 200)
        db.session.commit()
    words = annelies.get(PAGE).words
    assert "Fewer than ten in each period that tells of them: Other." in words
    assert "Fewer than ten in each of these" not in words


@pytest.mark.parametrize(("today", "says"), [
    ("2026-11-30 12:00", "August–November still runs. These figures come from 15 December 2026 on."),
    ("2026-12-01 12:00", "August–November is over. These figures come from 15 December 2026 on."),
    ("2027-08-14 12:00", "April–July is over. These figures come from 15 August 2027 on. August–November still runs."),
])  # fmt: skip
@pytest.mark.usefixtures("released")
def test_what_is_to_come(annelies: Browser, frozen: object, today: str, says: str) -> None:
    frozen.move_to(today)  # type: ignore[attr-defined]
    assert says in annelies.signed_in("annelies").get(PAGE).words


@pytest.mark.parametrize(("opens", "says"), [(False, True), (True, False)])
def test_a_period_without_openings_says_so(app: Flask, annelies: Browser, opens: bool, says: bool) -> None:
    with app.app_context():
        release(SUMMER_2026)
        if opens:
            site = db.session.get(Site, make.id_of(Site, "raayland"))
            assert site is not None
            make.make_opening(site, date(2026, 5, 6), *(make.time(12), make.time(13)))
        db.session.commit()
    words = annelies.get(PAGE).words
    assert "All themes together came out below ten in this period." in words
    assert ("The JSP was not open then." in words) is says


@pytest.mark.usefixtures("released")
def test_a_theme_keeps_its_name_when_it_is_archived(app: Flask, annelies: Browser) -> None:
    with app.app_context():
        db.session.scalars(db.select(Theme).where(Theme.code == "money")).one().archived_on = date(2026, 8, 1)
        db.session.commit()
        forget_reference()
    assert table_of(annelies.get(PAGE))[1:] == FIGURES
