"""What is asked in talks, as who leads one reads it; which guides can be chosen, and which were put away."""

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.guides import GuideVersion
from jsp.rules.refusal import NotFoundError
from jsp.verbs import guiding
from tests.browser import Browser
from tests.focus_groups.rows import add_group
from tests.guides.conftest import ALL, COPY, EDIT, USUAL, press, versions

FIRST = "What did we want to reach together with these lessons"


def choices(app: Flask) -> list[str]:
    with app.app_context():
        return [each.guide.code for each in guiding.choices()]


def test_those_of_the_app_are_there_before_anybody_used_them(app: Flask, reader: Browser) -> None:
    words = reader.get(ALL).words
    assert words.index("Working together") < words.index("Inventory") < words.index("Parents")
    assert "version 1 7 questions · 70 min" in words
    assert "version 1 4 questions · 60 min" in words
    with app.app_context():
        assert db.session.scalars(select(GuideVersion)).all() == [], "who only looks brings nothing in"


def test_it_reads_in_the_order_of_the_talk(reader: Browser) -> None:
    words = reader.get(USUAL).words
    told = ["How it begins Go round:", "What we agree on We name no pupils.", "Having a goal together", FIRST,
            "When it stays quiet: Give an example", "10 min", "How it ends What do we agree on?"]  # fmt: skip
    places = [words.index(each) for each in told]
    assert places == sorted(places)
    assert "Wat wilden we samen bereiken" in reader.in_language("nl").get(USUAL).words


def test_who_does_not_keep_them_only_reads(reader: Browser) -> None:
    for where in (ALL, USUAL, f"{USUAL}/versions", f"{USUAL}/compare"):
        page = reader.get(where)
        assert (page.status, "/edit" in page.text, "/archive" in page.text) == (200, False, False)
    assert [reader.get(where).status for where in (EDIT, COPY, "/guides/files/new")] == [403] * 3


@pytest.mark.parametrize("where", [
    "/none", "/samenwerken/2", "/none/versions", "/samenwerken/2/file", "/samenwerken/compare?after=7",
    f"/samenwerken/compare?before={10**20}", f"/samenwerken/{'9' * 20}", "/none/edit", "/none/copy",
])  # fmt: skip
def test_what_is_not_there_is_missing(keeper: Browser, where: str) -> None:
    assert keeper.get(f"/guides{where}").status == 404


def test_a_copy_begins_with_the_same_questions(app: Flask, keeper: Browser) -> None:
    answer = press(keeper, COPY, name_nl="Halverwege", name_en="")
    assert (answer.status, answer.response.headers["Location"]) == (303, "/guides/halverwege")
    [copy] = versions(app, "halverwege")
    assert (copy.number, copy.note, len(copy.content.questions)) == (1, "Copy of Samenwerken, version 1.", 7)
    assert keeper.get("/guides/halverwege").heading == "Halverwege", "without English the Dutch is told"
    assert choices(app)[-1] == "halverwege"
    again = press(keeper, COPY, name_nl=" halverWEGE", name_en="Another")
    assert (again.status, "There is a guide with this name already." in again.words) == (422, True)


@pytest.mark.parametrize(("name", "said"), [
    ("", "Fill this in."), ("x" * 81, "At most 80 fit."), ("Kort\x00", "nobody can read"), ("x" * 200_000, "80 fit"),
])  # fmt: skip
def test_a_name_that_cannot_be_gets_a_sentence(keeper: Browser, name: str, said: str) -> None:
    page = press(keeper, COPY, name_nl=name, name_en="Typed")
    assert (page.status, said in page.words, "Typed" in page.text) == (422, True, True)


def test_names_of_addresses_and_of_others_give_a_code_of_their_own(keeper: Browser) -> None:
    for name in ("Files", "Samen werken!", "Inventárisatie", "☺"):
        press(keeper, COPY, name_nl=name, name_en=name)
    text = keeper.get(ALL).text
    assert all(f'"/guides/{code}"' in text for code in ("files_2", "samen_werken", "inventarisatie_2", "row"))


def test_one_of_the_app_is_put_away_and_comes_back(app: Flask, keeper: Browser) -> None:
    with app.app_context():
        group = add_group(guide="samenwerken")
        kept = group.guide_version_id
        db.session.commit()
    where, back = f"{USUAL}/archive", f"{USUAL}/restore"
    page = keeper.post(where, keeper.get(USUAL).form(where), follow=True)
    assert "Archived (1)" in page.words
    assert choices(app) == ["inventarisatie", "ouderavond"]
    with app.app_context(), pytest.raises(NotFoundError):
        guiding.version_to_use("samenwerken")
    assert [each.id for each in versions(app)] == [kept], "the talk that was led with it keeps it"
    assert (keeper.get(USUAL).status, where in keeper.get(USUAL).text) == (200, False)
    assert "Archived" not in keeper.post(back, page.form(back), follow=True).words
    assert choices(app)[0] == "samenwerken"
    with app.app_context():
        trail = db.session.scalars(select(AuditEntry.object_kind).where(AuditEntry.action == Action.GUIDE_CHANGED))
        assert list(trail) == ["guide", "guide"]


def test_what_was_not_put_away_does_not_come_back(app: Flask, keeper: Browser) -> None:
    back = f"{USUAL}/restore"
    values = keeper.get(USUAL).form(f"{USUAL}/archive")
    keeper.post(back, values)
    with app.app_context():
        assert not db.session.scalars(select(AuditEntry.id).where(AuditEntry.action == Action.GUIDE_CHANGED)).all()


def test_the_last_one_stays(app: Flask, keeper: Browser) -> None:
    for code in ("samenwerken", "inventarisatie"):
        press(keeper, f"/guides/{code}/archive", at=f"/guides/{code}")
    where = "/guides/ouderavond/archive"
    page = keeper.post(where, keeper.get("/guides/ouderavond").form(where), follow=True)
    assert "This is the only guide that can be chosen. It stays." in page.words
    assert choices(app) == ["ouderavond"]


def test_sent_twice_it_is_put_away_once(app: Flask, keeper: Browser) -> None:
    where, back = f"{USUAL}/archive", f"{USUAL}/restore"
    values = keeper.get(USUAL).form(where)
    page = keeper.post(where, values, follow=True)
    keeper.post(back, page.form(back))
    assert "This was sent before." in keeper.post(where, values, follow=True).words
    assert "samenwerken" in choices(app)
