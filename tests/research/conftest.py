"""What class V2B said of its lessons, as tests/evaluations has it, and a researcher."""

import csv
import io
import zipfile
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete

from jsp.extensions import db
from jsp.models.ground import Setting
from jsp.models.reference import forget_reference
from tests.browser import Browser
from tests.evaluations.conftest import fill as fill
from tests.evaluations.conftest import series_id as series_id
from tests.lessons.conftest import ground as ground

RESEARCH = "/research/"
Rows = list[dict[str, str]]


def agree(app: Flask, answer: str) -> None:
    with app.app_context():
        db.session.execute(delete(Setting).where(Setting.key == "research_export"))
        db.session.add(Setting(key="research_export", value=answer))
        db.session.commit()
        forget_reference()


@pytest.fixture
def agreed(app: Flask) -> None:
    """The JSP and the school agreed on it."""
    agree(app, "yes")


@pytest.fixture
def nora(app: Flask) -> Browser:
    """The researcher."""
    return Browser(app).signed_in("nora").in_language("en")


def taken_out(browser: Browser, **changes: Any) -> dict[str, str]:
    """The files in the zip that the button gives, by name."""
    answer = browser.client.post(RESEARCH, data=browser.get(RESEARCH).form(RESEARCH) | changes)
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        return {name: packed.read(name).decode("utf-8-sig") for name in packed.namelist()}


def table(files: dict[str, str], name: str) -> Rows:
    return list(csv.DictReader(io.StringIO(files[name], newline=""), delimiter=";"))
