"""The words for talks: their kinds, who takes part, what was noted, and what was found."""

from flask_babel import lazy_gettext as _

from jsp.rules.coding import FindingKind
from jsp.rules.talk import Mark, Part, Point, TalkForm, TalkState

FORMS = {
    TalkForm.FOCUS_GROUP: _("focus group"),
    TalkForm.INVENTORY: _("inventory talk"),
    TalkForm.PUPILS: _("talk with pupils"),
    TalkForm.SCHOOL: _("school-level meeting"),
}

STATES = {
    TalkState.DRAFT: _("draft"),
    TalkState.READ_BACK: _("is being read back"),
    TalkState.APPROVED: _("approved"),
}

PARTS = {
    Part.MENTOR: _("mentor"),
    Part.TEACHER: _("teacher"),
    Part.STUDY_COACH: _("study coach"),
    Part.CARE_COORDINATOR: _("care coordinator"),
    Part.WORKER: _("JSP worker"),
    Part.PUPIL: _("pupil"),
    Part.CARER: _("parent or carer"),
    Part.OTHER: _("somebody else"),
}
SOMEBODY = _("participant")  # beside a quote whose role would name somebody

MARKS = {
    Mark.NONE: _("no mark"),
    Mark.SUCCESS: _("success"),
    Mark.HINDRANCE: _("hindrance"),
    Mark.WISH: _("wish"),
    Mark.WORRY: _("worry"),
    Mark.IDEA: _("idea"),
}

FINDINGS = {
    FindingKind.SUCCESS: _("This helped"),
    FindingKind.HINDRANCE: _("This got in the way"),
    FindingKind.WISH: _("This is wanted"),
    FindingKind.OTHER: _("Something else"),
}

POINTS = {
    Point.SAFE_SCHOOL: _("a safe place where being different is normal"),
    Point.CLIMATE: _("a good climate at home, at school and in free time"),
    Point.CARERS: _("parents as partners"),
    Point.EARLY_SIGNS: _("seeing signs early"),
    Point.LOW_THRESHOLD: _("an easy way in"),
    Point.PROGRAMMES: _("prevention programmes at school"),
    Point.NEIGHBOURHOOD: _("things to do in the neighbourhood"),
    Point.SUPPORT: _("a clear structure of support"),
}
