"""Texts of talks with coded passages, as many and as long as are measured."""

from dataclasses import dataclass
from datetime import date
from random import Random
from uuid import UUID, uuid4

from sqlalchemy import insert, select

from bench.inside import inside
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.coding import Code, Codebook, Coding, Passage
from jsp.models.focus_groups import FocusGroup, Participant
from jsp.models.talk_texts import TextKind
from jsp.rules.coding import COLOURS, name_key
from jsp.rules.talk import Part, TalkForm
from jsp.verbs import guiding, talk_texts

SEED = 37
SAID = ("de", "klas", "rust", "één", "vraag", "tegelijk", "samen", "voorbereiden", "tijd", "mentor", "leerling",
        "hielp", "niet", "wel", "café", "😀", "grens", "luisteren", "daarna", "elkaar", "week", "les")  # fmt: skip
IN_A_LINE = 40  # words
CODES = 10


@dataclass(frozen=True)
class Ground:
    """What was made: the text (the last one where there are several) with its length, and the codes."""

    text: UUID
    length: int
    words: str
    codes: list[UUID]


def fill(url: str, *, talks: int, words: int, passages: int) -> Ground:
    """So many talks of one worker, each with a text of so many words in which so many passages have a code."""
    order = Random(SEED)
    with inside(url):
        worker = db.session.scalars(select(User).where(User.email == "sanne@demo.example")).one()
        codes = _codes(worker.id)
        for _ in range(talks):
            text = talk_texts.add(_talk(worker), TextKind.TRANSCRIPT, "Gemeten", _said(order, words))
            length, said = len(text.words), text.words
            _code(text.id, length, passages, codes, worker.id, order)
        db.session.commit()
        return Ground(text.id, length, said, codes)


def _codes(user_id: int) -> list[UUID]:
    today = date(2026, 11, 23)
    book = Codebook(id=uuid4(), name="Gemeten", name_key=name_key("Gemeten"), made_on=today, made_by_id=user_id)
    db.session.add(book)
    db.session.flush()
    rows = [
        Code(id=uuid4(), book_id=book.id, under_id=book.id, name=f"Code {at}", name_key=f"code {at}",
             colour=COLOURS[at], place=at)
        for at in range(CODES)
    ]  # fmt: skip
    db.session.add_all(rows)
    db.session.flush()
    return [each.id for each in rows]


def _talk(worker: User) -> FocusGroup:
    held = date(2026, 11, 19)
    row = FocusGroup(
        id=uuid4(), form=TalkForm.FOCUS_GROUP, subject="Gemeten", held_on=held, minutes=75, made_on=held,
        made_by_id=worker.id, guide_version_id=guiding.version_to_use("samenwerken").id, holders=[worker],
        sites=list(worker.sites),
    )  # fmt: skip
    row.participants = [Participant(id=uuid4(), part=Part.MENTOR, number=number) for number in range(1, 7)]
    db.session.add(row)
    db.session.flush()
    return row


def _said(order: Random, words: int) -> str:
    lines = range(words // IN_A_LINE)
    return "\n".join(f"M{1 + at % 6}: {' '.join(order.choices(SAID, k=IN_A_LINE))}." for at in lines)


def _code(text: UUID, length: int, passages: int, codes: list[UUID], user_id: int, order: Random) -> None:
    today = date(2026, 11, 23)
    rows = []
    for _passage in range(passages):
        starts = order.randrange(length - 200)
        rows.append({
            "id": uuid4(), "text_id": text, "starts": starts, "ends": starts + order.randrange(20, 180),
            "to_check": False, "made_on": today, "made_by_id": user_id,
        })  # fmt: skip
    db.session.execute(insert(Passage), rows)
    db.session.execute(insert(Coding), [
        {"id": uuid4(), "passage_id": each["id"], "code_id": order.choice(codes), "coder_id": user_id, "made_on": today,
         "is_off": False}
        for each in rows
    ])  # fmt: skip
