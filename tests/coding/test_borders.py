"""A border is moved of words on which a finding rests: that goes along, or stays with who else coded them."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import joinedload

from jsp.extensions import db
from jsp.models.coding import Passage
from jsp.models.findings import Evidence, Finding
from tests.browser import Browser
from tests.coding.steps import press
from tests.coding.test_passages import borders, memo_of, passage
from tests.coding.test_texts import CAFE, Place, give, place, undo
from tests.findings.rows import add_finding

__all__ = ["place"]
SHORTER = "café-gesprek 😀 hielp: één"
STAYS = "the finding stays with those"


def rest_on(app: Flask, where: str) -> None:
    """Let a finding rest on the passage of this address."""
    with app.app_context():
        add_finding(on=[db.session.get_one(Passage, id_of(where))])
        db.session.commit()


def id_of(where: str) -> UUID:
    return UUID(where.partition("?")[0].rpartition("/")[2])


def behind(app: Flask) -> list[str]:
    """The words on which findings rest."""
    with app.app_context():
        query = select(Passage).join(Evidence, Evidence.passage_id == Passage.id).options(joinedload(Passage.text))
        return [each.text.words[each.starts : each.ends] for each in db.session.scalars(query)]


def test_of_words_that_nobody_else_coded_it_goes_along(app: Flask, worker: Browser, place: Place) -> None:
    give(worker.in_language("en"), place, CAFE, place.rest)
    where = passage(worker, place)
    rest_on(app, where)
    assert "The findings that rest on these words go along." in worker.get(where).words
    led_to = borders(worker, where, "end_earlier").response.headers["Location"]
    assert behind(app) == [SHORTER]
    assert STAYS not in worker.get(led_to).words


def test_of_words_that_others_coded_it_stays_and_the_page_says_so(
    app: Flask, worker: Browser, colleague: Browser, place: Place
) -> None:
    for browser in (worker, colleague):
        give(browser.in_language("en"), place, CAFE, place.rest)
    where = passage(worker, place)
    rest_on(app, where)
    assert "somebody else coded them too" in worker.get(where).words
    led_to = borders(worker, where, "end_earlier").response.headers["Location"]
    assert led_to.partition("?")[0] != where.partition("?")[0]
    assert STAYS in worker.get(led_to).words
    assert behind(app) == [CAFE]
    assert "Voorbereiden kost meer tijd" in colleague.get(passage(colleague, place)).words
    led_to = borders(worker, passage(worker, place), "end_later").response.headers["Location"]
    assert STAYS not in worker.get(led_to).words, "back where it rests nothing stays behind"


def test_a_code_that_another_took_off_holds_nothing_back(
    app: Flask, worker: Browser, colleague: Browser, place: Place
) -> None:
    for browser in (worker, colleague):
        give(browser, place, CAFE, place.rest)
    undo(colleague, place)
    where = passage(worker, place)
    rest_on(app, where)
    press(worker, memo_of(worker, where, "passages"), memo="Let op de toon")
    borders(worker, where, "end_earlier")
    assert behind(app) == [SHORTER]
    assert "Let op de toon" in worker.get(passage(worker, place)).words


@pytest.mark.parametrize("rests_there", [False, True])
def test_it_goes_along_to_words_that_are_a_passage_already(
    app: Flask, worker: Browser, colleague: Browser, place: Place, rests_there: bool
) -> None:
    give(worker.in_language("en"), place, CAFE, place.rest)
    give(colleague, place, SHORTER, place.time)
    where, there = passage(worker, place), passage(colleague, place)
    rest_on(app, where)
    press(worker, memo_of(worker, where, "passages"), memo="Van mij")
    press(colleague, memo_of(colleague, there, "passages"), memo="Van haar")
    if rests_there:
        with app.app_context():
            finding = db.session.scalars(select(Finding)).one()
            group_id = db.session.scalars(select(Evidence.group_id)).one()
            db.session.add(Evidence(id=id_of(there), finding_id=finding.id, group_id=group_id,
                                    passage_id=id_of(there), place=1))  # fmt: skip
            db.session.commit()
    led_to = borders(worker, where, "end_earlier").response.headers["Location"]
    assert behind(app) == [SHORTER]
    page = worker.get(led_to)
    assert "Van mij" in page.words
    assert "Van haar" in page.words
    assert STAYS not in page.words
