"""The way to somebody, in one tap from the page of a conversation."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.directory import PartnerKind, Signpost
from jsp.models.directory_index import forget_directory
from jsp.models.ground import Site
from tests.browser import Browser, Page
from tests.intake.desk import log
from tests.make import id_of
from tests.referrals.steps import partner


@pytest.fixture(autouse=True)
def forgets(app: Flask) -> Iterator[None]:
    """The directory of another test is not this one's."""
    with app.app_context():
        forget_directory()
    yield
    with app.app_context():
        forget_directory()


def ways(page: Page) -> list[int]:
    """Whose card can be had in one tap, in the order of the page."""
    sent_to = [str(form.get("action")) for form in page.forms()]
    return [int(each.split("/")[2]) for each in sent_to if each.endswith("/signpost")]


def at_gilde(app: Flask, worker: Browser) -> UUID:
    return log(app, worker, site="gilde")


def test_one_tap_on_the_contact_gives_the_card_and_is_counted(app: Flask, worker: Browser) -> None:
    entry = partner(app)
    page = worker.get(f"/intake/contacts/{at_gilde(app, worker)}")
    tapped = f"/directory/{entry}/signpost"
    card = worker.post(tapped, page.form(tapped), follow=True)
    with app.app_context():
        [kept] = db.session.scalars(select(Signpost))
        assert (kept.partner_id, kept.site_id) == (entry, id_of(Site, "gilde"))
    assert (card.status, card.heading) == (200, "Grip Geldhulp")


def test_three_stand_there_in_the_order_of_who_refers(app: Flask, worker: Browser) -> None:
    line = partner(app, name="Aa Lijn", kind=PartnerKind.LINE)
    made = [partner(app, name=name) for name in ("Dd", "Bb", "Cc")]
    contact = at_gilde(app, worker)
    offered = ways(worker.get(f"/referrals/new/contact/{contact}"))
    assert offered == [made[1], made[2], made[0], line]
    assert ways(worker.get(f"/intake/contacts/{contact}")) == offered[:3]


def test_only_what_fits_the_theme_the_school_and_a_pupil(app: Flask, worker: Browser) -> None:
    here = partner(app, name="Hier", sites=("raayland", "gilde"))
    for name, more in (
        ("Daar", {"sites": ("raayland",)}), ("School", {"themes": ("school",)}), ("Wij", {"is_for_pupils": False}),
    ):  # fmt: skip
        partner(app, name=name, **more)
    assert ways(worker.get(f"/intake/contacts/{at_gilde(app, worker)}")) == [here]


def test_nobody_for_it_is_no_heading(app: Flask, worker: Browser) -> None:
    assert 'id="ways"' not in worker.get(f"/intake/contacts/{at_gilde(app, worker)}").text
