"""The own account: name, language, and who signed in as me."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from tests.browser import Browser, Page
from tests.make import person

PROFILE = "/accounts/profile"


def save(by: Browser, **values: Any) -> Page:
    return by.post(PROFILE, by.get(PROFILE).form(PROFILE) | values)


def test_another_name_and_language_count_at_once(app: Flask, worker: Browser) -> None:
    assert save(worker, first_name="San", language="en").status == 303
    worker.language = "en"
    assert worker.get("/today/").heading == "Today"
    with app.app_context():
        assert person("sanne").first_name == "San"


@pytest.mark.parametrize("values", [{"first_name": "  "}, {"first_name": "x" * 81}, {"language": "fr"}])
def test_what_cannot_be_is_refused(app: Flask, worker: Browser, values: dict[str, str]) -> None:
    page = save(worker, **values)
    assert (page.status, "Nog niet opgeslagen." in page.words) == (422, True)
    with app.app_context():
        assert (person("sanne").first_name, person("sanne").language) == ("Sanne", "nl")


def test_the_profile_tells_who_signed_in_as_me_this_month(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    Browser(app).signed_in("bart")
    frozen.tick(timedelta(days=32))
    Browser(app).signs_in("bart", "niet-mijn-wachtwoord")
    mine = Browser(app).signed_in("bart")
    words = mine.get(PROFILE).words
    assert "vr 25 dec 12.30 verkeerd wachtwoord of verkeerde code" in words
    assert "ma 23 nov" not in words
