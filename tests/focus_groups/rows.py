"""Talks as rows, for tests that begin in the middle: inside an app context, the caller commits."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.coding import Code, Codebook, Coding, Passage
from jsp.models.focus_groups import FocusGroup, Participant
from jsp.models.ground import Site
from jsp.models.talk_texts import TalkText, TextKind
from jsp.rules.coding import COLOURS, name_key
from jsp.rules.spans import Span
from jsp.rules.talk import Part, TalkForm, TalkState
from jsp.verbs import guiding, talk_texts
from tests import make

HELD_ON, READ_UNTIL = date(2026, 11, 19), date(2026, 12, 3)
MENTORS = {Part.MENTOR: 4, Part.WORKER: 2}  # six people
SAID = """# Wat wilden we samen bereiken?
M1: We wilden rust in de klas, en dat lukte pas na les 3.
M2: Het café-gesprek 😀 hielp: één vraag tegelijk.
J1: Ik zag dat de klas elkaar beter liet uitpraten.
# Paste het in onze weken?
M3: Voorbereiden kostte te veel tijd.
Iedereen knikte."""


def add_group(
    *,
    holders: tuple[str, ...] = ("sanne",),
    seats: Mapping[Part, int] = MENTORS,
    sites: tuple[str, ...] = ("raayland",),
    state: TalkState = TalkState.DRAFT,
    guide: str = "samenwerken",
    may_quote: bool | None = None,
    **more: Any,
) -> FocusGroup:
    """A talk with so many seats of each role. A state of later comes with its days."""
    given = {"form": TalkForm.FOCUS_GROUP, "subject": "Terugkijken op Respect", "held_on": HELD_ON, "minutes": 75}
    row = FocusGroup(**{
        "id": uuid4(), "made_on": HELD_ON, "made_by_id": make.person(holders[0]).id,
        "guide_version_id": guiding.version_to_use(guide).id,
        "sites": list(db.session.scalars(select(Site).where(Site.code.in_(sites)))),
        "holders": [make.person(name) for name in holders], **given, **_of_state(state, holders[0]), **more,
    })  # fmt: skip
    row.participants = [
        Participant(id=uuid4(), part=part, number=number, may_quote=may_quote)
        for part, most in seats.items() for number in range(1, most + 1)
    ]  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def to_state(group: FocusGroup, state: TalkState, *, by: str = "sanne") -> None:
    """The talk as far as that, once its texts are there."""
    for name, value in _of_state(state, by).items():
        setattr(group, name, value)
    db.session.flush()


def add_told(words: str = SAID, *, state: TalkState = TalkState.DRAFT, **more: Any) -> tuple[FocusGroup, TalkText]:
    """A talk as far as that with a text, which was there before it was approved."""
    is_approved = state is TalkState.APPROVED
    group = add_group(**more, state=TalkState.READ_BACK if is_approved else state)
    text = add_text(group, words)
    if is_approved:
        to_state(group, state, by=more.get("holders", ("sanne",))[0])
    return group, text


def add_text(
    group: FocusGroup, words: str = SAID, *, kind: TextKind = TextKind.NOTES, name: str = "Verslag"
) -> TalkText:
    """A text of it, before it is approved; that of its notes is one."""
    return talk_texts.add(group, kind, name, words)


def add_book(name: str = "Werkboek", *, by: str = "sanne") -> Codebook:
    """An empty codebook."""
    row = Codebook(
        id=uuid4(), name=name, name_key=name_key(name), made_on=make.MONDAY, made_by_id=make.person(by).id
    )  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def add_code(book: Codebook, name: str, *, parent: Code | None = None, place: int = 0, **more: Any) -> Code:
    """A code of it, under another one where that is given."""
    row = Code(**{
        "id": uuid4(), "book_id": book.id, "parent_id": parent and parent.id,
        "under_id": parent.id if parent else book.id,
        "name": name, "name_key": name_key(name), "colour": COLOURS[place % len(COLOURS)], "place": place, **more,
    })  # fmt: skip
    db.session.add(row)
    db.session.flush()
    return row


def span_of(text: TalkText, words: str) -> Span:
    """Where those words stand in it."""
    start = text.words.index(words)
    return Span(start, start + len(words))


def add_coding(text: TalkText, code: Code, words: str, *, by: str = "sanne", id: UUID | None = None) -> Coding:
    """Those words of the text with that code, in a passage of their own."""
    coder, span = make.person(by).id, span_of(text, words)
    passage = Passage(
        id=uuid4(), text_id=text.id, starts=span.start, ends=span.end, made_on=make.MONDAY, made_by_id=coder
    )  # fmt: skip
    db.session.add(passage)
    db.session.flush()
    row = Coding(id=id or uuid4(), passage_id=passage.id, code_id=code.id, coder_id=coder, made_on=make.MONDAY)
    db.session.add(row)
    db.session.flush()
    return row


def _of_state(state: TalkState, by: str) -> dict[str, Any]:
    found: dict[str, Any] = {"state": state}
    if state is not TalkState.DRAFT:
        found["read_until"] = READ_UNTIL
    if state is TalkState.APPROVED:
        found |= {"approved_on": make.MONDAY, "approved_by_id": make.person(by).id}
    return found
