"""A number of thousands of digits is no version of a text: it was changed, as far as we know, and nothing is stored."""

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.coding import Coding
from tests.browser import Browser
from tests.focus_groups import rows


@pytest.mark.parametrize("version", ["1" * 5000, "9" * 13, "-1", "١", "x", ""])
def test_a_line_is_coded_in_a_version_that_exists(app: Flask, worker: Browser, version: str) -> None:
    with app.app_context():
        text = rows.add_text(rows.add_group())
        code = rows.add_code(rows.add_book(), "Rust")
        db.session.commit()
        where, code_id = f"/coding/texts/{text.id}/lines/2?whose=mine", str(code.id)
    page = worker.post(where, worker.get(where).form(where) | {"codes": code_id, "version": version})
    assert page.status == 422
    with app.app_context():
        assert db.session.scalar(select(Coding.id)) is None
