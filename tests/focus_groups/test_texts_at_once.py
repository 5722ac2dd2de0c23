"""Two who work on one talk at the same moment: nothing of either is lost."""

from collections.abc import Callable
from uuid import UUID, uuid4

from flask import Flask

from jsp.blueprints.focus_groups.service import pseudonyms, texts, transcripts
from jsp.extensions import db
from jsp.models.focus_group_rows import texts_of
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TalkText
from jsp.rules.pseudonyms import Pair
from jsp.rules.refusal import DomainError
from jsp.rules.transcript_lines import Turn
from tests import make
from tests.focus_groups.rows import SAID, add_group, add_text
from tests.together import at_once

LINES = SAID.split("\n")
Act = Callable[[Callable[[], None]], None]


def begun(app: Flask) -> UUID:
    with app.app_context():
        text = add_text(add_group(holders=("sanne", "renske")))
        db.session.commit()
        return text.id


def lines(app: Flask, id: UUID) -> list[str]:
    with app.app_context():
        return db.session.get_one(TalkText, id).words.split("\n")


def change(id: UUID, at: int, words: str, *, by: str = "sanne") -> Act:
    def act(waits: Callable[[], None]) -> None:
        person, seen = make.person(by), LINES[at]
        waits()
        texts.change_line(id, at, seen[:2], words, seen=seen, key=uuid4(), by=person)

    return act


def test_of_two_who_change_one_line_the_second_is_told(committing: Flask) -> None:
    id = begun(committing)
    told = at_once(committing, change(id, 2, "Eerst."), change(id, 2, "Tweede.", by="renske"))
    assert sorted(type(each).__name__ for each in told) == ["DomainError", "NoneType"]
    assert next(each.field for each in told if isinstance(each, DomainError)) == "seen"
    assert lines(committing, id)[2] in ("M2: Eerst.", "M2: Tweede.")


def test_two_who_change_two_lines_both_have_theirs(committing: Flask) -> None:
    id = begun(committing)
    assert at_once(committing, change(id, 2, "Eerst."), change(id, 3, "Tweede.", by="renske")) == [None, None]
    assert lines(committing, id)[2:4] == ["M2: Eerst.", "J1: Tweede."]


def test_a_line_changed_while_names_are_replaced_loses_neither(committing: Flask) -> None:
    id = begun(committing)
    with committing.test_request_context():
        group_id = db.session.get_one(TalkText, id).group_id
        pseudonyms.add(group_id, Pair("Iedereen", "[allen]"), key=uuid4(), by=make.person("sanne"))
        db.session.commit()

    def replace(waits: Callable[[], None]) -> None:
        person = make.person("renske")
        waits()
        pseudonyms.replace_all(group_id, key=uuid4(), by=person)

    assert at_once(committing, change(id, 2, "Eerst."), replace) == [None, None]
    assert (lines(committing, id)[2], lines(committing, id)[6]) == ("M2: Eerst.", "[allen] knikte.")


def test_two_transcripts_with_one_speaker_are_both_kept_with_the_name_once(committing: Flask) -> None:
    with committing.app_context():
        group_id = db.session.get_one(TalkText, begun(committing)).group_id

    def keep(by: str) -> Act:
        def act(waits: Callable[[], None]) -> None:
            person, choices = make.person(by), [transcripts.Choice("Ine Vos", "M1", hides=True)]
            waits()
            transcripts.keep(
                group_id, "T", [Turn("Ine Vos", f"Ik ben Ine, zegt {by}.")], choices, key=uuid4(), by=person
            )

        return act

    assert at_once(committing, keep("sanne"), keep("renske")) == [None, None]
    with committing.app_context():
        group = db.session.get_one(FocusGroup, group_id)
        assert sorted(each.words for each in texts_of(group) if each.name == "T") == [
            "M1: Ik ben [M1], zegt renske.", "M1: Ik ben [M1], zegt sanne."
        ]  # fmt: skip
        assert [each.real for each in group.pseudonyms] == ["Ine Vos\nIne"]
