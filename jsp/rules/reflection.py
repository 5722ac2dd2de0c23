"""Looking back on working together: along which mechanisms (R66), when it is due, and for how long it is kept."""

import json
from collections.abc import Collection, Mapping
from datetime import date, timedelta
from enum import StrEnum

from jsp.rules import school_year
from jsp.rules.evaluation import Moment

TALK_WITHIN = timedelta(days=14)  # after a lesson, as long as both still know what happened
END_WITHIN = timedelta(days=28)  # after the last lesson
MINUTES = 10  # that looking back takes


class Mechanism(StrEnum):
    """By what working together works."""

    GOALS = "goals"
    NEED = "need"
    ACTIVITIES = "activities"
    FLEXIBILITY = "flexibility"
    PROCESS = "process"


QUESTIONS: dict[Mechanism, tuple[str, ...]] = {
    Mechanism.GOALS: ("1",),
    Mechanism.NEED: ("2",),
    Mechanism.ACTIVITIES: ("3",),
    Mechanism.FLEXIBILITY: ("4a", "4b"),
    Mechanism.PROCESS: ("5a", "5b"),
}
KEYS = tuple(key for keys in QUESTIONS.values() for key in keys)
HOW_FAR = "5a"  # which nobody can say before the first lesson


def asked_at(moment: Moment) -> dict[Mechanism, tuple[str, ...]]:
    """What a pair is asked at that moment."""
    left_out = {HOW_FAR} if moment is Moment.START else set[str]()
    return {each: tuple(key for key in keys if key not in left_out) for each, keys in QUESTIONS.items()}


def due(given: int, lessons: int, *, last: date | None, today: date, written: Collection[Moment]) -> Moment | None:
    """When a pair should look back now: so many of the lessons were given, the last one on the day `last`.

    At the start until the first lesson, halfway from half of them on, and at the end for some weeks; never for a moment
    that was written already.
    """
    if not lessons:
        return None
    if given >= lessons:
        is_recent = last is None or today - last <= END_WITHIN
        moment = Moment.END if is_recent else None
    elif given * 2 >= lessons:
        moment = Moment.HALFWAY
    else:
        moment = None if given else Moment.START
    return None if moment in written else moment


def is_to_talk_over(on: date, today: date) -> bool:
    """Whether a lesson of that day still asks for a debrief."""
    return today - TALK_WITHIN <= on <= today


def seen_pulse(own: int | None, other: int | None) -> int | None:
    """What somebody sees of the pulse of the other one: nothing before both gave theirs."""
    return None if own is None else other


def kept_from(today: date) -> date:
    """What was said before this day is erased: it is kept until the end of the school year after its own."""
    first, _last = school_year.bounds(today)
    return first.replace(year=first.year - 1)


def to_text(answers: Mapping[str, str]) -> str:
    """Answers by question as they are kept; empty where nothing was answered."""
    said = {key: answers[key] for key in KEYS if answers.get(key)}
    return json.dumps(said, ensure_ascii=False) if said else ""


def from_text(text: str) -> dict[str, str]:
    """The same back: an answer for every question, empty where there is none."""
    said = json.loads(text) if text else {}
    return {key: said.get(key, "") for key in KEYS}
