"""Files with scores, and those who bring them in; pages in English, for the words stand in the code."""

import io
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from openpyxl import Workbook
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.waves import MeasurementWave
from tests.browser import Browser, Page

NEW, ADD = "/waves/new", "/waves/add"
HEAD = "eenheid;schaal;gemiddelde;sd;n"
GOOD = f"{HEAD}\npo;taakmotivatie;3,84;0,61;511\nvo;taakmotivatie;3,52;;540\npo;welbevinden met leraren;4.02;0.7;509\n"
BASELINE = Path(__file__).parent / "baseline_2019"


def look(by: Browser, data: str | bytes, kind: str = "cool-pupils", where: str = NEW, **more: Any) -> Page:
    """Choose a file, and look at what is in it; `where` it is for."""
    data = data.encode() if isinstance(data, str) else data
    values = by.get(where).form(where) | {"file": (io.BytesIO(data), "scores.xlsx")}
    return by.post(where, values | ({"kind": kind, "year": "2026", **more} if where == NEW else more))


def keep(by: Browser, page: Page, where: str = ADD, **more: Any) -> Page:
    """Say yes to what was shown."""
    return by.post(where, page.form(where) | {"new_units": "y"} | more, follow=True)


def bring_in(
    by: Browser, data: str | bytes = GOOD, kind: str = "cool-pupils", year: str = "2026", rights: str = "y"
) -> int:
    """A wave with these scores, of which the rights are settled; its number."""
    page = look(by, data, kind, year=year, rights_settled=rights)
    answer = by.post(ADD, page.form(ADD) | {"new_units": "y"})
    return int(answer.response.headers["Location"].rpartition("/")[2])


def press(by: Browser, id: int, act: str) -> Page:
    """The button of this name on the page of the wave."""
    where = f"/waves/{id}/{act}"
    return by.post(where, by.get(f"/waves/{id}").form(where), follow=True)


def xlsx(*rows: tuple[Any, ...]) -> bytes:
    """A workbook of which the second sheet holds these rows."""
    book, out = Workbook(), io.BytesIO()
    book.active.title = "Uitleg"
    page = book.create_sheet("Scores")
    for row in rows:
        page.append(row)
    book.save(out)
    return out.getvalue()


def waves(app: Flask) -> list[MeasurementWave]:
    """All that are kept."""
    with app.app_context():
        found = list(db.session.scalars(select(MeasurementWave).order_by(MeasurementWave.id)))
        for each in found:
            assert each.scores is not None  # read while there is a session
        return found


@pytest.fixture
def nora(app: Flask) -> Browser:
    """The researcher."""
    return Browser(app).signed_in("nora").in_language("en")


@pytest.fixture
def renske(app: Flask) -> Browser:
    """The coordinator, who keeps waves too."""
    return Browser(app).signed_in("renske").in_language("en")


@pytest.fixture
def bart(app: Flask) -> Browser:
    """A mentor, who reads what was released."""
    return Browser(app).signed_in("bart").in_language("en")
