"""The ready sentence that asks somebody to come by: as a young person reads it."""

from datetime import date, time

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory

from jsp.extensions import db
from jsp.models.ground import Site
from jsp.models.team import TeamMember
from tests.browser import Browser
from tests.make import id_of, make_opening
from tests.messages.asker import press
from tests.messages.test_inbox import question

GILDE = "Kom maandag 23 november tussen 12.15 en 13.30 uur naar ruimte 0.12, Gilde."
RAAYLAND = "Of kom dinsdag 24 november tussen 12.00 en 14.30 uur naar lokaal 0.12, Raayland."
LATER = "Of kom woensdag 25 november tussen 12.15 en 13.30 uur naar ruimte 0.12, Gilde."
FAR = "Of kom donderdag 26 november tussen 09.00 en 10.00 uur naar lokaal 0.12, Verweg."


def said(app: Flask, address: str) -> str:
    """What the button puts in an answer that is empty still."""
    worker, chip = Browser(app).signed_in("sanne"), f"{address}/chip/come"
    return str(press(worker, address, chip).form(f"{address}/answer")["text"]).strip()


@pytest.mark.parametrize(("at", "text"), [
    ("2026-11-23 09:00", f"Wil je erover praten? {GILDE} {RAAYLAND} Vraag naar Sanne."),
    ("2026-11-23 13:00", f"Wil je erover praten? {RAAYLAND.replace('Of kom', 'Kom')} Vraag naar Sanne. "
                         f"{LATER} Vraag naar Lieke."),
])  # fmt: skip
def test_it_tells_where_to_come_in_order_of_time(app: Flask, frozen: FrozenDateTimeFactory, at: str, text: str) -> None:
    frozen.move_to(at)
    assert said(app, question(app, frozen)) == text


def test_whom_to_ask_for_stands_once_for_openings_in_a_row(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    address = question(app, frozen)
    with app.app_context():
        lieke = db.session.scalars(db.select(TeamMember).where(TeamMember.first_name == "Lieke")).one()
        make_opening(db.session.get_one(Site, id_of(Site, "verweg")), date(2026, 11, 26), time(9), time(10), lieke)
        db.session.commit()
    assert said(app, address).endswith(f"{GILDE} {RAAYLAND} Vraag naar Sanne. {FAR} Vraag naar Lieke.")


def test_of_one_site_there_is_one_opening(app: Flask, frozen: FrozenDateTimeFactory) -> None:
    address = question(app, frozen, site="raayland")
    assert said(app, address) == f"Wil je erover praten? {RAAYLAND.replace('Of kom', 'Kom')} Vraag naar Sanne."
