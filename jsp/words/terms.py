"""The words that differ per type of school and per school; the only place that knows them."""

from enum import StrEnum
from typing import Any

from babel.lists import format_list
from flask_babel import get_locale, gettext, lazy_pgettext
from flask_babel import lazy_gettext as _

from jsp.models.base import in_language
from jsp.models.ground import Site, SiteKind
from jsp.models.hours import Closure
from jsp.models.turns import NoticeKind
from jsp.rules.closures import ClosureKind, Effect
from jsp.rules.contact import AgeBand, AskedBy, Channel, Level
from jsp.rules.opening import CancelReason
from jsp.rules.roles import Role
from jsp.rules.thread import Result, Urgency, Wish


class Term(StrEnum):
    """A word with two faces."""

    PUPIL = "pupil"
    MENTOR = "mentor"
    MENTOR_LESSON = "mentor_lesson"
    CLASS = "class"
    ROOM = "room"


WORDS = {
    SiteKind.VO: {
        Term.PUPIL: _("pupil"),
        Term.MENTOR: _("form tutor"),
        Term.MENTOR_LESSON: _("tutor lesson"),
        Term.CLASS: _("class"),
        Term.ROOM: _("room"),
    },
    SiteKind.MBO: {
        Term.PUPIL: _("student"),
        Term.MENTOR: _("study coach"),
        Term.MENTOR_LESSON: _("coaching lesson"),
        Term.CLASS: _("group"),
        Term.ROOM: lazy_pgettext("at a vocational college", "room"),
    },
}

ASKED_BY = {
    AskedBy.FRIEND: _("for a friend"),
    AskedBy.TEACHER: _("teacher"),
    AskedBy.PARENT: _("parent"),
    AskedBy.OTHER: _("someone else"),
}

ASKING = {
    AskedBy.PUPIL: _("pupil or student"),
    AskedBy.FRIEND: _("I ask for a friend"),
    AskedBy.TEACHER: _("teacher"),
    AskedBy.PARENT: _("parent"),
}

WISHES = {
    Wish.LESSON: _("a lesson"),
    Wish.SERIES: _("a series of lessons"),
    Wish.CLASS_TALK: _("a talk with the class"),
    Wish.ADVICE: _("advice for me"),
    Wish.UNSURE: _("I don't know yet"),
}

RESULTS = {
    Result.LESSON: _("a lesson"),
    Result.SERIES: _("a series of lessons"),
    Result.CLASS_TALK: _("a talk with the class"),
    Result.ADVICE: _("advice"),
    Result.NOT_NOW: _("not now"),
}

URGENCIES = {
    Urgency.THIS_WEEK: _("this week"),
    Urgency.THIS_MONTH: _("this month"),
    Urgency.CAN_WAIT: _("it can wait"),
}

CHANNELS = {
    Channel.WALK_IN: _("walk-in"),
    Channel.PHONE: _("phone"),
    Channel.EMAIL: _("e-mail"),
    Channel.WEB_FORM: _("form"),
    Channel.CLASSROOM: _("in the classroom"),
    Channel.VIA_TEACHER: _("through a teacher"),
    Channel.ONLINE: _("online or chat"),
    Channel.HOME_VISIT: _("home visit"),
}

AGE_BANDS = {
    AgeBand.UNDER_12: _("under 12"),
    AgeBand.FROM_12: _("12 to 15"),
    AgeBand.FROM_16: _("16 or 17"),
    AgeBand.FROM_18: _("18 or older"),
}

LEVELS: dict[SiteKind, dict[Level, Any]] = {
    SiteKind.VO: {
        Level.BRIDGE: _("bridge class"),
        Level.PRO: _("practical education"),
        Level.VMBO_BB: _("vmbo basic"),
        Level.VMBO_KB: _("vmbo advanced"),
        Level.VMBO_GL: _("vmbo mixed"),
        Level.VMBO_TL: _("vmbo theoretical"),
        Level.HAVO: "havo",
        Level.VWO: "vwo",
    },
    SiteKind.MBO: {level: level.replace("_", " ") for level in (Level.MBO_1, Level.MBO_2, Level.MBO_3, Level.MBO_4)},
}

CLOSURE_KINDS = {
    ClosureKind.SCHOOL_HOLIDAY: _("school holiday"),
    ClosureKind.PUBLIC_HOLIDAY: _("public holiday"),
    ClosureKind.TRAINING_DAY: _("staff training day"),
    ClosureKind.EXAM_WEEK: _("test or exam week"),
    ClosureKind.SCHOOL_CLOSURE: _("the school is closed"),
}

SENTENCES = {
    ClosureKind.TRAINING_DAY: _("There is no school: the teachers have a training day."),
    ClosureKind.EXAM_WEEK: _("It is test week or exam week."),
    ClosureKind.SCHOOL_CLOSURE: _("The school is closed."),
}

EFFECTS = {
    Effect.CLOSED: _("not open"),
    Effect.REMOTE: _("only by phone and message"),
    Effect.OPEN: _("the desk stays open"),
}

NOTICES = {
    NoticeKind.PLANNED: _("You are planned"),
    NoticeKind.TAKEN_OFF: _("You are no longer planned"),
    NoticeKind.CHANGED: _("Other hours or another room"),
    NoticeKind.CALLED_OFF: _("Does not go on"),
    NoticeKind.ON_AGAIN: _("Goes on again"),
    NoticeKind.COVERED: _("A colleague takes the turn"),
    NoticeKind.SWAPPED: _("Swapped"),
    NoticeKind.NOT_SWAPPED: _("Your colleague does not swap"),
    NoticeKind.DROPPED_OUT: _("Somebody cannot come"),
    NoticeKind.BACK: _("Can come after all"),
    NoticeKind.SHORT: _("Too few people: say whether it goes on"),
}

REASONS = {
    CancelReason.ILLNESS: _("illness"),
    CancelReason.TOO_FEW: _("too few people"),
    CancelReason.ROOM: _("no room"),
    CancelReason.OTHER: _("something else"),
}

ROLES = {
    Role.WORKER: _("JSP worker"),
    Role.COORDINATOR: _("JSP coordinator"),
    Role.MENTOR: _("mentor or study coach"),
    Role.CARE_COORDINATOR: _("care coordinator"),
    Role.RESEARCHER: _("researcher"),
    Role.ADMINISTRATOR: _("administrator"),
}


def closure_sentence(closure: Closure) -> str:
    """What the public page says about days on which a site is not as usual."""
    if closure.sentence:
        return closure.sentence
    name = closure.name
    if closure.kind is ClosureKind.SCHOOL_HOLIDAY:
        return str(gettext("It is %(name)s.", name=_in_a_sentence(name) or _("school holiday")))
    if closure.kind is ClosureKind.PUBLIC_HOLIDAY:
        return str(gettext("Today is %(name)s.", name=name) if name else gettext("It is a public holiday."))
    return str(SENTENCES[closure.kind])


def _in_a_sentence(name: str) -> str:
    """The name of a holiday within a Dutch sentence has no capital: it is herfstvakantie."""
    return in_language(name[:1].lower() + name[1:], name)


def role_name(role: str) -> str:
    """A role in words."""
    return str(ROLES[Role(role)])


def role_names(roles: list[Role]) -> str:
    """Roles in words, in a row."""
    return str(format_list([role_name(role) for role in roles], locale=get_locale()))


def word(term: Term, site: Site) -> str:
    """The word as this school says it: its own, or that of its type of education."""
    own = in_language(site.words.get(f"{term}_nl", ""), site.words.get(f"{term}_en", ""))
    return own or str(WORDS[site.kind][term])


def asker(who: AskedBy, site: Site | None) -> str:
    """Who asked, in the words of this school, or of no school in particular."""
    if site is None:
        return str(ASKING[who] if who is AskedBy.PUPIL else ASKED_BY[who])
    return word(Term.PUPIL, site) if who is AskedBy.PUPIL else str(ASKED_BY[who])


def one_of(words: list[str]) -> str:
    """Words of which one will do, such as gezinscoach of jongerenwerker."""
    return format_list(words, style="or", locale=get_locale())
