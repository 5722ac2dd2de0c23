"""Findings and decisions as rows, for tests that begin in the middle: inside an app context, the caller commits."""

from datetime import date
from typing import Any
from uuid import uuid4

from jsp.extensions import db
from jsp.models.coding import Passage
from jsp.models.findings import Decision, Evidence, Finding
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TalkText
from jsp.rules.coding import FindingKind
from tests import make
from tests.focus_groups import rows

WORDS = "Voorbereiden kost meer tijd dan er is."


def add_passage(text: TalkText, words: str) -> Passage:
    """Those words of the text as a passage."""
    span = rows.span_of(text, words)
    row = Passage(
        id=uuid4(), text_id=text.id, starts=span.start, ends=span.end, made_on=make.MONDAY,
        made_by_id=make.person("sanne").id,
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def add_finding(words: str = WORDS, *, by: str = "sanne", on: list[Passage] | None = None, **more: Any) -> Finding:
    """A finding that rests on these passages."""
    given = {"kind": FindingKind.HINDRANCE, "points": []} | more
    row = Finding(id=uuid4(), words=words, made_on=make.MONDAY, made_by_id=make.person(by).id, **given)
    db.session.add(row)
    db.session.flush()
    for place, each in enumerate(on or []):
        group_id = db.session.get_one(TalkText, each.text_id).group_id
        db.session.add(
            Evidence(id=uuid4(), finding_id=row.id, group_id=group_id, passage_id=each.id, place=place)
        )  # fmt: skip
    db.session.flush()
    return row


def add_finding_of(group: FocusGroup, said: str = "Voorbereiden kostte te veel tijd.", **more: Any) -> Finding:
    """A finding of what was said there; with the usual text where it has none yet."""
    text = db.session.query(TalkText).filter_by(group_id=group.id).first() or rows.add_text(group)
    return add_finding(on=[add_passage(text, said)], **more)


def add_decision(finding: Finding, what: str = "Eén vaste les per maand samen voorbereiden.", **more: Any) -> Decision:
    """What is done with it."""
    given = {"who": "Mentoren en JSP", "due_on": date(2026, 12, 11), "made_on": make.MONDAY} | more
    row = Decision(id=uuid4(), finding_id=finding.id, what=what, made_by_id=make.person("sanne").id, **given)
    db.session.add(row)
    db.session.flush()
    return row
