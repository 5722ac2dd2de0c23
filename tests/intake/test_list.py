"""My contacts: newest first, narrowed down, page by page, and as cheap with many as with few."""

from collections import Counter
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

import pytest
from flask import Flask
from sqlalchemy import delete

from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.contacts import Contact
from jsp.models.ground import Site, Theme
from tests.browser import Browser, Page
from tests.intake.desk import log, store, trail
from tests.make import MONDAY, id_of
from tests.statements import counted

LIST = "/intake/contacts"


def rows(page: Page) -> list[str]:
    """The addresses of the contacts in the list, from top to bottom."""
    lists = [each for each in page._all("ul") if each.get("class") == "jsp-list"]
    return [link.get("href") for each in lists for link in each.iter("a")]


def earlier(page: Page) -> str | None:
    return next((link.get("href") for link in page._all("a") if "".join(link.itertext()) == "Eerder"), None)


def all_rows(who: Browser, address: str) -> list[str]:
    """Every page after the other."""
    found: list[str] = []
    following: str | None = address
    while following:
        page = who.get(following)
        found, following = found + rows(page), earlier(page)
        assert len(found) < 500, "the pages never end"
    return found


def stored(app: Flask, count: int, **more: Any) -> None:
    with app.app_context():
        store(count, **more)
        db.session.commit()


def narrowed(app: Flask, who: Browser, **by: Any) -> list[str]:
    """The words of the list for a filter; sites and themes by their codes."""
    ids = {"site": Site, "theme": Theme}
    with app.app_context():
        query = {name: id_of(ids[name], code) if name in ids else code for name, code in by.items()}
    page = who.get(f"{LIST}?{urlencode(query)}")
    return [who.get(address).heading for address in rows(page)]


def test_the_newest_stands_on_top(app: Flask, worker: Browser) -> None:
    for theme, on in (("Geld", "2026-11-20"), ("School", "2026-11-23"), ("Gezondheid", "2026-11-19")):
        log(app, worker, theme=theme, on=on)
    words = worker.get(LIST).words
    places = [words.index(f"{day} nov") for day in ("ma 23", "vr 20", "do 19")]
    assert places == sorted(places)


def test_a_line_tells_day_theme_who_outcome_and_site_and_no_note(app: Flask, worker: Browser) -> None:
    log(app, worker, note="niet in de lijst")
    words = worker.get(LIST).words
    assert "ma 23 nov Geld student · Luisterend oor Gilde" in words
    assert "niet in de lijst" not in words


def test_only_my_own_stand_there(app: Flask, worker: Browser, colleague: Browser) -> None:
    log(app, colleague)
    assert "Hier staan geen gesprekken." in worker.get(LIST).words


def test_it_narrows_to_a_site(app: Flask, worker: Browser) -> None:
    stored(app, 1, site="gilde", theme="money")
    stored(app, 1, site="raayland", theme="school")
    assert narrowed(app, worker, site="raayland") == ["School"]


def test_it_narrows_to_a_theme_that_stands_beside_the_main_one_too(app: Flask, worker: Browser) -> None:
    themes = worker.get("/today/").choices("themes")
    log(app, worker, theme="Geld")
    log(app, worker, themes=[themes["Gezondheid"], themes["Geld"]], main_theme=themes["Gezondheid"])
    log(app, worker, theme="School")
    assert sorted(narrowed(app, worker, theme="money")) == ["Geld", "Gezondheid"]


def test_it_narrows_to_the_days_from_then_on(app: Flask, worker: Browser) -> None:
    for theme, on in (("money", 20), ("school", 21), ("health", 22)):
        stored(app, 1, theme=theme, on=date(2026, 11, on))
    assert narrowed(app, worker, since="2026-11-21") == ["Gezondheid", "School"]


def test_filters_narrow_together(app: Flask, worker: Browser) -> None:
    stored(app, 1, site="gilde", theme="money")
    stored(app, 1, site="gilde", theme="school")
    stored(app, 1, site="raayland", theme="money")
    assert narrowed(app, worker, site="gilde", theme="money", since="2026-11-23") == ["Geld"]


def test_the_filter_stands_there_still(app: Flask, worker: Browser) -> None:
    with app.app_context():
        site = str(id_of(Site, "raayland"))
    page = worker.get(f"{LIST}?site={site}&since=2026-11-01")
    chosen = {option.get("value") for option in page._all("option") if option.get("selected") is not None}
    assert site in chosen
    assert [field.get("value") for field in page._all("input") if field.get("name") == "since"] == ["2026-11-01"]


@pytest.mark.parametrize("query", [
    "site=999", "site=gilde", "theme=abc", "theme=-1", "since=gisteren", "since=2026-02-30", "before=x", "before=_",
    "before=2026-11-23_x", "site=%00", "site=999999999999999999999", "onzin=1", "before=0001-01-01",
])  # fmt: skip
def test_an_impossible_filter_narrows_nothing(app: Flask, worker: Browser, query: str) -> None:
    stored(app, 3, theme="other")
    assert len(rows(worker.get(f"{LIST}?{query}"))) == 3


def test_what_is_possible_of_a_filter_still_counts(app: Flask, worker: Browser) -> None:
    stored(app, 1, theme="money")
    stored(app, 1, theme="school")
    assert narrowed(app, worker, theme="money", since="gisteren") == ["Geld"]


def test_a_site_where_one_does_not_work_narrows_nothing(app: Flask, worker: Browser) -> None:
    stored(app, 2)
    assert len(narrowed(app, worker, site="verweg")) == 2


@pytest.mark.parametrize("address", [LIST, f"{LIST}?since=2026-01-01", f"{LIST}?site=999"])
def test_page_by_page_each_comes_once(app: Flask, worker: Browser, address: str) -> None:
    for day in range(3):
        stored(app, 40, on=MONDAY - timedelta(days=day))
    assert Counter(Counter(all_rows(worker, address)).values()) == {1: 120}


def test_sixty_of_one_day_come_once_each(app: Flask, worker: Browser) -> None:
    stored(app, 60)
    found = all_rows(worker, LIST)
    assert (len(found), len(set(found))) == (60, 60)


def test_the_next_page_keeps_the_filter(app: Flask, worker: Browser) -> None:
    stored(app, 60, site="gilde")
    stored(app, 60, site="raayland")
    with app.app_context():
        site = id_of(Site, "gilde")
    assert len(all_rows(worker, f"{LIST}?site={site}")) == 60


def test_fifty_fit_on_a_page_without_a_next(app: Flask, worker: Browser) -> None:
    stored(app, 50)
    assert earlier(worker.get(LIST)) is None


def test_fifty_cost_as_many_questions_as_five(app: Flask, worker: Browser) -> None:
    worker.get(LIST)  # the ground data is read once for all
    asked = []
    for count in (5, 50):
        with app.app_context():
            db.session.execute(delete(Contact))
            db.session.commit()
        stored(app, count)
        with counted(app) as statements:
            assert len(rows(worker.get(LIST))) == count
        asked.append(len(statements))
    assert asked[0] == asked[1] > 0


def test_looking_at_the_list_leaves_a_trail(app: Flask, worker: Browser) -> None:
    worker.get(LIST)
    with app.app_context():
        assert [entry.object_kind for entry in trail(Action.LISTED)] == ["contact"]
