"""Pages of findings ask few questions, and no more of them where there is more to show."""

from datetime import date
from uuid import UUID, uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.coding import Passage
from jsp.models.findings import Decision, Finding
from jsp.models.lesson_reach import Agreement
from jsp.models.programmes import Adaptation, Programme
from jsp.models.questionnaires import Questionnaire
from jsp.rules.evaluation import Source
from jsp.rules.talk import Part, TalkForm, TalkState
from jsp.verbs import library
from jsp.verbs.asked import QUESTIONNAIRES
from tests import make
from tests.browser import Browser
from tests.findings.rows import add_decision, add_finding
from tests.focus_groups import rows
from tests.lessons.conftest import add_ground, class_of
from tests.statements import counted

FIRST = UUID(int=11, version=4)  # the finding, the decision and the talk that the pages are of
PAGES = {
    "/findings/": 15,
    f"/findings/?talk={FIRST}": 17,
    "/findings/new?{passages}": 8,
    f"/findings/{FIRST}": 18,
    f"/findings/{FIRST}/passages?code={FIRST}": 25,
    f"/findings/decisions/{FIRST}": 6,
    f"/findings/reports/{FIRST}": 20,
    "/findings/reports/programmes/respect": 20,
    "/findings/reports/themes/money": 19,
    "/findings/agenda": 8,
}


def add_talk(number: int, finding: Finding, code: rows.Code) -> None:
    """One more of everything: a talk with its passages, findings, decisions, and what came of each."""
    programme = db.session.scalars(select(Programme)).one()
    group = rows.add_group(
        id=FIRST if not number else uuid4(), programme_id=programme.id, may_quote=number % 2 == 0 or None,
        theme_id=make.id_of(rows.FocusGroup.theme.property.mapper.class_, "money"), form=TalkForm.SCHOOL,
        seats={Part.MENTOR: 5 + number, Part.WORKER: 2}, sites=("raayland", "verweg"),
        holders=("sanne", "nora"), held_on=date(2026, 1, 1 + number),
    )  # fmt: skip
    text = rows.add_text(group)
    rows.add_coding(text, code, "Voorbereiden kostte te veel tijd.")
    rows.add_coding(text, code, "één vraag tegelijk")
    passages = list(db.session.scalars(select(Passage).where(Passage.text_id == text.id)))
    own = add_finding(f"Van gesprek {number}.", on=passages, programme_id=programme.id)
    for place, each in enumerate(passages):
        db.session.add(evidence(finding, each, group.id, 10 * number + place))
    for about in (finding, own):
        add_came_of(about, programme, number)
    rows.to_state(group, TalkState.APPROVED)


def evidence(finding: Finding, passage: Passage, group_id: UUID, place: int) -> object:
    kind = Finding.evidence.property.mapper.class_
    return kind(id=uuid4(), finding_id=finding.id, group_id=group_id, passage_id=passage.id, place=place)


def add_came_of(finding: Finding, programme: Programme, number: int) -> None:
    """A decision that changes a lesson and an agreement, and that an item checks."""
    change = Adaptation(
        id=uuid4(), programme_id=programme.id, lesson_key="2", text="Anders.", source=Source.TALK,
        made_on=make.MONDAY, made_by_id=make.person("sanne").id, activity_key="",
    )  # fmt: skip
    promise = Agreement(
        id=uuid4(), school_class_id=class_of("V2B").id, text="Wij wachten.", owner_id=make.person("bart").id,
        made_on=make.MONDAY, changed_on=make.MONDAY,
    )  # fmt: skip
    db.session.add_all((change, promise))
    db.session.flush()
    is_first = db.session.get(Decision, FIRST) is None
    made = add_decision(
        finding, f"Besluit {number}.", adaptation_id=change.id, agreement_id=promise.id, item_key="learned",
        questionnaire_id=db.session.scalars(select(Questionnaire.id)).one(), told="Gedaan.", told_on=make.MONDAY,
    )  # fmt: skip
    if is_first:
        made.id = FIRST
        db.session.flush()


@pytest.fixture
def grounds(app: Flask) -> None:
    """What is there before the first talk."""
    with app.app_context():
        add_ground()
        library.ensure_usual(QUESTIONNAIRES, "les")
        add_finding("Van allen.").id = FIRST
        db.session.flush()
        rows.add_code(rows.add_book(), "Tijd", id=FIRST)
        db.session.commit()


def add_talks(app: Flask, numbers: range) -> None:
    with app.app_context():
        for number in numbers:
            add_talk(number, db.session.get_one(Finding, FIRST), db.session.get_one(rows.Code, FIRST))
        db.session.commit()


def asked(app: Flask, browser: Browser, address: str) -> list[str]:
    """What a page asks the second time that it is opened."""
    with app.app_context():
        named = "&".join(f"passage={id}" for id in db.session.scalars(select(Passage.id)))
    address = address.format(passages=named)
    assert browser.get(address).status == 200
    with counted(app) as statements:
        browser.get(address)
    return [each for each in statements if each.startswith("SELECT")]


@pytest.mark.parametrize("who", ["sanne", "renske"])
@pytest.mark.parametrize(("address", "most"), PAGES.items())
def test_more_to_show_asks_no_more_questions(app: Flask, grounds: None, who: str, address: str, most: int) -> None:
    browser, counts = Browser(app).signed_in(who).in_language("en"), []
    for numbers in (range(2), range(2, 8)):
        add_talks(app, numbers)
        counts.append(asked(app, browser, address))
    fewer, more = counts
    assert len(fewer) == len(more), "\n".join(sorted(set(more) - set(fewer)) or more)
    assert len(more) <= most, f"{len(more)}\n" + "\n".join(more)
