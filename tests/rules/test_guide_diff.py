"""What differs between two versions of a guide."""

from dataclasses import replace

from hypothesis import given, settings

from jsp.content.usual_guides import TOGETHER, usual_guide
from jsp.rules.guide import Guide, Question, Words
from jsp.rules.guide_diff import compare
from jsp.rules.parts_diff import Change, Difference
from tests.rules.guides import guides
from tests.rules.programmes import FEW

ONE = usual_guide(TOGETHER)
FIRST, SECOND, *REST = ONE.questions
NEW = Question("new", Words("Hoe?"), Words(""), Words(""))


def with_questions(*questions: Question) -> Guide:
    return replace(ONE, questions=questions)


@settings(max_examples=FEW)
@given(guides(), guides())
def test_only_the_same_is_the_same_and_every_question_is_told_once(one: Guide, other: Guide) -> None:
    assert compare(one, one).is_same
    found = compare(one, other)
    assert found.is_same == (replace(one, code="x") == replace(other, code="x"))
    assert [each.after for each in found.parts if each.after] == list(other.questions)
    assert {each.shown.key for each in found.parts} == {each.key for each in (*one.questions, *other.questions)}


def test_what_changed_in_a_question_is_told_by_name() -> None:
    other = replace(FIRST, words=replace(FIRST.words, nl="Anders?"), prompt=Words(""), minutes=99, theme=Words("Meer"))
    [change, *others] = compare(ONE, with_questions(other, SECOND, *REST)).parts
    assert change.differences == (
        Difference("words.nl", FIRST.words.nl, "Anders?"),
        Difference("prompt.nl", FIRST.prompt.nl, ""), Difference("prompt.en", FIRST.prompt.en, ""),
        Difference("theme.nl", FIRST.theme.nl, "Meer"), Difference("theme.en", FIRST.theme.en, ""),
        Difference("minutes", str(FIRST.minutes), "99"),
    )  # fmt: skip
    assert not any(each.differences for each in others)


def test_what_came_and_went_is_told_and_is_no_other_order() -> None:
    found = compare(ONE, with_questions(NEW, *REST))
    assert (found.parts[0], found.parts[-2:]) == (
        Change(None, NEW), (Change(FIRST, None), Change(SECOND, None)),
    )  # fmt: skip
    assert not found.is_reordered
    assert compare(ONE, with_questions(SECOND, FIRST, *REST)).is_reordered


def test_what_stands_around_the_questions_is_compared_too() -> None:
    rules = (Words("Nieuw"), *ONE.rules[1:], Words("Erbij"))
    found = compare(ONE, replace(ONE, name=Words("Anders"), rules=rules, closing=replace(ONE.closing, nl="Klaar.")))
    assert found.around == (
        Difference("name.nl", ONE.name.nl, "Anders"), Difference("name.en", ONE.name.en, ""),
        Difference("rules.nl", ONE.rules[0].nl, "Nieuw", 1), Difference("rules.en", ONE.rules[0].en, "", 1),
        Difference("rules.nl", "", "Erbij", len(rules)), Difference("closing.nl", ONE.closing.nl, "Klaar."),
    )  # fmt: skip
