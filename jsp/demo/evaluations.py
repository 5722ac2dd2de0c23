"""What the classes of the demo said of their lessons, and what they and their pairs did with it; all of it invented."""

from collections.abc import Mapping
from datetime import date, timedelta
from random import Random
from uuid import UUID, uuid5

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.debriefs import Debrief, Learning
from jsp.models.evaluations import Discussion, Evaluation, OpenAnswer
from jsp.models.lesson_sessions import LessonSession
from jsp.models.lessons import LessonSeries
from jsp.rules.box import packed_counts
from jsp.rules.evaluation import SCORES, AnswerState
from jsp.rules.session import SessionState, Side
from jsp.verbs import releasing
from jsp.verbs.asked import questionnaire_for

FEW = {"DV21": 4}  # of a class of eight no more than four were there
MOOD = {  # how likely each face is at an item, in a class where it goes like this
    "warm": (1, 1, 4, 9, 9), "even": (1, 3, 7, 7, 4), "split": (5, 4, 2, 5, 6), "cool": (4, 6, 6, 3, 1),
}  # fmt: skip
MOODS = {  # by class and item; elsewhere it goes evenly
    ("V2B", "dare_to_speak"): "split", ("V2B", "cooperation"): "warm", ("V2B", "safe"): "warm",
    ("V2A", "dare_to_speak"): "cool", ("V2A", "know_where"): "split", ("B1C", "respect_class"): "warm",
    ("B1C", "learned"): "warm", ("PR2", "usable"): "split", ("MZ31", "usable"): "warm", ("PW42", "fits_us"): "split",
}  # fmt: skip
WRITTEN = (
    "Meer oefenen en minder praten", "De rollenspellen waren leuk", "Het duurde te lang", "Niet alles hardop",
    "Vaker in tweetallen", "Goed dat het JSP erbij was", "Kortere filmpjes", "Niks, was prima",
)  # fmt: skip
TALKS = {  # by class and lesson: what the class said, and what is done with it
    ("V2B", 3): ("Hardop oefenen voor de hele klas is eng", "We oefenen eerst in tweetallen"),
    ("V2B", 4): ("De ruzie op het toneel leek niet echt", "Jullie bedenken zelf de situatie"),
    ("MZ31", 5): ("Het ging te weinig over stage", "We beginnen met een voorbeeld van jullie stage"),
}
DEBRIEFS = {  # by class and lesson: what was seen, said and changed, and the two pulses
    ("V2B", 3): ("De achterste rij deed pas mee toen het in groepjes ging.", "We stonden allebei voor de klas.",
                 "Een van ons loopt rond bij het oefenen.", 4, 4),
    ("V2B", 4): ("Het werd stil na de scène.", "Stilte is niet erg, we vulden hem te snel.",
                 "Tien tellen wachten.", 4, 5),
}  # fmt: skip
LEARNINGS = (
    ("V2B", 3, Side.TEACHER, "Ik hoef niet alles zelf te begrenzen. Vragen wat er gebeurt werkt vaak beter."),
    ("V2B", 3, Side.WORKER, "Een klas heeft een vast begin nodig. Dat kijk ik nu af van de docent."),
)


def add_evaluations(made: Mapping[str, LessonSeries], *, today: date) -> None:
    """Add them to the lessons that were given this year; flushes."""
    for code, series in made.items():
        for session in _given(series):
            position = session.lesson.position
            evaluation = evaluate(series, session, Random(f"{code} {position}"), code)  # noqa: S311
            _talk(evaluation, TALKS.get((code, position)))
            _debrief(series, session, DEBRIEFS.get((code, position)))
    _learn(made, today)
    db.session.flush()


def _given(series: LessonSeries) -> list[LessonSession]:
    query = select(LessonSession).where(LessonSession.series_id == series.id)
    found = db.session.scalars(query.where(LessonSession.state == SessionState.GIVEN).order_by(LessonSession.on)).all()
    lessons = {each.id: each for each in series.lessons}
    for each in found:
        each.lesson = lessons[each.lesson_id]
    return list(found)


def evaluate(series: LessonSeries, session: LessonSession, rng: Random, code: str) -> Evaluation:
    """What a class said of a lesson."""
    version = questionnaire_for(series.version.programme_id)
    size, is_last = series.school_class.size, session.lesson.position == 7
    answers = FEW.get(code, round(size * rng.uniform(0.6, 0.9)))
    evaluation = Evaluation(
        id=uuid5(session.id, "evaluation"), session_id=session.id, series_id=series.id, version_id=version.id,
        is_last=is_last, begun_on=session.on, closed_on=session.on, seats=size, answers=answers,
    )  # fmt: skip
    db.session.add(evaluation)
    db.session.flush()
    counts = {}
    for item in version.content.asked(is_short=False, is_last=is_last):
        faces = rng.choices(SCORES, MOOD[MOODS.get((code, item.key), "even")], k=answers - rng.randrange(2))
        counts[item.key] = {score: faces.count(score) for score in sorted(set(faces))}
    evaluation.counts = packed_counts(counts)
    _write(evaluation, rng, is_newest=code == "V2B" and session.lesson.position == 4)
    db.session.flush()
    releasing.release(evaluation)
    return evaluation


def _write(evaluation: Evaluation, rng: Random, *, is_newest: bool) -> None:
    """What was written; of the newest lesson of V2B the worker still has to read it."""
    for text in sorted(rng.sample(WRITTEN, 4)):
        answer = OpenAnswer(id=UUID(int=rng.getrandbits(128), version=4), evaluation_id=evaluation.id)
        answer.text = text
        answer.state = AnswerState.WAITING if is_newest else AnswerState.SHOWN
        db.session.add(answer)


def _talk(evaluation: Evaluation, told: tuple[str, str] | None) -> None:
    if told is not None:
        db.session.add(Discussion(id=evaluation.id, said=told[0], doing=told[1], written_on=evaluation.begun_on))


def _debrief(series: LessonSeries, session: LessonSession, told: tuple[str, str, str, int, int] | None) -> None:
    if told is None:
        return
    made = Debrief(
        id=uuid5(session.id, "debrief"), session_id=session.id, pair_id=series.pair.id, written_on=session.on
    )
    made.seen, made.talked, made.change, made.teacher_pulse, made.worker_pulse = told
    db.session.add(made)


def _learn(made: Mapping[str, LessonSeries], today: date) -> None:
    for at, (code, position, side, text) in enumerate(LEARNINGS, start=1):
        lesson = made[code].lessons[position - 1]
        session = next(each for each in _given(made[code]) if each.lesson_id == lesson.id)
        who = made[code].pair.teacher_id if side is Side.TEACHER else made[code].pair.worker.user_id
        db.session.add(Learning(
            id=UUID(int=at, version=4), session_id=session.id, profession=side, text=text,
            made_on=today - timedelta(days=3), made_by_id=who,
        ))  # fmt: skip
