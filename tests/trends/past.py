"""A table of past conversations that is brought in through the front door, and what is counted of it."""

import io
from collections import Counter
from typing import Any

from flask import Flask
from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.tallies import PastContact, ThemeTally
from jsp.rules import tally
from jsp.rules.tally import Cell, Cells
from tests.browser import Browser, Page

PLACE = "/trends/history"
NEW = f"{PLACE}/new"
HEAD = "datum;thema;kanaal;wie vroeg;uitkomst;niveau;nieuw of terug;aantal"
GOOD = f"""{HEAD}
2-9-2024;Geld;inloop;leerling;Verwezen;havo;nieuw;1
3-9-2024;School;telefoon;ouder;Luisterend oor;;nieuw;
5-9-2024;Gezondheid;inloop;leerling;advies;vmbo-t;terug;2
"""


def send(by: Browser, data: bytes | str, site: str = "Raayland", name: str = "gesprekken.csv") -> Page:
    page, data = by.get(NEW), data.encode() if isinstance(data, str) else data
    sites = {option.text: option.get("value") for option in page.root.iter("option")}  # type: ignore[union-attr]
    return by.post(NEW, page.form(NEW) | {"site": sites[site], "file": (io.BytesIO(data), name)})


def columns(by: Browser, page: Page, **chosen: str) -> Page:
    return by.post(f"{PLACE}/columns", page.form(f"{PLACE}/columns") | chosen)


def look(by: Browser, data: bytes | str, **chosen: str) -> Page:
    return columns(by, send(by, data), **chosen)


def add(by: Browser, page: Page, **chosen: str) -> Page:
    return by.post(f"{PLACE}/add", page.form(f"{PLACE}/add") | chosen, follow=True)


def tallies(app: Flask) -> Cells:
    with app.app_context():
        rows = db.session.scalars(select(ThemeTally).where(ThemeTally.number != 0)).all()
        return Counter({Cell(*(getattr(row, name) for name in Cell._fields)): row.number for row in rows})


def recounted(app: Flask) -> Cells:
    with app.app_context():
        found: Cells = Counter()
        for row in db.session.scalars(select(PastContact)):
            found += tally.cells(row)
        return found


def count(app: Flask, table: Any = PastContact) -> int:
    with app.app_context():
        return db.session.scalar(select(func.count()).select_from(table)) or 0


def back(by: Browser) -> Page:
    """Take back what was brought in first in the list."""
    address = next(link.get("href") for link in by.get(PLACE).root.iter("a") if "take-back" in (link.get("href") or ""))
    return by.post(address, by.get(address).form(address), follow=True)
