"""What a class is asked, as it reads it, and after the lessons of which programme."""

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.content.usual_programmes import usual_programmes
from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.programmes import Programme, ProgrammeVersion
from jsp.rules.programme_data import to_data
from jsp.verbs.asked import questionnaire_for
from tests.browser import Browser
from tests.questionnaires.conftest import ALL, COPY, USUAL, keys, press, versions

CHOOSE = "/questionnaires/programmes/respect"


@pytest.fixture
def respect(app: Flask) -> int:
    """The programme Respect; its id."""
    with app.app_context():
        programme = Programme(code="respect")
        data = to_data(usual_programmes()["respect"])
        db.session.add(ProgrammeVersion(
            programme=programme, number=1, note="Eerste", made_on=date(2026, 8, 1), data=data
        ))  # fmt: skip
        db.session.commit()
        return programme.id


def asked(app: Flask, programme_id: int) -> str:
    with app.app_context():
        return questionnaire_for(programme_id).questionnaire.code


def test_the_usual_one_is_there_before_anybody_asked_it(app: Flask, respect: int, reader: Browser) -> None:
    words = reader.get(ALL).words
    assert "After the lesson version 1" in words
    assert "10 items" in words
    assert "Respect : After the lesson" in words
    assert versions(app) == [], "who only looks brings nothing in"


def test_it_reads_as_pupils_and_students_read_it(reader: Browser) -> None:
    page = reader.get(USUAL)
    assert "I can use this at school or at home. also in the short version" in page.words
    assert "Because of these lessons we treat each other better in class. only after the last lesson" in page.words
    assert "8 items, of which 4 in the short version. After the last lesson 2 more." in page.words
    assert "No, not at all" in page.words
    assert "Open question after them What could be better next time?" in page.words
    assert "Ik kan dit gebruiken op school of thuis." in reader.get(f"{USUAL}?kind=vo&words=nl").words
    assert "Ik kan dit gebruiken op stage of op mijn werk." in reader.get(f"{USUAL}?kind=mbo&words=nl").words
    assert "at my placement" in reader.get(f"{USUAL}?kind=mbo&words=en").words
    assert reader.get(f"{USUAL}?kind=x&words=%00").words == page.words


def test_who_does_not_keep_them_only_reads(respect: int, reader: Browser) -> None:
    for where in (ALL, USUAL, f"{USUAL}/versions", f"{USUAL}/compare"):
        page = reader.get(where)
        assert (page.status, page.forms(), "/edit" in page.text) == (200, page.forms(), False)
        assert "/archive" not in page.text
    assert reader.get(CHOOSE).status == 403


@pytest.mark.parametrize("where", [
    "/none", "/les/2", "/none/versions", "/les/2/file", "/les/compare?after=7", f"/les/compare?before={10**20}",
    f"/les/{'9' * 20}", "/none/edit", "/none/copy", "/programmes/none",
])  # fmt: skip
def test_what_is_not_there_is_missing(keeper: Browser, where: str) -> None:
    assert keeper.get(f"/questionnaires{where}").status == 404


def test_a_copy_begins_with_the_same_items(app: Flask, keeper: Browser) -> None:
    answer = press(keeper, COPY, name_nl="Na de bijeenkomst", name_en="After the meeting")
    assert (answer.status, answer.response.headers["Location"]) == (303, "/questionnaires/na_de_bijeenkomst")
    [copy] = versions(app, "na_de_bijeenkomst")
    assert (copy.number, copy.note, copy.content.name_en) == (1, "Copy of Na de les, version 1.", "After the meeting")
    page = keeper.get("/questionnaires/na_de_bijeenkomst")
    assert "No programme uses it yet." in page.words
    assert len(keys(copy)) == 10
    again = press(keeper, COPY, name_nl="na de  Bijeenkomst", name_en="Another")
    assert (again.status, "There is a questionnaire with this name already." in again.words) == (422, True)


@pytest.mark.parametrize(("name", "said"), [
    ("", "Fill this in."), ("x" * 81, "At most 80 fit."), ("Kort\x00", "nobody can read"), ("x" * 200_000, "80 fit"),
])  # fmt: skip
def test_a_name_that_cannot_be_gets_a_sentence(keeper: Browser, name: str, said: str) -> None:
    page = press(keeper, COPY, name_nl=name, name_en="Brief")
    assert (page.status, said in page.words) == (422, True)


def test_names_of_addresses_and_of_others_give_a_code_of_their_own(app: Flask, keeper: Browser) -> None:
    for name in ("Files", "Programmes", "Les", "☺"):
        press(keeper, COPY, name_nl=name, name_en=name)
    words = keeper.get(ALL).text
    assert all(f'"/questionnaires/{code}"' in words for code in ("files_2", "programmes_2", "les_2", "row"))


def test_another_one_is_chosen_for_a_programme(app: Flask, respect: int, copied: Browser, reader: Browser) -> None:
    assert asked(app, respect) == "les"
    assert press(copied, CHOOSE, code="kort").status == 303
    assert asked(app, respect) == "kort"
    assert "Respect : Brief" in copied.get(ALL).words
    assert "Asked after lessons of Respect." in copied.get("/questionnaires/kort").words
    assert "After a lesson a class is asked: Brief" in reader.get("/programmes/respect").words
    assert press(copied, CHOOSE, code="les").status == 303
    assert asked(app, respect) == "les"
    with app.app_context():
        trail = db.session.scalars(select(AuditEntry.object_kind).where(
            AuditEntry.action == Action.QUESTIONNAIRE_CHANGED
        ).order_by(AuditEntry.id))  # fmt: skip
        assert list(trail) == ["questionnaire", "programme", "programme"]


def test_of_two_who_choose_the_second_sees_it(app: Flask, respect: int, copied: Browser) -> None:
    values = copied.get(CHOOSE).form(CHOOSE)
    press(copied, CHOOSE, code="kort")
    page = copied.post(CHOOSE, values | {"code": ["les"]})
    assert (page.status, "Somebody changed this while you had it open." in page.words) == (422, True)
    assert copied.post(CHOOSE, page.form(CHOOSE)).status == 303
    assert asked(app, respect) == "les"


@pytest.mark.parametrize("code", ["", "none", "\x00", "x" * 100_000])
def test_a_choice_that_is_not_offered_is_refused(app: Flask, respect: int, copied: Browser, code: str) -> None:
    assert press(copied, CHOOSE, code=code).status == 422
    assert asked(app, respect) == "les"


def test_one_that_is_asked_is_not_put_away(app: Flask, respect: int, copied: Browser) -> None:
    where, back = "/questionnaires/kort/archive", "/questionnaires/kort/restore"
    values = copied.get("/questionnaires/kort").form(where)
    press(copied, CHOOSE, code="kort")
    assert where not in copied.get("/questionnaires/kort").text
    assert "asked after lessons of Respect. Choose another one there first." in copied.post(
        where, values, follow=True
    ).words  # fmt: skip
    press(copied, CHOOSE, code="les")
    page = copied.post(where, copied.get("/questionnaires/kort").form(where), follow=True)
    assert "Archived (1)" in page.words
    assert "kort" not in copied.get(CHOOSE).text
    assert "Archived (1)" not in copied.post(back, page.form(back), follow=True).words
    assert "kort" in copied.get(CHOOSE).text


def test_the_usual_one_stays(app: Flask, respect: int, copied: Browser) -> None:
    press(copied, CHOOSE, code="kort")
    where = f"{USUAL}/archive"
    values = copied.get(USUAL).form(where)
    assert "nothing else was chosen have this one. It stays." in copied.post(where, values, follow=True).words
