"""What is said of a project to stay behind, before anything of it comes."""

from dataclasses import replace
from uuid import UUID

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.rules.qda import QdaSet
from jsp.rules.qda_write import write_project
from tests.browser import Browser
from tests.coding.exchange import coded, look, take_out
from tests.focus_groups import rows
from tests.rules.test_qda_round_trip import PROJECT


@pytest.fixture
def sanne(app: Flask) -> Browser:
    return Browser(app).signed_in("sanne").in_language("en")


def test_of_what_we_took_out_ourselves_nothing_stays_behind(app: Flask, sanne: Browser) -> None:
    made = coded(app)
    page = look(sanne, take_out(sanne, made.group), made.group)
    assert (page.status, page.heading) == (200, "This is in the project")
    assert "What does not come" not in page.words


def test_a_set_that_does_not_come_is_told_by_what_it_kept_together(app: Flask, sanne: Browser) -> None:
    some = replace(PROJECT, sets=(QdaSet(UUID(int=90), "Klas 2", (PROJECT.codes[0].guid,), ()),))
    with app.app_context():
        talk = rows.add_group().id
        db.session.commit()
    words = look(sanne, write_project(some), talk).words
    assert "What does not come 1 set by which texts or codes were kept together" in words
