"""Answers about people of a project file whom nobody asked about."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.coding import Coding
from tests import make
from tests.browser import Browser
from tests.coding.exchange import KEEP, coded, look, take_out
from tests.coding.test_exchange_in import emptied, sanne

__all__ = ["sanne"]


@pytest.mark.parametrize("more", ["2", "39", "\u00b2", "9" * 40, "x"])
def test_an_answer_about_somebody_who_was_not_asked_about_breaks_nothing(app: Flask, sanne: Browser, more: str) -> None:
    made = coded(app)
    data = take_out(sanne, made.group)
    emptied(app)
    page = look(sanne, data, made.group)
    with app.app_context():
        id = str(make.person("sanne").id)
    answer = sanne.post(KEEP, page.form(KEEP) | {f"coders-{more}": id}, follow=True)
    is_number = more in ("2", "39")
    assert ("Choose the file again." in answer.words) == is_number
    with app.app_context():
        assert bool(db.session.scalar(select(func.count()).select_from(Coding))) != is_number
