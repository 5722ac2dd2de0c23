"""Two corrections of one partner at the same moment become one; of two who settle it one is told."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import delete, select

from jsp.blueprints.directory.service import corrections as service
from jsp.extensions import db
from jsp.models.directory import CorrectionState, PartnerCorrection
from jsp.models.directory_rows import get_partner
from jsp.rules.refusal import DomainError
from jsp.verbs.corrections import propose_correction
from tests import make
from tests.referrals.rows import add_partner
from tests.together import at_once

Look = Callable[[], None]
SAID: tuple[dict[str, str], ...] = ({"times": "maandag"}, {"place": "Plein 1"})


@pytest.fixture
def partner(committing: Flask) -> int:
    with committing.app_context():
        db.session.execute(delete(PartnerCorrection))
        id = add_partner(f"Grip {uuid4().hex}")
        db.session.commit()
        return id


def proposing(id: int, fields: dict[str, str]) -> Callable[[Look], Any]:
    def act(looked: Look) -> None:
        found = get_partner(id)
        looked()
        propose_correction(found, fields, key=uuid4())

    return act


def rows(app: Flask) -> list[tuple[CorrectionState, dict[str, str]]]:
    with app.app_context():
        return [(row.state, row.fields) for row in db.session.scalars(select(PartnerCorrection))]


def test_what_two_say_at_once_is_one_correction(committing: Flask, partner: int) -> None:
    assert at_once(committing, *(proposing(partner, fields) for fields in SAID)) == [None, None]
    assert rows(committing) == [(CorrectionState.OPEN, {"times": "maandag", "place": "Plein 1"})]


def test_of_two_who_settle_it_at_once_one_is_told(committing: Flask, partner: int) -> None:
    at_once(committing, proposing(partner, SAID[0]))
    with committing.app_context():
        id = db.session.scalars(select(PartnerCorrection.id)).one()

    def settling(accepts: bool) -> Callable[[Look], Any]:
        def act(looked: Look) -> None:
            row, by = service.get_correction(id), make.person("sanne")
            row.partner = get_partner(partner)
            seen = service.mark(row)
            looked()
            if accepts:
                service.accept(row, seen=seen, key=uuid4(), by=by)
            else:
                service.decline(row, seen=seen, key=uuid4())

        return act

    told = [each for each in at_once(committing, settling(True), settling(False)) if each is not None]
    assert [type(each) for each in told] == [DomainError]
    (state, _fields), = rows(committing)  # fmt: skip
    with committing.app_context():
        assert (get_partner(partner).times == "maandag") is (state is CorrectionState.ACCEPTED)
