"""Who sees a finding, and who changes it: who holds a talk behind it; others what enough people of each approved."""

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.finding_rows import visible_to
from jsp.rules.talk import Part, TalkState
from tests import make
from tests.browser import Browser
from tests.findings.rows import add_decision, add_finding, add_finding_of, add_passage
from tests.focus_groups import rows
from tests.lessons.conftest import add_ground

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
    ([(APPROVED, FEW), (APPROVED, FEW)], {"sanne"}),
    ([(DRAFT, SIX)], {"sanne"}),
    ([(BACK, SIX)], {"sanne"}),
    ([(APPROVED, SIX), (APPROVED, FEW)], {"sanne"}),
    ([(APPROVED, SIX), (APPROVED, SIX)], ALL),
    ([(APPROVED, SIX), (DRAFT, SIX)], {"sanne"}),
    ([(APPROVED, FEW), (DRAFT, FEW)], {"sanne"}),
])  # fmt: skip
def test_enough_people_have_to_be_behind_each_talk(
    app: Flask, talks: list[tuple[TalkState, dict[Part, int]]], who: set[str]
) -> None:
    with app.app_context():
        groups = [rows.add_group(seats=seats) for _state, seats in talks]
        passages = [add_passage(rows.add_text(group, "D1: Te druk."), "Te druk.") for group in groups]
        finding = add_finding(on=passages)
        decision = add_decision(finding)
        for group, (state, _seats) in zip(groups, talks, strict=True):
            rows.to_state(group, state)
        db.session.commit()
        places = [f"/findings/{finding.id}", f"/findings/decisions/{decision.id}"]
    for place in places:
        assert readers(app, place) == who, place


def test_the_same_talk_twice_counts_once(app: Flask) -> None:
    with app.app_context():
        group = rows.add_group(seats=FEW, state=DRAFT)
        text = rows.add_text(group, "D1: Te druk.\nD2: Te laat.")
        finding = add_finding(on=[add_passage(text, "Te druk."), add_passage(text, "Te laat.")])
        rows.to_state(group, APPROVED)
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
        rows.to_state(group, APPROVED)
        db.session.commit()
    seen = {name: Browser(app).signed_in(name).get("/findings/").words for name in READERS}
    assert {name for name, words in seen.items() if "Van weinig." in words} == {"sanne"}
    assert {name for name, words in seen.items() if "Van velen." in words} == ALL
    assert {name for name, words in seen.items() if "Samen inplannen." in words} == ALL


LOOKS = ("", "/edit", "/decide", "/passages", "/evidence/{evidence}/take-off")
PRESSES = ("/archive", "/restore", "/passages/add", "/evidence/{evidence}/up", "/evidence/{evidence}/down")
DECISION_LOOKS = ("", "/edit", "/tell", "/lesson", "/propose/respect/2", "/agreement", "/item")
DECISION_PRESSES = ("/done", "/undone")


@pytest.mark.parametrize(("name", "state", "may_see", "may_change"), [
    ("sanne", DRAFT, True, True), ("otto", DRAFT, True, True), ("lieke", DRAFT, False, False),
    ("renske", DRAFT, False, False), ("nora", DRAFT, False, False),
    ("sanne", APPROVED, True, True), ("otto", APPROVED, True, True), ("lieke", APPROVED, True, False),
    ("renske", APPROVED, True, True), ("nora", APPROVED, True, False),
])  # fmt: skip
def test_who_only_reads_it_changes_nothing(
    app: Flask, name: str, state: TalkState, may_see: bool, may_change: bool
) -> None:
    with app.app_context():
        add_ground()
        group = rows.add_group(holders=("otto",))
        finding = add_finding_of(group, by="sanne" if state is APPROVED else "otto")
        if state is DRAFT:
            group.holders.append(make.person("sanne"))
        decision = add_decision(finding)
        rows.to_state(group, state)
        db.session.commit()
        evidence = finding.evidence[0].id
        where, decided = f"/findings/{finding.id}", f"/findings/decisions/{decision.id}"
    browser = Browser(app).signed_in(name).in_language("en")
    seen = {at: browser.get(f"{where}{at.format(evidence=evidence)}").status for at in LOOKS}
    seen |= {f"d{at}": browser.get(f"{decided}{at}").status for at in DECISION_LOOKS}
    # who made it of a talk that they may not read takes nothing off
    kept = {LOOKS[-1]} if (name, state) == ("sanne", APPROVED) else set()
    expected = {at: 200 if (may_see if at in ("", "d") else may_change and at not in kept) else 404 for at in seen}
    assert seen == expected
    token = browser.get("/findings/new").form("/findings/new")
    presses = [f"{where}{at.format(evidence=evidence)}" for at in PRESSES] + [
        f"{decided}{at}" for at in DECISION_PRESSES
    ]
    if not may_change:
        assert {browser.post(at, token).status for at in presses} == {404}
    for page in (browser.get(where), browser.get(decided)) if may_see else ():
        ours = [each.get("href") or each.get("action") or "" for each in [*page._all("a"), *page.forms()]]
        changing = [at for at in ours if at.startswith((f"{where}/", f"{decided}/"))]
        assert bool(changing) is may_change, changing
