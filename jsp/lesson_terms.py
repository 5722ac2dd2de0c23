"""The words for lessons: what is done in them, how they stand, what came of them."""

from dataclasses import dataclass
from functools import lru_cache

from flask_babel import get_locale, gettext, ngettext
from flask_babel import lazy_gettext as _

from jsp.extensions import LANGUAGES
from jsp.models.lesson_rows import Card, Row
from jsp.rules.dots import Dot
from jsp.rules.programme import Form, Kind, Method, Share
from jsp.rules.session import ActKind, CancelCause, Check, GivenBy

GIVEN_BY = {
    GivenBy.TOGETHER: _("we both"),
    GivenBy.TEACHER: _("only the teacher"),
    GivenBy.WORKER: _("only the JSP"),
}

CAUSES = {
    CancelCause.ILLNESS: _("illness"),
    CancelCause.TIMETABLE: _("timetable"),
    CancelCause.TEST_WEEK: _("test week"),
    CancelCause.TRIP: _("trip"),
    CancelCause.CLOSURE: _("the school is closed"),
    CancelCause.OTHER: _("something else"),
}

SERIES_STATES = {
    "running": _("running"),
    "paused": _("stands still"),
    "interrupted": _("interrupted"),
    "finished": _("finished"),
    "stopped": _("stopped"),
}

LESSON_NEWS = {
    ActKind.BOOKED: _("An hour was asked or agreed"),
    ActKind.MOVED: _("Another hour, or another pair"),
    ActKind.CANCELLED: _("A lesson drops out"),
    ActKind.CLOSED: _("The school is closed: lessons are interrupted or go on again"),
    ActKind.PAUSED: _("The series stands still"),
    ActKind.RESUMED: _("The series goes on, with new dates"),
    ActKind.GIVEN: _("A lesson was given"),
}

METHODS = {
    Method.VERBAL: _("verbal"),
    Method.MENTAL: _("mental"),
    Method.PHYSICAL: _("physical"),
}

FORMS = {
    Form.ROLE_PLAY: _("role play"),
    Form.PHYSICAL_EXERCISE: _("physical exercise"),
    Form.VIDEO: _("video"),
    Form.THEATRE: _("theatre"),
    Form.BEHAVIOUR_PRACTICE: _("practising behaviour"),
    Form.DISCUSSION: _("talk"),
    Form.WRITING: _("writing"),
    Form.OTHER: _("something else"),
}

SHARES = {
    Share.LEAD: _("leads"),
    Share.SUPPORT: _("supports"),
    Share.OBSERVE: _("observes"),
}

FIELD_NAMES = {
    "name": _("name"),
    "subtitle": _("what it is about, in a few words"),
    "minutes": _("minutes"),
    "about": _("what it is about"),
    "has_debrief": _("talked over after every lesson"),
    "letter": _("letter to carers beforehand"),
    "order": _("order"),
    "title": _("title"),
    "kind": _("kind"),
    "goals": _("goals"),
    "home": _("question for at home"),
    "practice_link": _("link with work placement and profession"),
    "mind": _("mind this"),
    "materials": _("materials"),
    "sources": _("sources"),
    "also_used_in": _("also used in"),
    "methods": _("works by"),
    "form": _("form"),
    "teacher": _("the teacher"),
    "jsp": _("the JSP"),
    "is_core": _("common thread"),
    "how": _("how it goes"),
}

KINDS = {
    Kind.LESSON: _("lesson"),
    Kind.REPETITION: _("repetition"),
    Kind.MEETING: _("meeting"),
    Kind.FILM: _("film"),
}

CHECKS = {
    Check.GOAL: _("Goal read"),
    Check.TASKS: _("Tasks shared out"),
    Check.FITTED: _("Fitted to the class"),
    Check.ROOM: _("Room and materials"),
    Check.MIND: _("Talked about what to mind"),
    Check.CARERS: _("Message for at home"),
}

DOTS = {
    Dot.GIVEN: _("given"),
    Dot.TODAY: _("today"),
    Dot.PLANNED: _("planned"),
    Dot.PROPOSED: _("proposed"),
    Dot.INTERRUPTED: _("interrupted"),
    Dot.OFF: _("dropped out"),
    Dot.OPEN: _("not planned yet"),
    Dot.SENT: _("sent"),
}


@dataclass(frozen=True, slots=True)
class Face:
    """How the dot of a lesson looks, and what it says to who does not see it."""

    position: int
    shape: str
    kind: str
    label: str
    words: str


def dot_faces(card: Card) -> list[Face]:
    """The dots of one class; the first firm lesson to come is what the pair prepares."""
    dots, kinds, prepared = _words_of_dots(str(get_locale()))
    coming, faces = card.coming_up, []
    for row in card.rows:
        is_next = row.dot is Dot.TODAY or (row.dot is Dot.PLANNED and row.session is coming)
        words = prepared if is_next and row.dot is Dot.PLANNED else dots[row.dot]
        if row.moves:
            words += ", " + ngettext("moved once", "moved %(num)d times", row.moves)
        kind = row.lesson.kind
        faces.append(Face(row.lesson.position, _shape(row, is_next=is_next), kinds[kind], row.lesson.label, words))
    return faces


def _shape(row: Row, *, is_next: bool) -> str:
    look = "next" if is_next else "given" if row.dot is Dot.SENT else row.dot.value
    moved = " jsp-les--moved" if row.moves else ""
    repeat = " jsp-les--repeat" if row.lesson.kind is Kind.REPETITION else ""
    return f"jsp-les jsp-les--{look}{moved}{repeat}"


@lru_cache(maxsize=len(LANGUAGES))
def _words_of_dots(_language: str) -> tuple[dict[Dot, str], dict[Kind, str], str]:
    """In the language of the page: a board has hundreds of dots, and looking a word up is what each of them costs."""
    kinds = {kind: str(word) for kind, word in KINDS.items()}
    first_up = {kind: word[:1].upper() + word[1:] for kind, word in kinds.items()}
    return {dot: str(word) for dot, word in DOTS.items()}, first_up, gettext("in preparation")
