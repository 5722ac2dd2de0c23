"""Charts say what the tables under them say, break no rule of the page, and are not needed to read it."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.e2e.conftest import Opener

pytestmark = pytest.mark.parametrize("live", ["sqlite"], indirect=True)
BROKEN = """
    window.broken = [];
    document.addEventListener("securitypolicyviolation", (event) => window.broken.push(event.violatedDirective));
"""
READ = """() => [...document.querySelectorAll("figure[data-chart]")].map((figure) => {
    const table = document.getElementById(figure.dataset.table);
    const heads = [...table.querySelectorAll("thead th")].slice(1).filter((head) => head.dataset.total === undefined);
    const rows = [...table.querySelectorAll("tbody tr")].filter((row) => row.dataset.row === figure.dataset.row);
    const cells = rows.flatMap((row) => heads.map((_, at) => row.cells[at + 1]));
    const svg = figure.querySelector("svg");
    return {
        heads: heads.map((head) => head.dataset.short),
        cells: cells.map((cell) => (cell.dataset.value === undefined ? "–" : cell.textContent)),
        texts: [...svg.querySelectorAll("text")].map((text) => text.textContent),
        label: svg.getAttribute("aria-label"), role: svg.getAttribute("role"),
        isStyled: svg.querySelector("[style], style, animate") !== null,
    };
})"""
SMALL = """
<figure data-chart="bars" data-table="small" data-row="a" data-label="x" id="drawn"></figure>
<table id="small"><thead><tr><th scope="col">theme</th><th scope="col">now</th></tr></thead>
<tbody><tr data-row="a"><th>a</th><td data-value="">&lt;10</td></tr></tbody></table>
"""
ADD = """async (small) => {
    document.querySelector("main").insertAdjacentHTML("beforeend", small);
    await import(document.querySelector("script[data-engine]").src + "&again");
}"""


def charts(page: Page, address: str) -> list[dict[str, Any]]:
    """What each chart of the page shows, and what it should."""
    noise: list[str] = []
    page.on("console", lambda message: noise.append(message.text))
    page.on("pageerror", lambda error: noise.append(str(error)))
    page.add_init_script(BROKEN)
    page.goto(address)
    page.wait_for_selector("figure[data-chart] svg")
    page.wait_for_selector("figure[data-chart]:not(:has(svg))", state="detached")
    found: list[dict[str, Any]] = page.evaluate(READ)
    assert (page.evaluate("window.broken"), noise) == ([], [])
    return found


@pytest.mark.parametrize("width", [360, 1280])
def test_a_chart_shows_the_figures_of_its_table(opened: Opener, width: int) -> None:
    page = opened(by="sanne", viewport={"width": width, "height": 800})
    found = charts(page, "/trends/")
    assert len(found) > 5
    for each in found:
        assert sorted(each["texts"]) == sorted(each["heads"] + each["cells"])
        assert (each["role"], each["isStyled"]) == ("img", False)
        assert all(cell in each["label"] for cell in each["cells"] if cell != "–")
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_where_there_is_no_room_it_says_the_highest(opened: Opener) -> None:
    for each in charts(opened(by="sanne"), "/trends/?grain=week&year=2025"):
        figures = [cell for cell in each["cells"] if cell != "–"]
        shown = [text for text in each["texts"] if text in figures and text not in each["heads"]]
        assert max(figures, key=int) in each["texts"] or max(figures, key=int) == "0"
        assert len(shown) <= 1
        assert max(figures, key=int) in each["label"]


def test_figures_that_are_not_shown_are_drawn_with_their_words(opened: Opener) -> None:
    page = opened(by="sanne")
    charts(page, "/trends/")
    page.evaluate(ADD, SMALL)
    page.wait_for_selector("#drawn svg")
    assert sorted(page.locator("#drawn text").all_text_contents()) == ["<10", "now"]
    assert page.locator("#drawn path[stroke-dasharray]").count() == 1
    assert page.evaluate("window.broken") == []


def test_without_script_the_table_is_all_there(opened: Opener) -> None:
    page = opened(by="sanne", java_script_enabled=False)
    page.goto("/trends/")
    assert page.locator("#over-time tbody tr").count() > 5
    assert page.locator("figure:visible").count() == 0
    assert page.locator(".jsp-legend--drawn:visible").count() == 0
    page.locator("#grain").select_option("year")
    page.locator(".jsp-trend__choose button").click()
    assert "2025-2026" in page.locator("#over-time thead").inner_text()


def test_on_paper_charts_and_tables_stand(opened: Opener) -> None:
    page = opened(by="sanne")
    charts(page, "/trends/")
    page.emulate_media(media="print")
    assert page.locator("figure svg").first.is_visible()
    assert page.locator("#over-time").is_visible()
    assert not page.locator(".jsp-trend__choose").is_visible()
