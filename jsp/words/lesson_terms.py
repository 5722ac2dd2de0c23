"""The words for lessons: what is done in them, how they stand, what came of them."""

from functools import lru_cache
from typing import Any, NamedTuple

from flask_babel import get_locale, gettext, ngettext
from flask_babel import lazy_gettext as _
from markupsafe import Markup, escape

from jsp.models.lesson_cards import CardOf
from jsp.models.lessons import SeriesPair
from jsp.rules.dots import Dot
from jsp.rules.evaluation import Moment
from jsp.rules.programme import Form, Kind, Method, Share
from jsp.rules.refusal import N_
from jsp.rules.session import ActKind, CancelCause, Check, GivenBy
from jsp.rules.slots import Obstacle

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
    ActKind.MOVED: _("Another hour"),
    ActKind.CANCELLED: _("A lesson drops out"),
    ActKind.CLOSED: _("The school is closed: lessons are interrupted or go on again"),
    ActKind.PAUSED: _("The series stands still"),
    ActKind.RESUMED: _("The series goes on, with new dates"),
    ActKind.GIVEN: _("A lesson was given"),
    ActKind.WITHDRAWN: _("An hour that was asked does not go through"),
    ActKind.STOPPED: _("The series was stopped"),
    ActKind.REOPENED: _("The series goes on after all"),
    ActKind.HANDED_OVER: _("Others give it from now on, or the class is called otherwise"),
    ActKind.UNDONE: _("The last change was undone"),
    ActKind.AWAY: _("Somebody is not there at an hour that was agreed"),
    ActKind.AT_WORK: _("The class is at work placement at an hour that was agreed"),
    ActKind.LEFT: _("One of the two leaves: a new pair is needed"),
    ActKind.BEGUN: _("You two give a new series"),
    ActKind.BESIDE: _("Another series began in this class"),
    ActKind.TAKEN_AWAY: _("A repetition was taken away"),
}

NOT_THERE = {
    Obstacle.AWAY: N_("%(name)s is not there then"),
    Obstacle.NOT_WORKING: N_("%(name)s does not work then"),
    Obstacle.WORKER_LEFT: N_("%(name)s is not in the team any more then"),
    Obstacle.TEACHER_LEFT: N_("%(name)s is not there any more"),
    Obstacle.AT_WORK: N_("The class is at work placement then"),
}

LOOK_BACK = {
    Moment.START: _("Before you begin: look at how you work together"),
    Moment.HALFWAY: _("Halfway: look at how you work together"),
    Moment.END: _("At the end: look back on how you worked together"),
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
    "name_nl": _("name in Dutch"),
    "name_en": _("name in English"),
    "nl": _("Dutch"),
    "en": _("English"),
    "mbo_nl": _("Dutch, for students"),
    "mbo_en": _("English, for students"),
    "in_short": _("in the short version"),
    "at_end": _("only after the last lesson"),
    "open_question": _("open question"),
    "faces": _("what the faces say"),
    "items": _("items"),
    "opening": _("how it begins"),
    "closing": _("how it ends"),
    "rules": _("rules"),
    "questions": _("questions"),
    "words": _("the question"),
    "prompt": _("for when it stays quiet"),
    "theme": _("theme"),
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


LINK = Markup('<li><a class="{}" href="'), Markup('">{}</a></li>')
NO_LINK = Markup('<li><span class="{}">'), Markup("{}</span></li>")
INSIDE = Markup('<span class="jsp-hidden">{} </span>{}<span class="jsp-hidden">: {}</span>')


class Face(NamedTuple):
    """All by which one dot differs from another, but for its place. `is_next`: the pair prepares or gives it."""

    dot: Dot
    kind: Kind
    label: str
    moves: int
    is_next: bool


def dot_row(card: CardOf[Any, Any], place: str = "") -> Markup:
    """The dots of one class; the first firm lesson to come is what the pair prepares.

    Each leads to its lesson where `place` is given, the address of the series.
    """
    language, coming, above = str(get_locale()), card.coming_up, escape(place)
    parts = ['<ol class="jsp-dots">']
    for row in card.rows:
        lesson, is_next = row.lesson, row.dot is Dot.TODAY or (row.dot is Dot.PLANNED and row.session is coming)
        before, after = _drawn(Face(row.dot, lesson.kind, lesson.label, row.moves, is_next), bool(place), language)
        parts += (before, above, "/", str(lesson.position), after) if place else (before, after)
    return Markup("".join([*parts, "</ol>"]))  # noqa: S704 - of parts that are escaped, each of hundreds only once


@lru_cache(maxsize=4096)
def _drawn(face: Face, is_link: bool, _language: str, /) -> tuple[Markup, Markup]:
    """What stands before and after the address, in the language of the page, to look at and in words.

    A board has hundreds of dots and few that differ, and to look words up for each of them is what it would cost.
    """
    words = gettext("in preparation") if face.is_next and face.dot is Dot.PLANNED else str(DOTS[face.dot])
    if face.moves:
        words += ", " + ngettext("moved once", "moved %(num)d times", face.moves)
    kind = str(KINDS[face.kind])
    before, after = LINK if is_link else NO_LINK
    return before.format(_shape(face)), after.format(INSIDE.format(kind[:1].upper() + kind[1:], face.label, words))


def _shape(face: Face) -> str:
    look = "next" if face.is_next else "given" if face.dot is Dot.SENT else face.dot.value
    moved = " jsp-les--moved" if face.moves else ""
    repeat = " jsp-les--repeat" if face.kind is Kind.REPETITION else ""
    return f"jsp-les jsp-les--{look}{moved}{repeat}"


def not_there(pair: SeriesPair, why: Obstacle) -> str:
    """Who of a pair will not be there, or that the class will not."""
    person = pair.teacher if why is Obstacle.TEACHER_LEFT else pair.worker
    return str(gettext(NOT_THERE[why], name=person.first_name))
