"""A wave is a draft until it is released, and who does not keep waves sees what was released and nothing else."""

import pytest
from flask import Flask
from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.audit import Action, AuditEntry
from jsp.models.waves import WaveScore
from tests.browser import Browser
from tests.waves.conftest import GOOD, HEAD, bring_in, keep, look, press, waves

READERS = ("sanne", "bart", "annelies")
BUTTONS = ("release", "withdraw", "edit", "scores", "delete")


@pytest.mark.parametrize("who", READERS)
def test_others_read_what_was_released_and_cannot_change_it(app: Flask, nora: Browser, who: str) -> None:
    reader, id = Browser(app).signed_in(who).in_language("en"), bring_in(nora)
    assert reader.get(f"/waves/{id}").status == 404
    assert "Nothing was released yet." in reader.get("/waves/").words
    press(nora, id, "release")
    page = reader.get(f"/waves/{id}")
    assert "Task motivation po 3.84 0.61 511" in page.words
    assert not [each for each in BUTTONS if f"/waves/{id}/{each}" in page.text]
    assert "rights not settled" not in page.words
    assert f'href="/waves/{id}"' in reader.get("/waves/").text
    press(nora, id, "withdraw")
    assert reader.get(f"/waves/{id}").status == 404


def test_the_coordinator_keeps_them_too(app: Flask, nora: Browser, renske: Browser) -> None:
    id = bring_in(nora)
    assert "Released:" in press(renske, id, "release").words
    assert "It is a draft again" in press(nora, id, "withdraw").words


def test_no_school_sees_the_means_of_another(app: Flask, nora: Browser) -> None:
    rows = "".join(f"\n{unit};taakmotivatie;3;;40" for unit in ("Raayland", "gilde", "po", "Regio Noord"))
    ids = [bring_in(nora, f"{HEAD}{rows}", year=year) for year in ("2025", "2026")]
    alone = bring_in(nora, f"{HEAD}\nGilde;taakmotivatie;3;;40", year="2024")
    for id in (*ids, alone):
        press(nora, id, "release")
    for who, seen in {"bart": (True, False), "annelies": (True, False), "otto": (False, False),
                      "sanne": (True, True), "nora": (True, True)}.items():  # fmt: skip
        reader = Browser(app).signed_in(who).in_language("en")
        for page in (reader.get(f"/waves/{ids[0]}"), reader.get("/waves/years/cool-pupils")):
            units = [unit for unit in ("Raayland", "Gilde", "po", "Regio Noord") if f">{unit}</td>" in page.text]
            expected = [unit for unit, is_seen in zip(("Raayland", "Gilde"), seen, strict=True) if is_seen]
            assert units == [*expected, "po", "Regio Noord"], who
            assert any(f"{unit} " in page.words for unit in ("Raayland", "Gilde")) == any(seen), who
            assert "Figures of a school by its name are shown to the people of that school only." in page.words
        assert reader.get(f"/waves/{alone}").status == (200 if seen[1] else 404)


def test_nothing_is_released_before_the_rights_are_settled(app: Flask, nora: Browser) -> None:
    id = bring_in(nora, rights="")
    page, where = nora.get(f"/waves/{id}"), f"/waves/{id}/release"
    assert "Release It can be released once the rights are settled." in page.words
    assert f'action="{where}"' not in page.text
    other = bring_in(nora, year="2025")
    values = nora.get(f"/waves/{other}").form(f"/waves/{other}/release")
    assert "It can be released once the rights are settled." in nora.post(where, values, follow=True).words
    assert waves(app)[0].state == "draft"
    press(nora, other, "release")
    edit = f"/waves/{other}/edit"
    values = nora.get(edit).form(edit)
    del values["rights_settled"]
    assert (nora.post(edit, values).status, waves(app)[1].rights_settled) == (422, True)


def test_who_finds_it_where(app: Flask, nora: Browser, renske: Browser, bart: Browser) -> None:
    assert 'href="/waves/"' in nora.get("/today/").text
    assert 'href="/waves/"' not in renske.get("/today/").text  # in the menu of the lessons, as for the others
    for browser in (renske, bart):
        assert 'href="/waves/"' in browser.get("/lessons/").text
    assert "/waves/" not in Browser(app).signed_in("beheer").get("/today/").text


def test_what_was_settled_is_not_done_again(nora: Browser) -> None:
    id = bring_in(nora)
    page = nora.get(f"/waves/{id}")
    other = nora.get(f"/waves/{id}")
    where = f"/waves/{id}/release"
    nora.post(where, page.form(where))
    assert "This was settled already." in nora.post(where, other.form(where), follow=True).words


def test_only_a_draft_can_be_deleted_and_it_asks_first(app: Flask, nora: Browser) -> None:
    id = bring_in(nora)
    where = f"/waves/{id}/delete"
    asked = nora.get(where)
    assert "Delete COOL 5-18, pupils, 2026-2027? It goes with its 3 scores" in asked.words
    press(nora, id, "release")
    assert "Make it a draft again first." in nora.get(where).words
    assert "Make it a draft again first." in nora.post(where, asked.form(where), follow=True).words
    assert len(waves(app)) == 1
    press(nora, id, "withdraw")
    assert "Deleted." in nora.post(where, nora.get(where).form(where), follow=True).words
    with app.app_context():
        assert (waves(app), db.session.scalar(select(func.count()).select_from(WaveScore))) == ([], 0)
        trail = db.session.scalars(select(AuditEntry.object_id).where(AuditEntry.action == Action.WAVE_CHANGED)).all()
    assert trail == [str(id)] * 4
    assert nora.get(f"/waves/{id}").status == 404


def test_other_scores_take_the_place_of_all(app: Flask, nora: Browser) -> None:
    id = bring_in(nora)
    where, at = f"/waves/{id}/scores", f"/waves/{id}/scores/replace"
    page = look(nora, f"{HEAD}\npo;taakmotivatie;3,9;;500\n", where=where)
    assert "The 3 scores that are here now go." in page.words
    assert [len(wave.scores) for wave in waves(app)] == [3]
    assert "The scores were replaced." in keep(nora, page, at).words
    assert [[(each.unit, each.n) for each in wave.scores] for wave in waves(app)] == [[("po", 500)]]


def test_what_others_see_or_brought_in_meanwhile_is_not_replaced(app: Flask, nora: Browser, renske: Browser) -> None:
    id = bring_in(nora)
    where, at = f"/waves/{id}/scores", f"/waves/{id}/scores/replace"
    hers, theirs = (look(each, f"{HEAD}\npo;taakmotivatie;3;;5\n", where=where) for each in (nora, renske))
    keep(renske, theirs, at)
    assert "Somebody changed this while you had it open." in keep(nora, hers, at).words
    again = look(nora, GOOD, where=where)
    press(nora, id, "release")
    assert "Make it a draft again first." in keep(nora, again, at).words
    assert [len(wave.scores) for wave in waves(app)] == [1]


def test_rows_that_were_shown_for_one_wave_are_not_kept_in_another(app: Flask, nora: Browser) -> None:
    one, other = bring_in(nora), bring_in(nora, year="2025")
    shown = look(nora, f"{HEAD}\npo;taakmotivatie;3;;5\n", where=f"/waves/{one}/scores")
    theirs = look(nora, GOOD, where=f"/waves/{other}/scores")
    at = f"/waves/{other}/scores/replace"
    page = keep(nora, theirs, at, token=shown.form(f"/waves/{one}/scores/replace")["token"])
    assert "Choose the file again." in page.words
    new = look(nora, GOOD, year="2024").form("/waves/add")
    assert "Choose the file again." in keep(nora, theirs, at, token=new["token"]).words
    assert "Choose the file again." in nora.post("/waves/add", new | {"token": shown.form(
        f"/waves/{one}/scores/replace")["token"]}, follow=True).words  # fmt: skip
    assert [len(wave.scores) for wave in waves(app)] == [3, 3]


def test_rights_and_a_note_are_written_down(app: Flask, nora: Browser, bart: Browser) -> None:
    id = bring_in(nora, rights="")
    where = f"/waves/{id}/edit"
    values = nora.get(where).form(where)
    page = nora.post(where, values | {"rights_settled": "y", "note": "Zonder de derde klassen."}, follow=True)
    assert ("rights not settled" in page.words, "Zonder de derde klassen." in page.words) == (False, True)
    assert nora.post(where, nora.get(where).form(where) | {"note": "x" * 301}).status == 422
    assert nora.get(where).form(where)["rights_settled"] == ["y"]
