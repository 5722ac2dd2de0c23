"""From a passage to the item that checks a decision, and back, by nothing but links and forms on pages."""

import re
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.coding import Passage
from jsp.models.findings import Decision
from jsp.models.lessons import LessonSeries
from jsp.models.questionnaires import Questionnaire
from jsp.verbs import library
from jsp.verbs.asked import QUESTIONNAIRES
from tests import make
from tests.browser import Browser, Page
from tests.evaluations.rows import DIVIDED, closed, given
from tests.findings.rows import WORDS, add_decision, add_finding_of, add_passage
from tests.findings.test_decide import TEXT, WHAT, place, sanne
from tests.focus_groups import rows
from tests.lessons.conftest import add_ground
from tests.lessons.rows import add_series

__all__ = ["place", "sanne"]
SERIES = r"/lessons/series/[\w-]{36}"


def follow(browser: Browser, page: Page, pattern: str) -> Page:
    """To where the first link on the page leads that reads so."""
    found = [each.get("href") for each in page._all("a") if re.fullmatch(pattern, each.get("href") or "")]
    assert found, f"no link to {pattern} among {[each.get('href') for each in page._all('a')]}"
    answer = browser.get(found[0])
    assert answer.status == 200, found[0]
    return answer


def fill(browser: Browser, page: Page, pattern: str, **values: Any) -> Page:
    """Send the form on this page whose action reads so."""
    action = next(each.get("action") for each in page.forms() if re.fullmatch(pattern, each.get("action") or ""))
    answer = browser.post(action, page.form(action) | values, follow=True)
    assert answer.status == 200, answer.words
    return answer


def test_from_a_passage_to_the_item_and_back(app: Flask, sanne: Browser) -> None:
    with app.app_context():
        add_ground()
        text = rows.add_text(rows.add_group())
        rows.add_coding(text, rows.add_code(rows.add_book(), "Tijd"), "Voorbereiden kostte te veel tijd.")
        passage, code = db.session.scalars(select(Passage)).one().id, rows.Code
        code_id = db.session.scalars(select(code.id)).one()
        db.session.commit()
    chosen = sanne.get(f"/findings/passages?code={code_id}")
    assert f'value="{passage}"' in chosen.text
    page = sanne.get(f"/findings/new?passage={passage}")
    page = fill(sanne, page, "/findings/new", words=WORDS, kind="hindrance")
    page = follow(sanne, page, r"/findings/[\w-]{36}/decide")
    page = fill(sanne, page, r".*/decide", what=WHAT, who="JSP")
    page = follow(sanne, page, r"/findings/decisions/[\w-]{36}/lesson")
    page = follow(sanne, page, r".*/propose/respect/2")
    page = fill(sanne, page, r".*/propose/respect/2", text=TEXT)
    page = follow(sanne, page, r".*/item")
    item = page._all("option")[1].get("value")
    page = fill(sanne, page, r".*/item", item=item)
    # to what it changes, and from there back to the decision
    page = follow(sanne, page, r"/programmes/respect/proposals#proposal-[\w-]{36}")
    assert TEXT in page.words
    page = follow(sanne, page, r"/findings/decisions/[\w-]{36}")
    page = follow(sanne, page, r"/questionnaires/[\w-]+#item-[\w-]+")
    page = follow(sanne, page, r"/findings/decisions/[\w-]{36}")
    # back to the finding, the passage and the talk
    page = follow(sanne, page, r"/findings/[\w-]{36}")
    assert "Voorbereiden kostte te veel tijd." in follow(sanne, page, rf"/coding/passages/{passage}\?.*").words
    page = follow(sanne, page, r"/focus-groups/[\w-]{36}")
    page = follow(sanne, page, r"/findings/\?talk=[\w-]{36}")
    assert WORDS in page.words
    page = follow(sanne, page, r"/findings/reports/[\w-]{36}")
    follow(sanne, page, r"/findings/[\w-]{36}")


def test_from_an_agreement_and_a_series_back(app: Flask, place: str, sanne: Browser) -> None:
    with app.app_context():
        finding = db.session.scalars(select(Decision)).one().finding_id
        programme = db.session.scalars(select(rows.FocusGroup)).one()
        programme.programme_id = make.id_of(rows.FocusGroup.programme.property.mapper.class_, "respect")
        db.session.commit()
    page = follow(sanne, sanne.get(place), r".*/agreement")
    page = fill(sanne, page, r".*/agreement", agreement=page._all("option")[1].get("value"))
    page = follow(sanne, page, r"/lessons/agreements/[\w-]{36}")
    assert "from a talk" in page.words
    assert WHAT in follow(sanne, page, place).words
    with app.app_context():
        series = db.session.scalars(select(add_series.__globals__["LessonSeries"].id)).one()
    page = sanne.get(f"/lessons/series/{series}")
    assert "Decided in talks about this programme" in page.words
    assert f"/findings/{finding}" in follow(sanne, page, place).text
    page = sanne.get("/programmes/respect")
    assert WHAT in follow(sanne, page, place).words
    follow(sanne, page, r"/findings/reports/programmes/respect")


def test_from_the_figures_of_a_class_to_the_decision(app: Flask, place: str, sanne: Browser) -> None:
    with app.app_context():
        library.ensure_usual(QUESTIONNAIRES, "les")
        decision = db.session.scalars(select(Decision)).one()
        decision.questionnaire_id, decision.item_key = db.session.scalars(select(Questionnaire.id)).one(), "safe"
        evaluation = closed(given(db.session.scalars(select(LessonSeries)).one(), 1), {"safe": DIVIDED})
        db.session.commit()
        results = f"/evaluations/{evaluation.id}/results"
    page = sanne.get(results)
    assert "This shows whether it helped:" in page.words
    assert WHAT in follow(sanne, page, place).words
    for name in ("bart", "renske"):
        page = Browser(app).signed_in(name).in_language("en").get(results)
        assert (page.status, place in page.text, WHAT in page.text) == (200, False, False), name


def test_an_item_that_is_asked_no_more_leads_back_too(app: Flask, place: str, sanne: Browser) -> None:
    with app.app_context():
        library.ensure_usual(QUESTIONNAIRES, "les")
        decision = db.session.scalars(select(Decision)).one()
        decision.questionnaire_id, decision.item_key = db.session.scalars(select(Questionnaire.id)).one(), "gone"
        db.session.commit()
    page = follow(sanne, sanne.get(place), "/questionnaires/les#item-gone")
    assert ("An item that is asked no more" in page.words, 'id="item-gone"' in page.text) == (True, True)
    follow(sanne, page, place)


def test_from_a_code_and_from_a_proposal_to_the_finding(app: Flask, place: str, sanne: Browser) -> None:
    with app.app_context():
        finding = db.session.scalars(select(Decision)).one().finding_id
        [passage] = db.session.scalars(select(Passage))
        code = rows.add_code(rows.add_book(), "Tijd")
        db.session.add(rows.Coding(
            id=passage.id, passage_id=passage.id, code_id=code.id, coder_id=passage.made_by_id, made_on=make.MONDAY
        ))  # fmt: skip
        db.session.commit()
        where, coded, passage_id = f"/findings/{finding}", f"/coding/codes/{code.id}/passages", passage.id
    page = follow(sanne, sanne.get(coded), rf"/coding/passages/{passage_id}\?.*")
    follow(sanne, page, where)
    page = follow(sanne, follow(sanne, sanne.get(place), r".*/lesson"), r".*/propose/respect/2")
    page = fill(sanne, page, r".*/propose/respect/2", text=TEXT)
    follow(sanne, follow(sanne, page, r"/programmes/respect/proposals#.*"), where)
    page = follow(sanne, sanne.get("/programmes/respect/lessons/2"), r"/programmes/respect/proposals#.*")
    follow(sanne, page, where)


def test_who_holds_no_talks_reads_only_that_it_is_from_one(app: Flask, place: str, sanne: Browser) -> None:
    page = follow(sanne, follow(sanne, sanne.get(place), r".*/lesson"), r".*/propose/respect/2")
    page = fill(sanne, page, r".*/propose/respect/2", text=TEXT)
    page = follow(sanne, page, r".*/agreement")
    page = fill(sanne, page, r".*/agreement", agreement=page._all("option")[1].get("value"))
    page = follow(sanne, page, r".*/item")
    page = fill(sanne, page, r".*/item", item=page._all("option")[1].get("value"))
    agreement = next(each.get("href") for each in page._all("a") if "/lessons/agreements/" in each.get("href"))
    asked = next(each.get("href") for each in page._all("a") if "/questionnaires/" in each.get("href"))
    bart = Browser(app).signed_in("bart").in_language("en")
    for where in ("/programmes/respect/proposals", agreement, asked):
        page = bart.get(where)
        assert "from a talk" in page.words, where
        assert "/findings/" not in page.text, where
        assert WHAT not in page.words
    for where in ("/programmes/respect", "/programmes/respect/lessons/2"):
        assert "/findings/" not in bart.get(where).text
    assert "After talks a change of this lesson was proposed" in bart.get("/programmes/respect/lessons/2").words


@pytest.mark.parametrize("name", ["lieke", "renske"])
def test_a_talk_that_is_not_theirs_yet_stays_closed_for_who_holds_others(
    app: Flask, place: str, sanne: Browser, name: str
) -> None:
    page = follow(sanne, follow(sanne, sanne.get(place), r".*/lesson"), r".*/propose/respect/2")
    fill(sanne, page, r".*/propose/respect/2", text=TEXT)
    where, other = "/programmes/respect/proposals", Browser(app).signed_in(name).in_language("en")
    assert "from a talk" in other.get(where).words
    assert place not in other.get(where).text
    with app.app_context():
        rows.to_state(db.session.scalars(select(rows.FocusGroup)).one(), rows.TalkState.APPROVED)
        db.session.commit()
    assert place in other.get(where).text


def test_the_passage_knows_its_findings(app: Flask) -> None:
    from jsp.models.finding_rows import findings_of_passages  # noqa: PLC0415 - only here

    with app.app_context():
        finding = add_finding_of(rows.add_group())
        add_decision(finding)
        [passage] = db.session.scalars(select(Passage))
        other = add_passage(passage_text(passage), "Iedereen knikte.")
        found = findings_of_passages(make.person("sanne"), [passage.id, other.id])
        assert {id: [each.id for each in rows_] for id, rows_ in found.items()} == {passage.id: [finding.id]}
        assert findings_of_passages(make.person("lieke"), [passage.id]) == {}


def passage_text(passage: Passage) -> Any:
    return db.session.get(rows.TalkText, passage.text_id)
