"""Who sees a finding: who may read a talk behind it; others what enough people together approved."""

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.finding_rows import visible_to
from jsp.rules.talk import Part, TalkState
from tests import make
from tests.browser import Browser
from tests.findings.rows import add_decision, add_finding, add_finding_of, add_passage, to_state
from tests.focus_groups import rows

READERS = ("sanne", "lieke", "otto", "renske", "nora")
FEW, SIX = {Part.TEACHER: 3}, {Part.MENTOR: 4, Part.WORKER: 2}
DRAFT, BACK, APPROVED = TalkState.DRAFT, TalkState.READ_BACK, TalkState.APPROVED
ALL = set(READERS)


def readers(app: Flask, where: str) -> set[str]:
    return {name for name in READERS if Browser(app).signed_in(name).get(where).status == 200}


@pytest.mark.parametrize(("talks", "who"), [
    ([], {"sanne", "renske", "nora"}),
    ([(APPROVED, SIX)], ALL),
    ([(APPROVED, FEW)], {"sanne"}),
    ([(APPROVED, FEW), (APPROVED, FEW)], ALL),
    ([(DRAFT, SIX)], {"sanne"}),
    ([(BACK, SIX)], {"sanne"}),
    ([(APPROVED, SIX), (DRAFT, FEW)], {"sanne", "renske", "nora"}),
    ([(APPROVED, FEW), (DRAFT, FEW)], {"sanne"}),
])  # fmt: skip
def test_enough_people_together_have_to_be_behind_it(
    app: Flask, talks: list[tuple[TalkState, dict[Part, int]]], who: set[str]
) -> None:
    with app.app_context():
        groups = [rows.add_group(seats=seats) for _state, seats in talks]
        passages = [add_passage(rows.add_text(group, "D1: Te druk."), "Te druk.") for group in groups]
        finding = add_finding(on=passages)
        decision = add_decision(finding)
        for group, (state, _seats) in zip(groups, talks, strict=True):
            to_state(group, state)
        db.session.commit()
        places = [f"/findings/{finding.id}", f"/findings/decisions/{decision.id}"]
    for place in places:
        assert readers(app, place) == who, place


def test_the_same_talk_twice_counts_once(app: Flask) -> None:
    with app.app_context():
        group = rows.add_group(seats=FEW, state=DRAFT)
        text = rows.add_text(group, "D1: Te druk.\nD2: Te laat.")
        finding = add_finding(on=[add_passage(text, "Te druk."), add_passage(text, "Te laat.")])
        to_state(group, APPROVED)
        db.session.commit()
        where = f"/findings/{finding.id}"
    assert readers(app, where) == {"sanne"}


@pytest.mark.parametrize("name", ["bart", "annelies", "beheer"])
def test_who_holds_no_talks_never_gets_in(app: Flask, name: str) -> None:
    with app.app_context():
        finding = add_finding_of(rows.add_group())
        db.session.commit()
        assert not db.session.scalars(visible_to(make.person(name), least=0)).all()
        where = f"/findings/{finding.id}"
    assert Browser(app).signed_in(name).get(where).status == 403


def test_the_list_holds_what_its_reader_may_open(app: Flask) -> None:
    with app.app_context():
        add_decision(
            add_finding_of(rows.add_group(seats=FEW), "Voorbereiden kostte te veel tijd.", words="Van weinig.")
        )
        group = rows.add_group(holders=("otto",))
        add_decision(add_finding_of(group, words="Van velen."), "Samen inplannen.")
        to_state(group, APPROVED)
        db.session.commit()
    seen = {name: Browser(app).signed_in(name).get("/findings/").words for name in READERS}
    assert {name for name, words in seen.items() if "Van weinig." in words} == {"sanne"}
    assert {name for name, words in seen.items() if "Van velen." in words} == ALL
    assert {name for name, words in seen.items() if "Samen inplannen." in words} == ALL
