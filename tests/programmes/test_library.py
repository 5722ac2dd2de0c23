"""The programmes of this JSP: taken over from what comes with the app, read, archived."""

import pytest
from flask import Flask

from jsp.models.ground import Site
from tests import make
from tests.browser import Browser
from tests.programmes.conftest import LESSON, press, take_over, versions

LIBRARY = "/programmes/"


def test_who_keeps_programmes_takes_over_what_comes_with_the_app(app: Flask, keeper: Browser) -> None:
    page = keeper.get(LIBRARY)
    assert "There are no programmes yet." in page.words
    assert all(name in page.words for name in ("Respect", "Bouwen aan vertrouwen", "WIsH"))
    page = take_over(keeper, "wish")
    assert "8 lessons" in page.words
    assert "/programmes/usual/wish/add" not in page.text
    [version] = versions(app, "wish")
    assert (version.number, version.note, len(version.content.lessons)) == (1, "As it comes with this app.", 8)


def test_taken_over_twice_it_is_there_once(app: Flask, keeper: Browser) -> None:
    where = "/programmes/usual/respect/add"
    values, later = (keeper.get(LIBRARY).form(where) for _ in range(2))
    keeper.post(where, values, follow=True)
    assert "This was sent before" in keeper.post(where, values, follow=True).words
    assert "There is a programme with the code respect already" in keeper.post(where, later, follow=True).words
    assert len(versions(app)) == 1


def test_a_programme_shows_its_balance_and_what_it_lacks(respect: None, keeper: Browser) -> None:
    page = keeper.get("/programmes/respect")
    assert "Verbal 254 min Mental 99 min Physical 130 min" in page.words
    assert page.words.count("No part works by: physical.") == 1
    assert "Vanaf {date} krijgt de klas" in page.words


def test_a_lesson_shows_who_does_what(respect: None, giver: Browser) -> None:
    page = giver.get(LESSON)
    assert page.heading == "3. Wat je zegt en hoe je het zegt"
    assert "10 min ★ common thread: Grap of niet? Stellingen met vier hoeken" in page.words
    assert "Form tutor leads JSP supports." in page.words
    assert "Welke grap vind jij niet leuk" in page.words
    assert "Vaktaal" not in page.words, "the link with work placement is for vocational colleges"


def test_at_a_college_a_lesson_has_its_link_with_the_profession(app: Flask, respect: None, giver: Browser) -> None:
    with app.app_context():
        bart = make.person("bart")
        bart.sites.append(make.db.session.get_one(Site, make.id_of(Site, "gilde")))
        make.db.session.commit()
    assert "Vaktaal, appen met collega’s" in giver.get(LESSON).words


def test_a_long_lesson_is_a_hint(respect: None, keeper: Browser) -> None:
    press(keeper, f"{LESSON}/edit", note="Langer", parts_0_minutes="40")
    assert "This takes more than 60 minutes." in keeper.get(LESSON).words


@pytest.mark.parametrize("where", [
    "/programmes/none", "/programmes/respect/2", "/programmes/respect/lessons/9", "/programmes/respect/2/lessons/1",
    "/programmes/none/versions", "/programmes/respect/2/file", "/programmes/respect/lessons/9/edit",
    "/programmes/respect/compare?after=7", f"/programmes/respect/compare?before={10**20}",
    f"/programmes/respect/{'9' * 20}",
])  # fmt: skip
def test_what_is_not_there_is_missing(respect: None, keeper: Browser, where: str) -> None:
    assert keeper.get(where).status == 404


def test_an_archived_programme_can_come_back(respect: None, keeper: Browser) -> None:
    values = keeper.get("/programmes/respect").form("/programmes/respect/archive")
    page = keeper.post("/programmes/respect/archive", values, follow=True)
    assert "Archived (1)" in page.words
    back = "/programmes/respect/restore"
    assert "Archived (1)" not in keeper.post(back, page.form(back), follow=True).words


def test_who_does_not_keep_them_only_reads(respect: None, giver: Browser) -> None:
    assert "Add a programme" not in giver.get(LIBRARY).words
    page = giver.get("/programmes/respect")
    assert "/archive" not in page.text
    assert "/edit" not in giver.get(LESSON).text
