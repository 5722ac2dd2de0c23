"""A file with the directory, sent as the page does it."""

import io
from typing import Any

from openpyxl import load_workbook

from tests.browser import Browser, Page

IMPORT = "/directory/import"
CONFIRM = f"{IMPORT}/confirm"
HEAD = "naam;soort;thema's;hulp;aanbod;telefoon"
GRIP = f"{HEAD}\nGrip Geldhulp;organisatie;Geld;licht;Helpt je met geld.;0478-000111\n"


def send(by: Browser, data: bytes | str, name: str = "kaart.csv") -> Page:
    data = data.encode() if isinstance(data, str) else data
    page = by.get(IMPORT)
    form = next(each for each in page.forms() if each.get("enctype"))
    values = {each.get("name"): each.get("value") or "" for each in form.iter() if each.get("name")}
    return by.post(IMPORT, values | {"file": (io.BytesIO(data), name)})


def confirm(by: Browser, page: Page) -> Page:
    return by.post(CONFIRM, page.form(CONFIRM), follow=True)


def export(by: Browser, kind: str) -> bytes:
    response = by.client.get(f"/directory/export.{kind}")
    assert response.status_code == 200
    return response.get_data()


def cells(data: bytes) -> list[tuple[Any, ...]]:
    return list(load_workbook(io.BytesIO(data)).worksheets[0].iter_rows(values_only=True))
