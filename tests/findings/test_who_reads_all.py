"""A finding is for who may read what was said in every talk behind it; what one of them holds back holds it back."""

import pytest
from flask import Flask

from jsp.extensions import db
from jsp.models.finding_rows import list_findings
from jsp.rules.talk import Part, TalkState
from tests import make
from tests.browser import Browser
from tests.findings.rows import add_decision, add_finding, add_passage
from tests.focus_groups import rows

DRAFT, BACK, APPROVED = TalkState.DRAFT, TalkState.READ_BACK, TalkState.APPROVED
FEW, MANY = {Part.MENTOR: 3}, {Part.MENTOR: 5}
BOTH, NONE = {"sanne", "otto"}, frozenset[str]()
ALL = {"sanne", "otto", "lieke", "renske", "nora"}

# Sanne holds the first talk, Otto the second; Lieke holds none, Renske coordinates the site, Nora reads across talks.
TABLE = [
    ((APPROVED, MANY), (APPROVED, MANY), ALL),
    ((APPROVED, FEW), (APPROVED, MANY), {"sanne"}),
    ((DRAFT, MANY), (APPROVED, MANY), {"sanne"}),
    ((BACK, MANY), (APPROVED, MANY), {"sanne"}),
    ((DRAFT, FEW), (APPROVED, MANY), {"sanne"}),
    ((APPROVED, MANY), (APPROVED, FEW), {"otto"}),
    ((APPROVED, MANY), (DRAFT, MANY), {"otto"}),
    ((APPROVED, MANY), (BACK, MANY), {"otto"}),
    ((APPROVED, FEW), (APPROVED, FEW), NONE),
    ((APPROVED, FEW), (DRAFT, MANY), NONE),
    ((DRAFT, MANY), (DRAFT, MANY), NONE),
    ((BACK, MANY), (BACK, FEW), NONE),
    ((DRAFT, FEW), (APPROVED, FEW), NONE),
]


def add_both(first: tuple[TalkState, dict[Part, int]], second: tuple[TalkState, dict[Part, int]]) -> list[str]:
    """A finding that rests on two talks, with a decision; the addresses of both."""
    groups = [
        rows.add_group(holders=(holder,), seats=seats)
        for holder, (_state, seats) in zip(("sanne", "otto"), (first, second), strict=True)
    ]  # fmt: skip
    finding = add_finding(on=[add_passage(rows.add_text(each, "M1: Te druk."), "Te druk.") for each in groups])
    decision = add_decision(finding)
    for group, (state, _seats) in zip(groups, (first, second), strict=True):
        rows.to_state(group, state)
    db.session.commit()
    return [f"/findings/{finding.id}", f"/findings/decisions/{decision.id}"]


@pytest.mark.parametrize(("first", "second", "who"), TABLE)
def test_who_may_not_read_one_of_its_talks_does_not_see_it(
    app: Flask, first: tuple[TalkState, dict[Part, int]], second: tuple[TalkState, dict[Part, int]], who: set[str]
) -> None:
    with app.app_context():
        places = add_both(first, second)
        listed = {name for name in ALL if list_findings(make.person(name))}
    browsers = {name: Browser(app).signed_in(name) for name in ALL}
    for place in places:
        opened = {name: browser.get(place).status for name, browser in browsers.items()}
        assert opened == {name: 200 if name in who else 404 for name in ALL}, place
    assert listed == who


def test_who_holds_both_sees_it_whatever_their_state(app: Flask) -> None:
    with app.app_context():
        one, other = (rows.add_group(holders=holders, seats=FEW) for holders in (("sanne", "lieke"), ("lieke", "otto")))
        passages = [add_passage(rows.add_text(each, "M1: Te druk."), "Te druk.") for each in (one, other)]
        add_finding(on=passages, by="lieke")
        db.session.commit()
        assert {name for name in ALL if list_findings(make.person(name))} == {"lieke"}
