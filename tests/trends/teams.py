"""The tables of the team's page as they stand on it, and conversations spread over two school years."""

import csv
import io
from datetime import date, time
from typing import Any
from uuid import uuid4

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.ground import Discipline, Outcome, Site, Theme
from jsp.models.team import Opening
from jsp.rules.contact import AskedBy, Channel, Level
from tests.browser import Browser, Page
from tests.make import id_of
from tests.trends.figures import record, usual

Table = dict[str, list[str]]
DAYS = (
    date(2025, 11, 24),
    date(2026, 3, 3),
    date(2026, 9, 1),
    date(2026, 10, 14),
    date(2026, 11, 16),
    date(2026, 11, 23),
)


def spread() -> None:
    """Thirty conversations at two sites, of all kinds. Flushes."""
    themes = [id_of(Theme, code) for code in ("money", "school", "health", "respect_safety")]
    outcomes = [id_of(Outcome, code) for code in ("listened", "referred", "advice_given")]
    coach = id_of(Discipline, "family_coach")
    for at in range(30):
        record(usual(
            id=uuid4(), site_id=id_of(Site, "raayland" if at % 4 == 0 else "gilde"), on=DAYS[at % len(DAYS)],
            theme_ids=tuple(themes[(at + more) % 4] for more in range(1 + at % 3)),
            outcome_ids=tuple(outcomes[(at + more) % 3] for more in range(1 + at % 2)),
            channel=list(Channel)[at % 3], asked_by=list(AskedBy)[at % 4], is_return=at % 5 == 0,
            level=Level.MBO_2 if at % 2 else None, discipline_id=coach if at % 5 < 2 else None,
        ))  # fmt: skip


def contacts(site: str | None = None) -> list[Contact]:
    """All conversations, of that site."""
    query = select(Contact) if site is None else select(Contact).where(Contact.site_id == id_of(Site, site))
    return list(db.session.scalars(query))


def open_on(day: date, *, site: str = "gilde", hours: int = 2) -> None:
    """An opening of so many hours from ten o'clock on. Flushes."""
    db.session.add(Opening(site_id=id_of(Site, site), on=day, starts=time(10), ends=time(10 + hours), room="1"))
    db.session.flush()


def table(page: Page, key: str = "over-time") -> Table:
    """The cells of each row by its name; the headings by "" ."""
    found: Table = {}
    for row in page.root.get_element_by_id(key).iter("tr"):  # type: ignore[union-attr]
        name, *cells = [" ".join("".join(cell.itertext()).split()) for cell in row if cell.tag in ("th", "td")]
        found["" if not found else name] = cells
    return found


def drawn(page: Page) -> dict[str, list[str | None]]:
    """What a chart reads of each row."""
    rows = page.root.get_element_by_id("over-time").findall(".//tbody/tr")  # type: ignore[union-attr]
    return {"".join(row[0].itertext()): [cell.get("data-value") for cell in row[1:]] for row in rows}


def text_file(browser: Browser, query: str = "", what: str = "table") -> list[list[str]]:
    """The tables as CSV."""
    data = browser.client.get(f"/trends/{what}.csv{query}").get_data().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(data), delimiter=";"))


def number(cells: list[str], at: int = -1) -> int:
    """A figure of a row."""
    return int(cells[at])


def team(browser: Browser, query: str = "", name: str = "sanne") -> Page:
    """The page as somebody sees it, in English. Commits."""
    db.session.commit()
    return browser.signed_in(name).in_language("en").get(f"/trends/{query}")


def made(**more: Any) -> Contact:
    """A conversation. Flushes."""
    return record(usual(**more))
