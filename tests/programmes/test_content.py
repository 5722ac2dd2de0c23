"""What comes with the app holds to what was agreed about it (dossier §5.4, R42-R45, R74, R75, R81-R83)."""

import pytest

from jsp.content.usual_programmes import usual_programmes
from jsp.rules.programme import Kind, Lesson, Method, Share, balance, check_programme

PROGRAMMES = usual_programmes()
RESPECT, TRUST, WISH = (PROGRAMMES[code] for code in ("respect", "bouwen-aan-vertrouwen", "wish"))
MET = [each for programme in PROGRAMMES.values() for each in programme.lessons if each.is_met]
PLACEHOLDERS = {"date": "{date}", "link": "{link}", "number": "{number}", "jsp": "{jsp}"}


@pytest.mark.parametrize("code", list(PROGRAMMES))
def test_each_can_be_given_as_it_is(code: str) -> None:
    programme = PROGRAMMES[code]
    check_programme(programme)
    assert programme.letter.format(**PLACEHOLDERS) == programme.letter
    assert all(each in programme.letter for each in PLACEHOLDERS.values())
    assert programme.sources
    assert all(each.goals and each.sources for each in programme.lessons)


@pytest.mark.parametrize("lesson", MET, ids=lambda each: f"{each.key} {each.title}")
def test_every_lesson_has_a_common_thread_and_says_how_it_goes(lesson: Lesson) -> None:
    assert any(each.is_core for each in lesson.activities)
    assert any(not each.is_core for each in lesson.activities)
    assert all(each.how and each.methods and each.lead for each in lesson.activities)


def test_respect_is_seven_lessons_and_a_repetition() -> None:
    kinds = [each.kind for each in RESPECT.lessons]
    assert kinds == [Kind.LESSON] * 7 + [Kind.REPETITION]
    assert [each.key for each in RESPECT.lessons] == [*"1234567", "H"]
    assert all(40 <= each.minutes <= 50 for each in RESPECT.lessons)
    assert [each.key for each in RESPECT.lessons if not each.home] == ["H"]
    assert all(each.practice_link for each in RESPECT.lessons)


def test_respect_works_by_all_three_methods_but_in_lesson_5() -> None:
    missing = {each.key: balance(each).missing for each in RESPECT.numbered}
    assert {key: found for key, found in missing.items() if found} == {"5": [Method.PHYSICAL]}


def test_every_lesson_of_respect_ends_with_the_class_led_by_both() -> None:
    for lesson in RESPECT.lessons:
        last = lesson.activities[-1]
        assert (last.title, last.minutes, last.teacher, last.jsp, last.is_core) == (
            "Vragenlijst, groepsgesprek, 1 afspraak", 9, Share.LEAD, Share.LEAD, True,
        )  # fmt: skip


def test_bouwen_aan_vertrouwen_is_seven_times_45_minutes_with_homework_and_a_talk_after_it() -> None:
    assert [each.minutes for each in TRUST.lessons] == [45] * 7
    assert TRUST.has_debrief
    assert all(each.home and not balance(each).missing for each in TRUST.lessons)


def test_wish_is_two_meetings_with_six_films_between_them() -> None:
    assert [each.kind for each in WISH.lessons] == [Kind.MEETING, *[Kind.FILM] * 6, Kind.MEETING]
    films = [each for each in WISH.lessons if not each.is_met]
    assert all(not each.activities and "?" in each.home for each in films), "a film has a question"
    titles = " ".join(each.title for each in WISH.lessons[0].activities)
    assert all(word in titles for word in ("weerbaarheid", "van belang", "bijdrage"))
