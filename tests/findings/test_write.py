"""Writing findings down, what they rest on, and putting them away; pages in English, whose words stand in the code."""

from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.findings import Finding
from jsp.models.programmes import Programme, ProgrammeVersion
from jsp.rules.coding import FindingKind
from jsp.rules.talk import TalkState
from tests import make
from tests.browser import Browser, Page
from tests.findings.rows import WORDS, add_finding, add_finding_of, add_passage
from tests.focus_groups import rows
from tests.lessons.conftest import add_ground

NEW = "/findings/new"


@pytest.fixture
def sanne(app: Flask) -> Browser:
    return Browser(app).signed_in("sanne").in_language("en")


def stored(app: Flask) -> Finding:
    with app.app_context():
        db.session.rollback()
        return db.session.scalars(select(Finding)).unique().one()


def passages_of(app: Flask) -> list[str]:
    """The words behind the one finding, in their order."""
    with app.app_context():
        found = db.session.scalars(select(Finding)).one()
        return [each.passage.text.words[each.passage.starts : each.passage.ends] for each in loaded(found)]


def loaded(finding: Finding) -> list[Any]:
    for each in finding.evidence:
        db.session.refresh(each, ["passage"])
        db.session.refresh(each.passage, ["text"])
    return finding.evidence


def write(browser: Browser, where: str = NEW, **values: Any) -> Page:
    form = browser.get(where).form(NEW)
    return browser.post(NEW, form | {"words": WORDS, "kind": "hindrance"} | values)


def two_passages(app: Flask, **more: Any) -> tuple[UUID, UUID]:
    with app.app_context():
        text = rows.add_text(rows.add_group(**more))
        found = add_passage(text, "Voorbereiden kostte te veel tijd."), add_passage(text, "één vraag tegelijk")
        db.session.commit()
        return found[0].id, found[1].id


def test_a_finding_is_made_of_several_passages(app: Flask, sanne: Browser) -> None:
    one, other = two_passages(app)
    page = sanne.get(f"{NEW}?passage={one}&passage={other}")
    assert "Voorbereiden kostte te veel tijd." in page.words
    answer = write(sanne, f"{NEW}?passage={one}&passage={other}", points=["support", "climate"])
    assert answer.status == 303
    found = stored(app)
    assert (found.words, found.kind, found.points) == (WORDS, FindingKind.HINDRANCE, ["climate", "support"])
    assert passages_of(app) == ["één vraag tegelijk", "Voorbereiden kostte te veel tijd."], "as they come in the text"
    assert answer.response.headers["Location"] == f"/findings/{found.id}"


@pytest.mark.parametrize(("talks", "chosen"), [
    (("respect",), "respect"), (("respect", "respect"), "respect"), (("respect", None), ""), ((None,), ""),
    (("respect", "other"), ""), (("gone",), ""), ((), ""),
])  # fmt: skip
def test_it_begins_with_the_programme_of_its_talks(
    app: Flask, sanne: Browser, talks: tuple[str | None, ...], chosen: str
) -> None:
    with app.app_context():
        ids = programmes()
        groups = [rows.add_group(programme_id=ids.get(each or "")) for each in talks]
        passages = [add_passage(rows.add_text(each, "M1: Te druk."), "Te druk.") for each in groups]
        db.session.commit()
        where = f"{NEW}?{'&'.join(f'passage={each.id}' for each in passages)}"
    form = sanne.get(where).form(NEW)
    assert form["programme"] == (str(ids[chosen]) if chosen else "")
    for value, kept in ((form["programme"], ids.get(chosen)), (str(ids["other"]), ids["other"]), ("", None)):
        answer = write(sanne, where, programme=value)
        with app.app_context():
            id = UUID(answer.response.headers["Location"].rpartition("/")[2])
            assert db.session.get_one(Finding, id).programme_id == kept, "as it was sent, not as it began"


def programmes() -> dict[str, int]:
    """Two that are taught, and one that was put away."""
    add_ground()
    first = db.session.scalars(select(ProgrammeVersion)).one()
    found = {"respect": first.programme_id}
    for code, archived_on in (("other", None), ("gone", make.MONDAY)):
        row = Programme(code=code, archived_on=archived_on)
        db.session.add(row)
        db.session.flush()
        copied = {each.key: getattr(first, each.key) for each in ProgrammeVersion.__mapper__.column_attrs}
        db.session.add(ProgrammeVersion(**copied | {"id": None, "programme_id": row.id}))
        found[code] = row.id
    return found


@pytest.mark.parametrize(("values", "said"), [
    ({"words": ""}, "Fill this in."), ({"words": "x" * 501}, "At most 500 fit."), ({"kind": ""}, "Choose one."),
    ({"words": "Leerling 111222333 doet dit"}, "citizen service number"), ({"kind": "gossip"}, "Not a valid choice"),
    ({"points": ["nothing"]}, "valid choice"), ({"programme": "9"}, "Not a valid choice"),
])  # fmt: skip
def test_what_may_not_stand_in_it_is_said(app: Flask, sanne: Browser, values: dict[str, Any], said: str) -> None:
    page = write(sanne, **values)
    assert (page.status, said.casefold() in page.words.casefold()) == (422, True)
    with app.app_context():
        assert db.session.scalar(select(Finding.id)) is None


@pytest.mark.parametrize(("words", "said"), [
    ("Het werkt, zegt Fatima.", "This looks like the name of somebody."),
    ("Bel 06-12345678 voor meer.", "This looks like a phone number"),
    ("Het werkt goed.", ""),
])  # fmt: skip
def test_who_may_be_in_it_is_warned_of(app: Flask, sanne: Browser, words: str, said: str) -> None:
    page = sanne.get(write(sanne, words=words).response.headers["Location"])
    assert ("This looks like" in page.words) is bool(said)
    assert said in page.words
    assert stored(app).words == words


def test_sent_twice_it_is_there_once(app: Flask, sanne: Browser) -> None:
    form = sanne.get(NEW).form(NEW) | {"words": WORDS, "kind": "wish"}
    assert [sanne.post(NEW, form).status for _time in range(2)] == [303, 303]
    assert stored(app).kind is FindingKind.WISH


@pytest.mark.parametrize("passage", ["foreign", "00000000-0000-4000-8000-000000000000", "x"])
def test_a_foreign_passage_is_as_missing_as_none(app: Flask, sanne: Browser, passage: str) -> None:
    foreign, _other = two_passages(app, holders=("otto",))
    where = f"{NEW}?passage={foreign if passage == 'foreign' else passage}"
    assert sanne.get(where).status == 404
    form = sanne.get(NEW).form(NEW) | {"words": WORDS, "kind": "wish", "passage": where.partition("=")[2]}
    assert sanne.post(NEW, form).status == 404
    with app.app_context():
        assert db.session.scalar(select(Finding.id)) is None


def test_of_two_who_change_it_the_second_is_told(app: Flask, sanne: Browser) -> None:
    with app.app_context():
        where = f"/findings/{add_finding_of(rows.add_group(holders=('sanne', 'lieke'))).id}/edit"
        db.session.commit()
    lieke = Browser(app).signed_in("lieke").in_language("en")
    first, second = sanne.get(where).form(where), lieke.get(where).form(where)
    assert sanne.post(where, first | {"words": "Er is te weinig tijd."}).status == 303
    page = lieke.post(where, second | {"words": "Iets anders."})
    assert "Somebody changed this while you had it open." in page.words
    assert stored(app).words == "Er is te weinig tijd."
    assert lieke.post(where, page.form(where)).status == 303
    assert stored(app).words == "Iets anders.", "who saw how it stands may change it"


def test_put_away_it_stands_in_no_list_and_comes_back(app: Flask, sanne: Browser) -> None:
    with app.app_context():
        where = f"/findings/{add_finding_of(rows.add_group()).id}"
        db.session.commit()
    sanne.post(f"{where}/archive", sanne.get(where).form(f"{where}/archive"))
    assert "1 finding that was put away" in sanne.get("/findings/").words
    sanne.post(f"{where}/restore", sanne.get(where).form(f"{where}/restore"))
    assert "put away" not in sanne.get("/findings/").words


def test_passages_are_chosen_by_code_and_by_talk(app: Flask, sanne: Browser) -> None:
    with app.app_context():
        code = rows.add_code(rows.add_book(), "Tijd")
        for subject, words in (("Eerste", "M1: Te druk."), ("Tweede", "M1: Te laat.")):
            rows.add_coding(rows.add_text(rows.add_group(subject=subject), words), code, words[4:])
        foreign = rows.add_group(holders=("otto",), subject="Vreemd")
        rows.add_coding(rows.add_text(foreign, "M1: Te geheim."), code, "Te geheim.", by="otto")
        second = db.session.scalar(select(rows.FocusGroup.id).where(rows.FocusGroup.subject == "Tweede"))
        finding = add_finding()
        db.session.commit()
        where, code_id = f"/findings/{finding.id}/passages", code.id
    page = sanne.get(f"/findings/passages?code={code_id}")
    assert ("Te druk." in page.words, "Te laat." in page.words, "geheim" in page.text) == (True, True, False)
    assert "Vreemd" not in page.text
    page = sanne.get(f"{where}?code={code_id}&talk={second}")
    assert ("Te druk." in page.words, "Te laat." in page.words) == (False, True)
    chosen = [each.get("value") for each in page._all("input") if each.get("name") == "passage"]
    for again in (page, sanne.get(f"{where}?code={code_id}")):
        sanne.post(f"{where}/add", again.form(f"{where}/add") | {"passage": chosen})
    assert passages_of(app) == ["Te laat."], "the same one twice is there once"


def test_passages_move_and_go(app: Flask, sanne: Browser) -> None:
    with app.app_context():
        text = rows.add_text(rows.add_group(), "M1: Een.\nM2: Twee.\nM3: Drie.")
        finding = add_finding(on=[add_passage(text, word) for word in ("Een.", "Twee.", "Drie.")])
        where, rests = f"/findings/{finding.id}", [each.id for each in finding.evidence]
        db.session.commit()
    for at, way, expected in ((2, "up", "Een. Drie. Twee."), (0, "down", "Drie. Een. Twee.")):
        address = f"{where}/evidence/{rests[at]}/{way}"
        sanne.post(address, sanne.get(where).form(address))
        assert passages_of(app) == expected.split()
    address = f"{where}/evidence/{rests[0]}/take-off"
    form = sanne.get(address).form(address)
    assert [sanne.post(address, form).status for _time in range(2)] == [303, 303]
    assert passages_of(app) == ["Drie.", "Twee."]


def test_others_than_who_held_it_read_only_what_may_be_quoted(app: Flask) -> None:
    with app.app_context():
        group = rows.add_group()
        group.participants[0].may_quote = True
        finding = add_finding_of(group, "We wilden rust in de klas")
        more = add_finding_of(group, "Voorbereiden kostte te veel tijd.")
        rows.to_state(group, TalkState.APPROVED)
        db.session.commit()
        free, kept = f"/findings/{finding.id}", f"/findings/{more.id}"
    shown = {
        name: tuple(words in Browser(app).signed_in(name).get(where).text for where, words in (
            (free, "rust in de klas"), (kept, "te veel tijd"),
        )) for name in ("sanne", "renske", "nora", "lieke")
    }  # fmt: skip
    assert shown == {"sanne": (True, True), "renske": (True, False), "nora": (True, False), "lieke": (False, False)}
    assert "M1" not in Browser(app).signed_in("sanne").get(free).words
