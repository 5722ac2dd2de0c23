"""The report of a year: lessons, what pupils said, agreements, and what was changed."""

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import select

from jsp.extensions import db
from jsp.models.debriefs import Learning
from jsp.models.evaluation_figures import list_closed, releases
from jsp.models.lesson_reach import Agreement
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.models.programmes import Programme, ProgrammeVersion
from jsp.rules.evaluation import Audience
from jsp.rules.session import AgreementState, CancelCause, GivenBy, SessionState, Side
from jsp.rules.talk import Part, TalkState
from tests import make
from tests.browser import Browser
from tests.evaluations.rows import DIVIDED, MILD, closed, given
from tests.figures.reports import NOW, table
from tests.findings.rows import add_decision, add_finding_of
from tests.focus_groups import rows as talks
from tests.lessons.conftest import RESPECT, add_ground, class_of
from tests.lessons.rows import THURSDAY, WEEK, add_class, add_series, add_session
from tests.statements import counted

LESSONS = "Lessons by programme"
WARM = (0, 0, 1, 3, 4)
WEEKS = {"V2B": 1, "H3A": 4, "B1C": 7}  # ago, as they all have the same pair at the same hour


@pytest.fixture(autouse=True)
def ground(app: Flask) -> None:
    with app.app_context():
        add_ground()
        add_class("H3A")
        add_class("B1C")
        db.session.commit()


def reader(app: Flask, name: str = "annelies") -> Browser:
    return Browser(app).signed_in(name).in_language("en")


def at(session: LessonSession, cause: CancelCause) -> LessonSession:
    session.state, session.cause = SessionState.CANCELLED, cause
    session.settle()
    return session


def test_lessons_are_counted_with_why_they_dropped_out(app: Flask) -> None:
    with app.app_context():
        one, two = add_series(), add_series("H3A", worker="Lieke")
        far = add_series("MZ31")
        first = given(one, 1)
        first.moves = 2
        given(one, 2).given_by = GivenBy.TEACHER
        at(add_session(one, 3, THURSDAY - WEEK), CancelCause.TEST_WEEK)
        given(two, 1, weeks_ago=6)
        at(add_session(two, 2, THURSDAY - 5 * WEEK), CancelCause.ILLNESS)
        add_session(two, 2, THURSDAY - 4 * WEEK, SessionState.INTERRUPTED)
        given(far, 1, weeks_ago=7)
        given(one, 4, weeks_ago=30)  # in April, the school year before
        db.session.commit()
    page = reader(app).get(NOW)
    assert table(page, LESSONS) == {
        "Programme": ["Classes that had a lesson", "Given", "Together", "By one alone", "Dropped out", "Another hour"],
        "Respect": ["2", "3", "2", "1", "2", "2"],
    }  # fmt: skip
    words = page.words
    assert "Respect: 2 dropped out: test week 1, illness 1." in words or "illness 1, test week 1." in words
    assert "1 was interrupted by a closure and waits." in words


def fill(code: str, faces: tuple[int, ...], *, lessons: int = 1) -> LessonSeries:
    """A class that filled in the questionnaire after so many lessons, as `faces` say and once milder."""
    series = add_series(code)
    for position in range(1, lessons + 1):
        closed(given(series, position, WEEKS[code] + 3 - position), {"safe": faces, "learned": MILD})
    return series


def test_what_pupils_said_is_the_mean_of_what_the_school_sees_of_each_class(app: Flask) -> None:
    with app.app_context():
        made = [fill("V2B", DIVIDED, lessons=2).id, fill("H3A", MILD).id, fill("B1C", WARM).id]
        db.session.commit()
        means = []
        for id in made:
            seen = [each.figure("safe") for each in releases(list_closed(id), Audience.SCHOOL)]
            faces = [Decimal(each.face) if each.mean is None else each.mean for each in seen]  # type: ignore[arg-type]
            means.append(sum(faces, Decimal()) / len(faces))
    mean = str((sum(means, Decimal()) / 3).quantize(Decimal("0.1"), ROUND_HALF_UP))
    page = reader(app).get(NOW)
    assert "Respect: 4 lessons with a questionnaire, in 3 classes." in page.words
    assert table(page, "Respect")["I felt safe in this lesson."] == [mean, "3"]
    assert "not the statutory safety monitor" in page.words


def test_two_classes_are_no_picture_of_a_school(app: Flask) -> None:
    with app.app_context():
        fill("V2B", DIVIDED)
        fill("H3A", MILD)
        db.session.commit()
    page = reader(app).get(NOW)
    assert (
        "Respect: 2 lessons with a questionnaire, in 2 classes. That is too few classes for one picture." in page.words
    )
    assert "I felt safe" not in page.words


def test_what_only_the_workers_see_is_not_in_it(app: Flask) -> None:
    with app.app_context():
        for code in WEEKS:
            series = add_series(code)
            closed(given(series, 1, WEEKS[code] + 2), {"safe": DIVIDED})
            seen = closed(given(series, 2, WEEKS[code] + 1), {"safe": (0, 0, 0, 3, 3), "learned": (0, 1, 2, 2, 1)})
            assert (seen.staff_release_id is None, seen.school_release_id is None) == (False, True)
        db.session.commit()
    page = reader(app).get(NOW)
    assert "Respect: 3 lessons with a questionnaire, in 3 classes." in page.words
    assert table(page, "Respect")["I felt safe in this lesson."] == ["3.0", "3"]
    assert "I learned something" not in page.words


def test_where_the_school_sees_nothing_the_report_says_so(app: Flask) -> None:
    with app.app_context():
        closed(given(add_series(), 1), {"safe": (0, 0, 0, 3, 3)})
        db.session.commit()
    assert "Nothing yet that is shown to the school." in reader(app).get(NOW).words


def agree(
    text: str, state: AgreementState, made_on: date = date(2026, 10, 1), code: str = "V2B", later: int = 0
) -> Agreement:  # fmt: skip
    """`later`: how many days after that the school took it over, where it did."""
    made, is_adopted = class_of(code), state in (AgreementState.ADOPTED, AgreementState.CHECKED)
    found = Agreement(
        id=uuid4(), school_class_id=made.id, text=text, state=state, made_on=made_on, changed_on=made_on,
        owner_id=make.person("annelies").id, written_in="Schoolgids 4" if is_adopted else "",
        adopted_on=made_on + timedelta(days=later) if is_adopted else None,
    )  # fmt: skip
    db.session.add(found)
    return found


def test_agreements_of_the_school_are_told_to_it_and_counted_for_others(app: Flask) -> None:
    with app.app_context():
        agree("Wij lachen met elkaar", AgreementState.ADOPTED)
        agree("Stop is stop", AgreementState.PROPOSED)
        agree("Dit geldt niet meer", AgreementState.DROPPED)
        agree("Van vorig jaar", AgreementState.ADOPTED, date(2026, 5, 1))
        agree("Van een andere school", AgreementState.ADOPTED, code="MZ31")
        db.session.commit()
    words = reader(app).get(NOW).words
    assert "Classes made 2 agreements. 1 is proposed to the school. The school took over 1:" in words
    assert "Wij lachen met elkaar (Schoolgids 4)" in words
    for other in ("Stop is stop", "Dit geldt niet meer", "Van vorig jaar", "Van een andere school"):
        assert other not in words
    words = reader(app, "nora").get(NOW).words
    assert "The school took over 1" in words
    assert "Wij lachen" not in words


def test_an_agreement_stands_in_the_year_in_which_the_school_took_it_over(app: Flask) -> None:
    """Not in that of its making, and not again in that of a look whether it is kept."""
    with app.app_context():
        agree("Toen overgenomen", AgreementState.CHECKED, date(2026, 5, 1)).changed_on = date(2026, 11, 2)
        agree("Nu overgenomen", AgreementState.CHECKED, date(2026, 5, 1), later=150).changed_on = date(2027, 11, 2)
        agree("Straks overgenomen", AgreementState.ADOPTED, later=365)
        db.session.commit()
    words = reader(app).get(NOW).words
    assert "Classes made 1 agreement. The school took over 1:" in words
    assert [each in words for each in ("Toen over", "Nu over", "Straks over")] == [False, True, False]


def test_a_new_version_of_a_programme_that_is_given_there_tells_what_changed(app: Flask) -> None:
    with app.app_context():
        programme = db.session.scalars(select(Programme)).one()
        add_series()
        for number, note, on in ((2, "Les 3 in tweetallen", date(2026, 10, 9)), (3, "Van later", date(2027, 9, 1))):
            db.session.add(ProgrammeVersion(programme=programme, number=number, note=note, made_on=on, data=RESPECT))
        db.session.commit()
    words = reader(app).get(NOW).words
    assert "In the programme Respect: Les 3 in tweetallen" in words
    assert "Eerste versie" not in words
    assert "Van later" not in words


def test_of_talks_only_what_was_told_and_is_for_others(app: Flask) -> None:
    told = {"told": "Les 3 wordt korter.", "told_on": date(2026, 11, 20)}
    small, inside = {Part.MENTOR: 2}, "Uit een te kleine groep."
    with app.app_context():
        for group, more in (
            (talks.add_group(), told), (talks.add_group(seats=small), told | {"told": inside}),
            (talks.add_group(sites=("gilde",)), told | {"told": "Van een andere school."}),
        ):  # fmt: skip
            add_decision(add_finding_of(group, words="Les 3 is te vol."), "Wat Ilse gaat doen", **more)
            talks.to_state(group, TalkState.APPROVED)
        open_talk = talks.add_group(state=TalkState.READ_BACK)
        add_decision(add_finding_of(open_talk), **told | {"told": "Nog niet goedgekeurd."})
        db.session.commit()
    words = reader(app).get(NOW).words
    assert "Told to who took part in our talks: Les 3 wordt korter." in words
    for other in (inside, "Van een andere school.", "Nog niet goedgekeurd.", "Ilse", "Les 3 is te vol."):
        assert other not in words


def test_what_a_pair_learned_is_counted_and_not_told(app: Flask) -> None:
    with app.app_context():
        session = given(add_series(), 1)
        for on in (date(2026, 11, 1), date(2026, 7, 31)):
            db.session.add(Learning(id=uuid4(), session_id=session.id, profession=Side.TEACHER, text="Ik vraag nu meer",
                                    made_on=on, made_by_id=make.person("bart").id))  # fmt: skip
        db.session.commit()
    words = reader(app).get(NOW).words
    assert "After 1 lesson a teacher or youth worker wrote down, for colleagues, what they had learned." in words
    assert "Ik vraag nu meer" not in words


def test_the_questions_do_not_grow_with_the_classes(app: Flask) -> None:
    def asked() -> int:
        browser = reader(app)
        browser.get(NOW)
        with counted(app) as statements:
            browser.get(NOW)
        return len(statements)

    with app.app_context():
        fill("V2B", DIVIDED)
        agree("Stop is stop", AgreementState.ADOPTED)
        db.session.commit()
    before = asked()
    with app.app_context():
        for code in ("H3A", "B1C"):
            fill(code, MILD, lessons=3)
            agree("Nog een", AgreementState.ADOPTED, code=code)
        for days in range(1, 40):
            make.make_opening(class_of("V2B").site, THURSDAY - timedelta(days=2 + days), make.time(9), make.time(10))
        db.session.commit()
    assert asked() == before
