"""The talks of the demo: those of the dossier, and one that went all the way from a passage to what was told back."""

from collections import Counter

from flask import Flask
from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from jsp.demo import talk_words as words
from jsp.extensions import db
from jsp.models.coding import Coding, Passage
from jsp.models.findings import Decision, Finding
from jsp.models.focus_group_rows import list_groups, texts_of
from jsp.models.focus_groups import FocusGroup
from jsp.models.talk_texts import TalkText
from jsp.rules import note_check
from jsp.rules.talk import Part, TalkForm, TalkState
from jsp.verbs.quotes import quotes_of
from tests.demo.ask import person


def groups() -> list[FocusGroup]:
    """The earliest first."""
    query = select(FocusGroup).order_by(FocusGroup.held_on)
    return list(db.session.scalars(query.options(
        selectinload(FocusGroup.participants), joinedload(FocusGroup.guide_version)
    )))  # fmt: skip


def seats(group: FocusGroup) -> Counter[Part]:
    return Counter(each.part for each in group.participants)


def test_three_teachers_and_seven_mentors_were_asked_the_four_questions(project_day: Flask) -> None:
    teachers, mentors, *_ = groups()
    assert [seats(each) for each in (teachers, mentors)] == [{Part.TEACHER: 3}, {Part.MENTOR: 7}]
    for each in (teachers, mentors):
        assert (each.form, each.state, each.held_on.year) == (TalkForm.INVENTORY, TalkState.APPROVED, 2019)
        assert [site.code for site in each.sites] == (["gilde"] if each is teachers else ["raayland"])
        [text] = texts_of(each)
        assert text.words.count("# ") == 4
        assert not any(seat.name or seat.mail for seat in each.participants)


def test_who_reads_what(project_day: Flask) -> None:
    told = {name: {each.subject for each in list_groups(person(name))} for name in ("Nora", "Lieke", "Renske")}
    assert told["Nora"] == {"Bijeenkomst met mentoren", "Terugkijken op Respect 2019-2020"}, "three are too few"
    assert told["Lieke"] == {"Halverwege Respect"}
    assert len(told["Renske"]) == 4


def test_two_coded_the_words_that_stand_there_and_differ_now_and_then(project_day: Flask) -> None:
    query = select(Passage).options(joinedload(Passage.text), selectinload(Passage.codings))
    passages = list(db.session.scalars(query))
    for each in passages:
        words_of = each.text.words[each.starts : each.ends]
        assert words_of == words_of.strip() != ""
        assert "\n" not in words_of
    coders = Counter(each.coder_id for each in db.session.scalars(select(Coding)))
    assert set(coders) == {person("Sanne").id, person("Renske").id}
    both = [each for each in passages if len({one.coder_id for one in each.codings}) == 2]
    assert len(passages) // 2 < len(both) < len(passages)


def test_findings_rest_on_what_may_be_quoted_and_led_to_something(project_day: Flask) -> None:
    findings = list(db.session.scalars(select(Finding).options(
        selectinload(Finding.evidence), selectinload(Finding.decisions)
    )))  # fmt: skip
    quotes = quotes_of([one.passage_id for each in findings for one in each.evidence if one.passage_id])
    assert len(quotes) == sum(len(each.evidence) for each in findings)
    assert all(each.is_free and each.part is not None for each in quotes.values())
    assert Counter(len(each.decisions) for each in findings) == {1: 3, 0: 1}, "one is still to be decided on"
    decisions = list(db.session.scalars(select(Decision)))
    for column in ("adaptation_id", "agreement_id", "questionnaire_id", "told_on", "done_on"):
        assert any(getattr(each, column) for each in decisions), column


def test_what_was_said_points_at_nobody(project_day: Flask) -> None:
    said = [text.words for text in db.session.scalars(select(TalkText))]
    for text in (*said, words.MISHEARD, words.REMARK):
        assert not note_check.holds_bsn(text)
        assert words.STAND_IN[0] not in text
        assert not [name for name in ("Sanne", "Lieke", "Renske", "Youssef", "Bart", "Karin") if name in text]
