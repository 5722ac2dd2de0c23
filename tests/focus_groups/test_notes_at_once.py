"""Whatever two people type, send again, change and take away, in whatever order: no word goes that its writer kept."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from jsp.blueprints.focus_groups.service import notes
from jsp.extensions import db
from jsp.models.focus_group_rows import get_held
from jsp.models.talk_texts import TalkNote
from jsp.rules.noting import Noted
from jsp.rules.refusal import DomainError
from jsp.rules.talk import Mark
from tests import make
from tests.browser import Browser
from tests.focus_groups import rows
from tests.focus_groups.noting import Hand, begin, lines, words

EACH = 15
STEPS = ("new", "again", "change", "look", "away")


def test_two_browsers_that_write_at_the_same_moment_lose_nothing(committing: Flask) -> None:
    """Each adds notes, and changes those of the other as it last read them; what is refused becomes a note beside."""
    where = begin(committing)
    hands = [Hand(Browser(committing).signed_in(name), where) for name in ("sanne", "lieke")]
    with ThreadPoolExecutor(2) as pool:
        typed = [each for kept in pool.map(writer, hands, "AB") for each in kept]
    stands = words(committing)
    overwritten = {word for said in typed for word in said.split()} - {word for said in stands for word in said.split()}
    assert not overwritten
    with committing.app_context():
        versions = list(db.session.scalars(select(TalkNote.version)))
    assert len(versions) == len(set(versions))


def writer(hand: Hand, name: str) -> list[str]:
    """What was kept: own words, and those of others with an own word added."""
    said = []
    for at in range(EACH):
        said.append(f"{name}{at}")
        assert hand.keep(said[-1]).status_code == 200
        line = lines(hand.news())[at % 3]
        added = f"{line['words']} {name}{at}bij"
        answer = hand.keep(added, id=UUID(line["data-note"]), version=int(line["data-version"]))
        if answer.status_code == 409:
            answer = hand.keep(added)
        assert answer.status_code == 200
        said.append(added)
    return said


@dataclass
class Person:
    """What somebody has on their page, and all that they ever sent."""

    name: str
    read: dict[UUID, tuple[int, str]] = field(default_factory=dict)
    sent: list[Noted] = field(default_factory=list)


@dataclass
class Talk:
    """A talk, and what has to stand in it: the words of each note that were kept last."""

    id: UUID
    stands: dict[UUID, str] = field(default_factory=dict)
    typed: int = 0

    def keep(self, person: Person, noted: Noted, *, is_again: bool = False) -> None:
        """Where somebody changed it meanwhile, it becomes a note of its own; only what was read is replaced."""
        person.sent.append(noted)
        try:
            row = notes.keep_note(get_held(make.person(person.name), self.id), noted, by=make.person(person.name))
        except DomainError:
            assert self.stands.get(noted.id) != noted.words
            return None if is_again else self.keep(person, noted_of(uuid4(), noted.words))
        before = self.stands.get(noted.id)
        assert before in (None, noted.words) or person.read[noted.id][1] == before or is_again
        assert not is_again or before in (None, noted.words)
        self.stands[noted.id] = noted.words
        person.read[noted.id] = row.version, noted.words
        return None

    def take_away(self, person: Person, id: UUID) -> None:
        version, said = person.read[id]
        try:
            notes.take_away(
                get_held(make.person(person.name), self.id), id, version=version, by=make.person(person.name)
            )
        except DomainError:
            return
        assert self.stands.pop(id, said) == said

    def look(self, person: Person) -> None:
        found = notes.list_notes(get_held(make.person(person.name), self.id))
        person.read = {each.id: (each.version, each.words) for each in found if not notes.is_gone(each)}

    def step(self, kind: str, person: Person, at: int) -> None:
        self.typed += 1
        said = f"woord {self.typed}"
        known = sorted(person.read, key=str)
        if kind == "new":
            self.keep(person, noted_of(uuid4(), said))
        elif kind == "again" and person.sent:
            self.keep(person, person.sent[at % len(person.sent)], is_again=True)
        elif kind == "look":
            self.look(person)
        elif kind in ("change", "away") and known:
            id = known[at % len(known)]
            act: Callable[[], None] = (
                (lambda: self.keep(person, noted_of(id, said, person.read[id][0]))) if kind == "change"
                else (lambda: self.take_away(person, id))
            )  # fmt: skip
            act()


def noted_of(id: UUID, said: str, version: int = 0) -> Noted:
    return Noted(id=id, question_key="1", said_by="", mark=Mark.NONE, words=said, version=version)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=st.lists(st.tuples(st.sampled_from(STEPS), st.integers(0, 1), st.integers(0, 9)), max_size=25))
def test_in_any_order_of_steps_every_kept_word_stands(app: Flask, steps: list[tuple[str, int, int]]) -> None:
    with app.app_context():
        talk = Talk(rows.add_group(holders=("sanne", "lieke")).id)
        people = Person("sanne"), Person("lieke")
        for kind, who, at in steps:
            talk.step(kind, people[who], at)
        found = notes.list_notes(get_held(make.person("sanne"), talk.id))
        assert {each.id: each.words for each in found if not notes.is_gone(each)} == talk.stands
        assert [each.place for each in found] == list(range(1, len(found) + 1))
        db.session.rollback()
