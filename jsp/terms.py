"""The words that differ per type of school; the only place that knows them."""

from enum import StrEnum

from flask_babel import lazy_gettext as _

from jsp.models.ground import SiteKind
from jsp.rules.contact import AskedBy, Channel


class Term(StrEnum):
    """A word with two faces."""

    PUPIL = "pupil"
    MENTOR = "mentor"
    MENTOR_LESSON = "mentor_lesson"
    CLASS = "class"


WORDS = {
    SiteKind.VO: {
        Term.PUPIL: _("pupil"),
        Term.MENTOR: _("form tutor"),
        Term.MENTOR_LESSON: _("tutor lesson"),
        Term.CLASS: _("class"),
    },
    SiteKind.MBO: {
        Term.PUPIL: _("student"),
        Term.MENTOR: _("study coach"),
        Term.MENTOR_LESSON: _("coaching lesson"),
        Term.CLASS: _("group"),
    },
}

ASKED_BY = {
    AskedBy.FRIEND: _("for a friend"),
    AskedBy.TEACHER: _("teacher"),
    AskedBy.PARENT: _("parent"),
    AskedBy.OTHER: _("someone else"),
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


def word(term: Term, kind: SiteKind) -> str:
    """The word as this type of school says it."""
    return str(WORDS[kind][term])


def asker(who: AskedBy, kind: SiteKind) -> str:
    """Who asked, in the words of this type of school."""
    return word(Term.PUPIL, kind) if who is AskedBy.PUPIL else str(ASKED_BY[who])
