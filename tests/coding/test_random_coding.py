"""Whatever two coders do, and however the text is changed meanwhile: what is coded is what was meant."""

from random import Random
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.blueprints.coding.service.coding import give_code, take_code_off
from jsp.blueprints.coding.service.undoing import last_step, undo_last
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.coding import Code, Coding, Passage
from jsp.models.talk_texts import TalkText
from jsp.rules.passages import Step, chosen, stepped, words_of
from jsp.rules.refusal import DomainError
from jsp.rules.spans import Span
from jsp.rules.talk_text import paragraphs
from jsp.verbs import talk_texts
from tests import make
from tests.focus_groups import rows

STEPS = 60
Coded = tuple[str, UUID, int, int]  # who, code, from, to
LINES = ("M1: één 😀 twee drie", "J1: vier vijf ë zes", "zeven acht negen", "M2: 👩‍👩‍👧 tien elf", "twaalf dertien")


class Model:
    """What should be coded, and what each can undo, in plain Python."""

    def __init__(self) -> None:
        self.on: set[Coded] = set()
        self.steps: dict[str, list[tuple[Coded, bool]]] = {"sanne": [], "renske": []}

    def give(self, each: Coded) -> None:
        if each not in self.on:
            self.on.add(each)
            self.steps[each[0]].append((each, True))

    def take_off(self, each: Coded) -> None:
        self.on.discard(each)
        self.steps[each[0]].append((each, False))

    def undo(self, who: str) -> None:
        if self.steps[who]:
            each, was_added = self.steps[who].pop()
            (self.on.discard if was_added else self.on.add)(each)


def coded(text: TalkText, names: dict[int, str]) -> dict[Coded, Coding]:
    """What the database has."""
    query = select(Coding, Passage).join(Passage).where(Passage.text_id == text.id, ~Coding.is_off)
    return {
        (names[coding.coder_id], coding.code_id, passage.starts, passage.ends): coding
        for coding, passage in db.session.execute(query)
    }


@pytest.mark.parametrize("seed", range(6))
def test_codes_of_two_coders_are_what_they_did_and_did_not_undo(app: Flask, seed: int) -> None:
    rng, model = Random(seed), Model()
    with app.test_request_context():
        text = rows.add_text(rows.add_group(holders=("sanne", "renske")), "\n".join(LINES))
        book = rows.add_book()
        codes = [rows.add_code(book, name, place=at) for at, name in enumerate("ABC")]
        people = {name: make.person(name) for name in model.steps}
        names = {each.id: name for name, each in people.items()}
        for _step in range(STEPS):
            _act(rng, model, text, codes, names, rng.choice(list(people.values())))
            assert set(coded(text, names)) == model.on


def _act(rng: Random, model: Model, text: TalkText, codes: list[Code], names: dict[int, str], by: User) -> None:
    kind = rng.choice(["give", "give", "give", "off", "undo", "undo"])
    mine = sorted((each for each in coded(text, names).items() if each[0][0] == names[by.id]), key=lambda one: one[0])
    if kind == "give":
        _give(rng, model, text, codes, names[by.id], by)
    elif kind == "undo":
        step = last_step(text, by)
        assert (step is not None) == bool(model.steps[names[by.id]])
        undo_last(text, step.id if step else 0, by=by)
        model.undo(names[by.id])
    elif mine:
        key, coding = rng.choice(mine)
        take_code_off(coding, text, by=by)
        model.take_off(key)


def _give(rng: Random, model: Model, text: TalkText, codes: list[Code], who: str, by: User) -> None:
    start, end = sorted(rng.sample(range(len(text.words) + 1), 2))
    given = rng.sample(codes, rng.randint(1, 2))
    try:
        span = chosen(text.words, start, end)
    except DomainError:
        return
    give_code(text, start, end, [each.id for each in given], version=text.version, by=by)
    for each in given:
        model.give((who, each.id, span.start, span.end))


@pytest.mark.parametrize("seed", range(6))
def test_untouched_passages_read_their_words_however_the_text_is_changed(app: Flask, seed: int) -> None:
    rng = Random(seed)
    with app.test_request_context():
        text = rows.add_text(rows.add_group(), "\n".join(LINES))
        code, by = rows.add_code(rows.add_book(), "A"), make.person("sanne")
        read: dict[UUID, str] = {}
        for _step in range(STEPS):
            if rng.random() < 0.5:
                _change(rng, text)
            else:
                _code(rng, text, code, by, read)
            for passage in db.session.scalars(select(Passage)):
                if not passage.to_check:
                    assert text.words[passage.starts : passage.ends] == read[passage.id]


def _code(rng: Random, text: TalkText, code: Code, by: User, read: dict[UUID, str]) -> None:
    start, end = sorted(rng.sample(range(len(text.words) + 1), 2))
    try:
        passage = give_code(text, start, end, [code.id], version=text.version, by=by)
    except DomainError:
        return
    read.setdefault(passage.id, text.words[passage.starts : passage.ends])


def _change(rng: Random, text: TalkText) -> None:
    line = rng.choice(paragraphs(text.words))
    seen = text.words[line.span.start : line.span.end]
    words = seen.split(" ")
    at = rng.randrange(len(words))
    words[at : at + rng.choice([0, 1])] = rng.choice([["😀"], ["één", "erbij"], ["x"]])
    talk_texts.change_paragraph(text, line.at, seen=seen, words=" ".join(words))


def test_border_that_goes_out_and_back_is_where_it_was() -> None:
    words = "# Vraag\n" + "\n".join(LINES)
    for line in paragraphs(words)[2:]:
        for each in words_of(words, line.words)[1:-1]:
            for out, back in ((Step.END_LATER, Step.END_EARLIER), (Step.START_EARLIER, Step.START_LATER)):
                assert stepped(words, stepped(words, each.span, out), back) == each.span
    assert stepped(words, Span(len(words) - 8, len(words)), Step.END_LATER).end == len(words)
