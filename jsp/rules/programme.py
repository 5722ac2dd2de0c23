"""A programme as content: lessons, what is done in them, and what carers hear. It never changes once it is a version.

The document that versions, class versions and files hold is plain data (`to_data`, `jsp.rules.programme_data`).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum

from jsp.rules.refusal import N_, DomainError

MOST_LESSONS, MOST_ACTIVITIES = 40, 20
LONGEST_LESSON = 240  # minutes


class Method(StrEnum):
    """By what an activity works."""

    VERBAL = "verbal"
    MENTAL = "mental"
    PHYSICAL = "physical"


class Form(StrEnum):
    """What kind of thing is done."""

    ROLE_PLAY = "role_play"
    PHYSICAL_EXERCISE = "physical_exercise"
    VIDEO = "video"
    THEATRE = "theatre"
    BEHAVIOUR_PRACTICE = "behaviour_practice"
    DISCUSSION = "discussion"
    WRITING = "writing"
    OTHER = "other"


class Share(StrEnum):
    """What one of the pair does during an activity."""

    LEAD = "lead"
    SUPPORT = "support"
    OBSERVE = "observe"


class Kind(StrEnum):
    """What a lesson of a programme is; a film is only sent, nobody comes together for it."""

    LESSON = "lesson"
    REPETITION = "repetition"
    MEETING = "meeting"
    FILM = "film"


def label_of(kind: Kind, key: str, turn: int = 1) -> str:
    """What stands in the dot of a lesson: its number, or H for a repetition; the second one of a series is H2."""
    if kind is not Kind.REPETITION:
        return key
    return "H" if turn == 1 else f"H{turn}"


@dataclass(frozen=True, slots=True)
class Activity:
    """A part of a lesson; `key` names it within the lesson, `is_core` is the common thread that every class gets."""

    key: str
    title: str
    minutes: int
    methods: tuple[Method, ...]
    form: Form
    teacher: Share
    jsp: Share
    is_core: bool = False
    how: str = ""

    @property
    def lead(self) -> str:
        """Who leads: `teacher`, `jsp` or `both`; empty where nobody was said to."""
        leads = [who for who, share in (("teacher", self.teacher), ("jsp", self.jsp)) if share is Share.LEAD]
        return "both" if len(leads) == 2 else "".join(leads)


@dataclass(frozen=True, slots=True)
class Lesson:
    """What is done in one lesson. `home`: the question for carers; `mind`: what to be careful about."""

    key: str
    title: str
    kind: Kind
    goals: tuple[str, ...]
    activities: tuple[Activity, ...]
    home: str = ""
    practice_link: str = ""
    mind: str = ""
    materials: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    also_used_in: str = ""

    @property
    def minutes(self) -> int:
        """How long its parts take together."""
        return sum(each.minutes for each in self.activities)

    @property
    def is_met(self) -> bool:
        """Whether people come together for it, so that it needs a date and a pair."""
        return self.kind is not Kind.FILM

    def activity(self, key: str) -> Activity:
        """Raises LookupError for a key that it does not have."""
        for each in self.activities:
            if each.key == key:
                return each
        raise LookupError(key)


@dataclass(frozen=True, slots=True)
class Programme:
    """A numbered row of lessons. `minutes`: how long one takes as a rule; `letter`: the text for carers beforehand."""

    code: str
    name: str
    subtitle: str
    minutes: int
    lessons: tuple[Lesson, ...]
    about: str = ""
    has_debrief: bool = False
    letter: str = ""
    sources: tuple[str, ...] = ()

    def lesson(self, key: str) -> Lesson:
        """Raises LookupError for a key that it does not have."""
        for each in self.lessons:
            if each.key == key:
                return each
        raise LookupError(key)

    @property
    def numbered(self) -> tuple[Lesson, ...]:
        """The lessons that count; a repetition repeats one of them."""
        return tuple(each for each in self.lessons if each.kind is not Kind.REPETITION)


@dataclass(frozen=True, slots=True)
class Balance:
    """How many minutes each method gets; an activity by two methods counts for both."""

    minutes: dict[Method, int] = field(default_factory=dict)

    @property
    def missing(self) -> list[Method]:
        """The methods that get none."""
        return [each for each in Method if not self.minutes.get(each)]

    @property
    def total(self) -> int:
        """All together, for the width of the bar."""
        return sum(self.minutes.values())


def balance(*lessons: Lesson) -> Balance:
    """The balance over these lessons."""
    found = dict.fromkeys(Method, 0)
    for activity in (each for lesson in lessons for each in lesson.activities):
        for method in activity.methods:
            found[method] += activity.minutes
    return Balance(found)


def class_version(base: Lesson, changed: Lesson, *, reason: str) -> Lesson:
    """The lesson as one class gets it: free parts may change; the common thread stays, or the change has a reason.

    Who leads is agreed by the pair and may always change, and so may the title: a lesson is known by its number.
    Raises DomainError with the field `reason`.
    """
    check_lesson(changed)
    if reason or not touches_thread(base, changed):
        return changed
    titles = ", ".join(each.title for each in touched_core(base, changed))
    if changed.goals == base.goals:
        raise DomainError(N_("This changes the common thread: %(titles)s. Say why."), field="reason", titles=titles)
    if not titles:
        raise DomainError(N_("This changes the goals, which every class has. Say why."), field="reason")
    raise DomainError(N_("This changes the goals, and the common thread: %(titles)s. Say why."), field="reason",
                      titles=titles)  # fmt: skip


def touches_thread(base: Lesson, changed: Lesson) -> bool:
    """Whether what every class has is otherwise: the goals, or a core part."""
    return changed.goals != base.goals or bool(touched_core(base, changed))


def touched_core(base: Lesson, changed: Lesson) -> list[Activity]:
    """The core parts of the lesson that are gone, shorter or otherwise in what was made of it."""
    kept = {each.key: replace(each, teacher=Share.LEAD, jsp=Share.LEAD) for each in changed.activities}
    core = [each for each in base.activities if each.is_core]
    return [each for each in core if kept.get(each.key) != replace(each, teacher=Share.LEAD, jsp=Share.LEAD)]


def check_lesson(lesson: Lesson) -> None:
    """Refuse a lesson that nobody can give. Raises DomainError."""
    faults = {
        N_("A lesson needs a title."): not lesson.title,
        N_("Lesson '%(title)s' has no parts."): lesson.is_met and not lesson.activities,
        N_("Lesson '%(title)s' has more than %(most)d parts."): len(lesson.activities) > MOST_ACTIVITIES,
        N_("In lesson '%(title)s' two parts have the same key."): _has_doubles(each.key for each in lesson.activities),
        N_("A part of lesson '%(title)s' has no title or no minutes."): any(
            not each.title or each.minutes < 1 for each in lesson.activities
        ),
    }
    for said, is_so in faults.items():
        if is_so:
            raise DomainError(said, title=lesson.title, most=MOST_ACTIVITIES)
    if lesson.minutes > LONGEST_LESSON:
        raise DomainError(N_("Lesson '%(title)s' takes %(minutes)d minutes. At most %(most)d fit."), field="minutes",
                          title=lesson.title, minutes=lesson.minutes, most=LONGEST_LESSON)  # fmt: skip


def check_programme(programme: Programme) -> None:
    """Refuse a programme that cannot be. Raises DomainError."""
    if not programme.numbered:
        raise DomainError(N_("A programme needs a lesson."))
    if len(programme.lessons) > MOST_LESSONS:
        raise DomainError(N_("This programme has %(number)d lessons. At most %(most)d fit."),
                          number=len(programme.lessons), most=MOST_LESSONS)  # fmt: skip
    if programme.minutes > LONGEST_LESSON:
        raise DomainError(N_("A lesson of %(minutes)d minutes does not fit. At most %(most)d do."), field="minutes",
                          minutes=programme.minutes, most=LONGEST_LESSON)  # fmt: skip
    _check_keys(programme)
    for lesson in programme.lessons:
        check_lesson(lesson)


def _check_keys(programme: Programme) -> None:
    if _has_doubles(each.key.lower() for each in programme.lessons):  # as it stands in the address for carers
        raise DomainError(N_("Two lessons have the same key."))
    wrong = [number for number, each in enumerate(programme.numbered, start=1) if each.key != str(number)]
    if wrong:
        raise DomainError(N_("Lesson %(number)d is missing: number them 1, 2, 3 and so on."), number=wrong[0])


def _has_doubles(keys: Iterable[str]) -> bool:
    found = list(keys)
    return len(set(found)) < len(found)
