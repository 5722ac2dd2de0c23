"""Periods of which figures are released in tests, and the table of the page of a school."""

from datetime import date

from tests.browser import Page

Days = tuple[date, date]
SUMMER_2025: Days = (date(2025, 4, 1), date(2025, 7, 31))
SUMMER_2026: Days = (date(2026, 4, 1), date(2026, 7, 31))


def table_of(page: Page) -> list[list[str]]:
    """The cells of each row, the headings first."""
    assert page.root is not None
    [table] = page.root.xpath("//table[@id='released']")
    return [[cell.text_content().strip() for cell in row.xpath("th|td")] for row in table.iter("tr")]
