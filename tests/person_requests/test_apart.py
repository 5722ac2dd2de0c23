"""Two finds of one day read apart, for who may read them; where they do not they are numbered."""

from flask import Flask

from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.models.ground import Theme
from jsp.models.person_requests import PersonRequest, PersonRequestItem
from tests.browser import Browser
from tests.make import id_of
from tests.person_requests.test_requests import begin
from tests.retention import rows


def with_two(app: Flask, worker: Browser, theme: str) -> str:
    page = begin(worker)
    with app.app_context():
        ids = [rows.add_contact(app, days=3) for _ in range(2)]
        db.session.get_one(Contact, ids[0]).theme_id = id_of(Theme, theme)
        request = db.session.scalars(db.select(PersonRequest)).one()
        request.items += [PersonRequestItem(kind="contact", object_id=str(id)) for id in ids]
        db.session.commit()
    return page


def test_the_subject_tells_them_apart_for_who_may_read(app: Flask, worker: Browser, coordinator: Browser) -> None:
    page = with_two(app, worker, "school")
    with app.app_context():
        first, second = (db.session.get_one(Theme, id_of(Theme, each)).name_en for each in ("school", "money"))
    for where in (page, f"{page}/erase"):
        words = worker.get(where).words
        assert f"· {first}" in words
        assert f"· {second}" in words
        assert "(1)" not in words
    assert 'aria-label="Shown: A conversation, 20 November 2026 · Sanne' in worker.get(page).text
    theirs = coordinator.in_language("en").get(page).words
    assert first not in theirs
    assert "Sanne (1)" in theirs
    assert "Sanne (2)" in theirs


def test_what_reads_the_same_is_numbered(app: Flask, worker: Browser) -> None:
    page = with_two(app, worker, "money")
    for where in (page, f"{page}/erase"):
        words = worker.get(where).words
        assert "(1)" in words
        assert "(2)" in words
