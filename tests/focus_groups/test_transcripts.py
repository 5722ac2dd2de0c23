"""A transcript is looked at first, kept with tags in the place of names, and refused with a reason where it is none."""

import io
import zipfile
from typing import Any
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import func, select

from jsp.extensions import db
from jsp.models.focus_groups import FocusGroup, Pseudonym
from jsp.models.talk_texts import TalkText, TextKind
from jsp.rules.talk import TalkState
from tests import make
from tests.browser import Browser, Page
from tests.focus_groups.rows import add_group
from tests.rules.transcripts import BODY, TYPES, as_lines, as_srt, as_vtt, as_word, part_of, with_parts

SAID = [("Ine Vos", "Welkom allemaal."), ("Ab", "Ine, dat was Bea van hiernaast."), ("Ine Vos", "Dank, Ab.")]
KEPT = "G1: Welkom allemaal.\nM1: [G1], dat was Bea van hiernaast.\nG1: Dank, [M1]."
RECORDING = "Recording of 19 November 2026"
CHOSEN = {"speakers-0-who": "G1", "speakers-1-who": "M1"}


def begun(app: Flask, **more: Any) -> UUID:
    with app.app_context():
        row = add_group(**more)
        db.session.commit()
        return row.id


def at(id: UUID) -> str:
    return f"/focus-groups/{id}/transcript"


def look(browser: Browser, id: UUID, *, pasted: str = "", file: bytes | None = None, name: str = "x.txt") -> Page:
    """Sent as a browser sends it; nothing is chosen where there is no file."""
    values = browser.get(at(id)).form(at(id)) | {"pasted": pasted}
    chosen = (io.BytesIO(b"" if file is None else file), "" if file is None else name)
    return browser.post(at(id), values | {"file": chosen})


def keep(browser: Browser, id: UUID, page: Page, **values: Any) -> Page:
    """Everybody is chosen and taken out of the words, but where `values` say something else."""
    where = f"{at(id)}/keep"
    form = page.form(where)
    hidden = {name.replace("who", "hides"): "y" for name in CHOSEN if name in form}
    return browser.post(where, form | {name: tag for name, tag in CHOSEN.items() if name in form} | hidden | values)


def texts(app: Flask) -> list[tuple[TextKind, str, str]]:
    with app.app_context():
        return [(each.kind, each.name, each.words) for each in db.session.scalars(select(TalkText))]


def names(app: Flask) -> dict[str, str]:
    with app.app_context():
        return {each.stand_in: each.real for each in db.session.scalars(select(Pseudonym))}


def test_what_was_pasted_is_shown_and_kept_after_a_yes(app: Flask, worker: Browser) -> None:
    id = begun(app)
    page = look(worker.in_language("en"), id, pasted=as_lines(SAID))
    assert page.heading == "Who is who?"
    assert "Ine Vos speaks 2 times: “Welkom allemaal.”" in page.words
    assert texts(app) == []
    done = keep(worker, id, page)
    assert (done.status, done.response.location) == (303, f"/focus-groups/{id}/names")
    assert texts(app) == [(TextKind.TRANSCRIPT, RECORDING, KEPT)]
    assert names(app) == {"[G1]": "Ine Vos\nIne", "[M1]": "Ab"}


@pytest.mark.parametrize(
    ("name", "file"),
    [("gesprek.txt", as_lines(SAID).encode()), ("gesprek.vtt", as_vtt(SAID).encode()),
     ("gesprek.srt", as_srt(SAID).encode()), ("gesprek.docx", as_word(SAID))],
)  # fmt: skip
def test_each_kind_of_file_becomes_the_same_text(app: Flask, worker: Browser, name: str, file: bytes) -> None:
    id = begun(app)
    keep(worker, id, look(worker, id, file=file, name=name))
    assert texts(app) == [(TextKind.TRANSCRIPT, "gesprek", KEPT)]


def test_who_is_who_is_what_somebody_says_it_is(app: Flask, worker: Browser) -> None:
    id = begun(app)
    page = look(worker, id, pasted=as_lines([*SAID, ("Samen", "rust.")]))
    chosen = {"speakers-0-who": "J2", "speakers-1-who": "", "speakers-1-hides": [], "speakers-2-who": "-"}
    keep(worker, id, page, **chosen)
    [(_kind, _name, words)] = texts(app)
    assert words == "J2: Welkom allemaal.\n[J2], dat was Bea van hiernaast.\nJ2: Dank, Ab.\nSamen: rust."


def test_two_names_of_one_seat_are_one_line_of_the_list(app: Flask, worker: Browser) -> None:
    id = begun(app)
    page = look(worker, id, pasted="Ine Vos: Dag.\nI. Vos: Hier I. Vos, of Ine.")
    keep(worker, id, page, **{"speakers-0-who": "M2", "speakers-1-who": "M2"})
    assert texts(app)[0][2] == "M2: Dag.\nM2: Hier [M2], of [M2]."
    assert names(app) == {"[M2]": "Ine Vos\nIne\nI. Vos"}


def test_only_who_is_known_is_filled_in_and_taken_out_of_the_words(app: Flask, worker: Browser) -> None:
    with app.app_context():
        group = add_group()
        group.participants[-1].name = "ab"
        tag, id = group.participants[-1].tag, group.id
        db.session.commit()
    form = look(worker, id, pasted=as_lines(SAID)).form(f"{at(id)}/keep")
    assert (form["speakers-0-who"], form["speakers-1-who"]) == ("?", tag)
    assert ("speakers-0-hides" in form, "speakers-1-hides" in form) == (False, True)


def test_who_is_not_known_has_to_be_chosen_and_nothing_typed_is_lost(app: Flask, worker: Browser) -> None:
    id = begun(app)
    page = look(worker.in_language("en"), id, pasted=as_lines(SAID))
    refused = keep(worker, id, page, name="Mijn tekst", **{"speakers-1-who": "?"})
    form = refused.form(f"{at(id)}/keep")
    assert (refused.status, refused.words.count("If nobody knows, choose"), texts(app)) == (422, 1, [])
    assert (form["name"], form["speakers-0-who"], form["speakers-1-who"]) == ("Mijn tekst", "G1", "?")


def test_the_same_words_are_not_brought_in_twice_whoever_said_them(app: Flask, worker: Browser) -> None:
    id = begun(app)
    first, second = (look(worker.in_language("en"), id, pasted=as_lines(SAID)) for _ in range(2))
    keep(worker, id, first)
    assert keep(worker, id, second).status == 422
    assert "are in this talk already" in look(worker, id, pasted=as_lines(SAID)).words
    assert look(worker, id, pasted=as_lines(SAID[:2])).status == 200
    assert look(worker, begun(app), pasted=as_lines(SAID)).status == 200, "another talk"
    assert len(texts(app)) == 1


@pytest.mark.parametrize(
    ("file", "name"),
    [("Gesprek mentoren.txt", "Gesprek mentoren"), ("R01.txt", RECORDING), ("20261109.vtt", RECORDING)],
)
def test_a_text_is_called_as_its_file_where_that_says_something(
    app: Flask, worker: Browser, file: str, name: str
) -> None:
    id = begun(app)
    page = look(worker.in_language("en"), id, file=b"Ab: Dag", name=file)
    assert page.form(f"{at(id)}/keep")["name"] == name


def test_sent_twice_it_is_kept_once(app: Flask, worker: Browser) -> None:
    id = begun(app)
    page = look(worker, id, pasted=as_lines(SAID))
    assert [keep(worker, id, page).status for _ in range(2)] == [303, 303]
    assert len(texts(app)) == 1


def test_nothing_is_lost_and_nothing_kept_when_it_is_refused(app: Flask, worker: Browser) -> None:
    id = begun(app)
    page = look(worker, id, pasted=as_lines(SAID))
    refused = keep(worker, id, page, name="", **{"speakers-0-who": "J1"})
    assert refused.status == 422
    assert texts(app) == []
    assert refused.form(f"{at(id)}/keep")["speakers-0-who"] == "J1"
    keep(worker, id, refused, name="Toch")
    assert texts(app)[0][1] == "Toch"


def test_a_seat_that_is_not_there_is_refused(app: Flask, worker: Browser) -> None:
    id = begun(app)
    assert keep(worker, id, look(worker, id, pasted=as_lines(SAID)), **{"speakers-0-who": "M9"}).status == 422
    assert texts(app) == []


def test_what_was_shown_for_another_talk_is_not_kept(app: Flask, worker: Browser) -> None:
    id, other = begun(app), begun(app)
    page = look(worker, id, pasted=as_lines(SAID))
    values = page.form(f"{at(id)}/keep")
    assert worker.post(f"{at(other)}/keep", values).response.location == at(other)
    assert texts(app) == []


def test_without_anything_or_with_both_it_asks(app: Flask, worker: Browser) -> None:
    id = begun(app)
    assert "Choose a file, or paste the text." in look(worker.in_language("en"), id).words
    both = look(worker, id, pasted="Ine: Dag", file=b"Ab: Dag")
    assert (both.status, both.form(at(id))["pasted"]) == (422, "Ine: Dag")


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed, packed.open(BODY, "w") as part:
        for _ in range(1_000):
            part.write(b"\0" * 1_000_000)
    return out.getvalue()


WORD = as_word(SAID)
MACROS = part_of(WORD, TYPES).replace(
    b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
    b"application/vnd.ms-word.document.macroEnabled.main+xml",
)
ENTITY = part_of(WORD, BODY).replace(b"?>", b'?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>', 1)


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (with_parts(WORD, {"word/vbaProject.bin": b"x"}), "This file holds macros"),
        (with_parts(WORD, {TYPES: MACROS}), "This file holds macros"),
        (with_parts(WORD, {BODY: ENTITY}), "a definition (DOCTYPE)"),
        (with_parts(WORD, {"../../../etc/passwd": b"x"}), "point outside of it"),
        (bomb(), "too large once it is unpacked"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "an old Word file"),
        (b"PK\x03\x04 no", "no Word file that we can read"), (b"\x00\x01\x02", "no readable text"),
    ],
)  # fmt: skip
def test_what_is_no_transcript_is_refused_with_a_reason(app: Flask, worker: Browser, file: bytes, told: str) -> None:
    id = begun(app)
    page = look(worker.in_language("en"), id, file=file, name="gesprek.docx")
    assert page.status == 422
    assert told in page.words
    assert texts(app) == []


def test_fifty_thousand_words_are_pasted_and_kept(app: Flask, worker: Browser) -> None:
    id = begun(app)
    said = [("Ine Vos" if at % 2 else "Ab", "Dit zijn tien woorden die één van ons zei – écht.") for at in range(5_000)]
    assert keep(worker, id, look(worker, id, pasted=as_lines(said))).status == 303
    assert texts(app)[0][2].count("\n") == 4_999


def test_an_approved_talk_takes_nothing_more(app: Flask, worker: Browser) -> None:
    id = begun(app)
    page = look(worker, id, pasted=as_lines(SAID))
    with app.app_context():
        group = db.session.scalars(select(FocusGroup)).one()
        group.state, group.read_until, group.approved_on = TalkState.APPROVED, make.MONDAY, make.MONDAY
        db.session.commit()
    assert keep(worker, id, page).status == 422
    assert texts(app) == []
    assert f'action="{at(id)}"' not in worker.get(at(id)).text


def test_only_who_holds_the_talk_brings_something_in(app: Flask, worker: Browser) -> None:
    id = begun(app, holders=("renske",))
    assert worker.get(at(id)).status == 404
    with app.app_context():
        assert db.session.scalar(select(func.count()).select_from(TalkText)) == 0
