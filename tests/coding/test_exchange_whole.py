"""Whatever a project holds, it comes in as it was and goes out as it came; two people of it may become one."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from uuid import UUID, uuid4

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from sqlalchemy import delete, select

from jsp.extensions import db
from jsp.models.coding import Code, Codebook, Coding
from jsp.models.talk_texts import TalkText
from jsp.rules.coding import LONGEST_MEMO, LONGEST_NAME
from jsp.rules.qda import BOOKS, Project, QdaCode, QdaCoding, QdaPassage, QdaSet, QdaSource, QdaUser
from jsp.rules.qda_write import write_project
from jsp.rules.spans import Span
from tests import make
from tests.browser import Browser
from tests.coding.exchange import KEEP, bring, counted, look, people, project, take_out
from tests.focus_groups import rows
from tests.rules.qda_strategies import projects


@pytest.fixture
def sanne(app: Flask) -> Browser:
    return Browser(app).signed_in("sanne").in_language("en")


def talk(app: Flask, *holders: str) -> UUID:
    with app.app_context():
        group = rows.add_group(holders=holders or ("sanne",))
        db.session.commit()
        return group.id


def ours(found: Project) -> Project:
    """The same as a house could hold it: names apart beside each other, a code once at a passage, all in one book."""
    numbers, book = count(1), uuid4()
    codes = tuple(_apart(each, numbers) for each in found.codes)
    sources = tuple(replace(each, passages=tuple(map(_once, each.passages))) for each in found.sources)
    top = QdaCode(book, f"Boek {book}", is_codable=False, codes=codes)
    return Project("JSP", found.users, (top,), sources, (QdaSet(BOOKS, "Codebooks", (book,)),))


def _apart(code: QdaCode, numbers: Iterator[int]) -> QdaCode:
    name = f"{next(numbers)} {code.name}"[:LONGEST_NAME].strip()
    return replace(code, name=name, codes=tuple(_apart(each, numbers) for each in code.codes))


def _once(passage: QdaPassage) -> QdaPassage:
    return replace(passage, codings=tuple({each.code: each for each in passage.codings}.values()))


def told(found: Project) -> object:
    """What may not change: all but who coded, and the order."""
    texts = {each.guid: (each.text, each.passages) for each in found.sources}
    return found.codes, {
        guid: (text, {
            each.guid: (each.span, each.memo, {one.guid: (one.code, one.memo) for one in each.codings})
            for each in passages if each.codings or each.memo
        })
        for guid, (text, passages) in texts.items()
    }  # fmt: skip


def emptied(app: Flask) -> None:
    """Without texts and codes of the example before, which may have the same keys: those would be recognised."""
    with app.app_context():
        for kind in (TalkText, Code, Codebook):
            db.session.execute(delete(kind))
        db.session.commit()


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(found=projects())
def test_what_came_in_goes_out_as_it_came(app: Flask, found: Project) -> None:
    emptied(app)
    sanne, id, given_out = Browser(app).signed_in("sanne").in_language("en"), talk(app), ours(found)
    texts = {each.guid: each for each in given_out.sources}
    bring(sanne, write_project(given_out), id)
    again = project(take_out(sanne, id, books=[str(given_out.codes[0].guid)]))
    assert told(again) == told(replace(given_out, sources=tuple(texts.values())))


def both(memo: str, other: str) -> bytes:
    """A project in which two people gave one passage the same code."""
    ada, bo, code = (QdaUser(uuid4(), name) for name in ("Ada", "Bo", "x"))
    codings = (QdaCoding(uuid4(), code.guid, ada.guid, memo), QdaCoding(uuid4(), code.guid, bo.guid, other))
    source = QdaSource(uuid4(), "Nota", "Rust.", ada.guid, (QdaPassage(uuid4(), Span(0, 4), ada.guid, "", codings),))
    return write_project(Project("x", (ada, bo), (QdaCode(code.guid, "Rust"),), (source,)))


def test_two_people_stay_apart_where_they_are_two_here(app: Flask, sanne: Browser) -> None:
    id = talk(app, "sanne", "renske")
    with app.app_context():
        ids = [str(make.person(name).id) for name in ("sanne", "renske")]
    bring(sanne, both("", ""), id, **{"coders-0": ids[0], "coders-1": ids[1]})
    with app.app_context():
        assert sorted(map(str, db.session.scalars(select(Coding.coder_id)))) == sorted(ids)


def test_where_two_become_one_their_memos_come_together_and_it_is_told(app: Flask, sanne: Browser) -> None:
    page = bring(sanne, both("Van Ada", "Van Bo"), talk(app))
    assert "The project is here. 1 coding was there twice, and is kept once." in page.words
    with app.app_context():
        [coding] = db.session.scalars(select(Coding))
        assert coding.memo == "Van Ada\n\nVan Bo"


def test_memos_that_do_not_fit_together_keep_all_of_it_out(app: Flask, sanne: Browser) -> None:
    page, before = look(sanne, both("a" * LONGEST_MEMO, "b"), talk(app)), counted(app)
    answer = sanne.post(KEEP, page.form(KEEP) | people(page), follow=True)
    assert "their memos at a passage of “Nota” do not fit into one" in answer.text
    assert counted(app) == before
