"""Taking out and bringing in, for the tests of exchange, and what is kept of it."""

import io
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Flask
from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.coding import Code, Codebook, Coding, Passage
from jsp.models.talk_texts import TalkText
from jsp.rules.qda import Project
from jsp.rules.qda_read import read_project
from jsp.rules.qda_zip import unpack
from tests.browser import Browser, Page
from tests.focus_groups import rows

PAGE, OUT, BRING, KEEP = (
    "/coding/exchange",
    "/coding/exchange/project",
    "/coding/exchange/project/bring",
    "/coding/exchange/project/keep",
)
CODES, KEEP_CODES = "/coding/exchange/codes", "/coding/exchange/codes/keep"


@dataclass(frozen=True)
class Coded:
    """A talk with a text, in which two people coded."""

    group: UUID
    text: UUID
    book: UUID
    calm: UUID
    question: UUID


def coded(app: Flask, **more: Any) -> Coded:
    """Sanne and Renske hold it."""
    with app.app_context():
        group, text = rows.add_told(**{"holders": ("sanne", "renske"), **more})
        book = rows.add_book()
        calm = rows.add_code(book, "Rust & orde", definition="Wat rust gaf")
        question = rows.add_code(book, "Één vraag 😀", parent=calm, place=1)
        rows.add_coding(text, calm, "We wilden rust in de klas").memo = "Twijfel: <rust>?"
        row = rows.add_coding(text, question, "😀 hielp: één vraag")
        db.session.get(Passage, row.passage_id).memo = "Kern van dit gesprek"
        rows.add_coding(text, calm, "café-gesprek 😀 hielp", by="renske")
        rows.add_coding(text, calm, "Iedereen knikte.").is_off = True
        db.session.commit()
        return Coded(group.id, text.id, book.id, calm.id, question.id)


def take_out(by: Browser, *talks: UUID, where: str = OUT, **more: Any) -> bytes:
    """The file."""
    answer = by.client.post(where, data=_wanted(by, talks) | more)
    assert answer.status_code == 200, answer.data[:5000]
    assert "attachment" in answer.headers["Content-Disposition"]
    return answer.data


def ask(by: Browser, *talks: UUID, where: str = OUT, **more: Any) -> Page:
    """The page that comes where there is no file."""
    return by.post(where, _wanted(by, talks) | more)


def _wanted(by: Browser, talks: Iterable[UUID]) -> dict[str, Any]:
    return by.get(PAGE).form(OUT) | {"talks": [str(each) for each in talks]}


def project(data: bytes) -> Project:
    """What is in the file."""
    return read_project(unpack(data))


def look(by: Browser, data: bytes, talk: UUID, **more: Any) -> Page:
    """Choose a project file, and see what would come."""
    values = by.get(BRING).form(BRING) | {"file": (io.BytesIO(data), "van-elders.qdpx"), "talk": str(talk)}
    return by.post(BRING, values | more)


def bring(by: Browser, data: bytes, talk: UUID, **more: Any) -> Page:
    """The same, and say yes."""
    page = look(by, data, talk)
    assert page.status == 200, page.words
    return by.post(KEEP, page.form(KEEP) | people(page) | more, follow=True)


def people(page: Page) -> dict[str, str]:
    """For whoever is not known here the first one who is offered."""
    fields = {each.get("name"): list(each.iter("option")) for each in page._all("select")}
    asked = {name: found for name, found in fields.items() if name.startswith("coders-")}
    return {name: found[1].get("value") for name, found in asked.items() if not page.form(KEEP)[name]}


def look_codes(by: Browser, data: bytes, **more: Any) -> Page:
    """Choose a codebook file, and see what would come."""
    values = by.get(CODES).form(CODES) | {"file": (io.BytesIO(data), "van-elders.qdc")}
    return by.post(CODES, values | more)


def counted(app: Flask) -> dict[str, int]:
    """How much there is."""
    with app.app_context():
        tables = (Codebook, Code, TalkText, Passage, Coding)
        return {each.__tablename__: db.session.scalar(select(func.count()).select_from(each)) or 0 for each in tables}
