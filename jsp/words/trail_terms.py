"""Words of the trail: what was done, with what kind of thing."""

from flask_babel import lazy_gettext as _

from jsp.rules.looks import EARLY, LATE, Odd, Sort, What

SORTS = {
    Sort.OPENED: _("opened"),
    Sort.LISTED: _("list viewed"),
    Sort.SEARCHED: _("searched for a name"),
    Sort.EXPORTED: _("exported to a file"),
    Sort.CHANGED: _("written or changed"),
    Sort.PEOPLE: _("account changed"),
    Sort.TRAIL: _("trail viewed"),
    Sort.SIGN_IN: _("signed in or out"),
    Sort.REFUSED: _("refused"),
}
ODD = {
    Odd.GLASS: _("opened with a reason"),
    Odd.OTHERS: _("something of somebody else opened"),
    Odd.SEARCHED: _("searched for a name"),
    Odd.EXPORTED: _("exported to a file"),
    Odd.ERASED: _("erased because somebody asked, without a code"),
    Odd.REFUSED: _("refused"),
    Odd.HOURS: _("before %(early)d:00, after %(late)d:00 or in the weekend", early=EARLY, late=LATE),
}
SAW = {
    What.OPENED: _("opened it"),
    What.WORDS: _("read how it goes"),
    What.WRITTEN: _("wrote it together with you"),
    What.SHARED: _("read what is shared"),
    What.LINK: _("read what is shared, by the link"),
    What.REACH: _("saw how you can be reached"),
    What.EXPORTED: _("exported it to a file"),
}
KINDS = {
    "agreement": _("agreement with a school"), "carer_reach": _("meeting with parents"), "code": _("code"),
    "codebook": _("codebook"), "contact": _("conversation"), "debrief": _("looking back"), "decision": _("decision"),
    "evaluation": _("evaluation"), "finding": _("finding"), "break_glass": _("what was opened with a reason"),
    "guide": _("guide"), "hold": _("what is kept longer"), "lesson_series": _("lessons of a class"),
    "lesson_session": _("lesson"), "learning": _("what was learned"), "login_identity": _("way to sign in"),
    "member": _("colleague"), "opening": _("opening"), "partner": _("organisation"), "partners": _("organisations"),
    "passage": _("passage of a talk"), "passport": _("referral that is being written"), "pattern": _("opening hours"),
    "person_request": _("request of a person"), "programme": _("programme of lessons"),
    "questionnaire": _("questionnaire"), "reflection": _("reflection"), "referral": _("referral"),
    "research": _("counts for research"), "safety_path": _("worry about safety"), "series_pair": _("two for a class"),
    "talk": _("group talk"), "talk_text": _("text of a talk"), "thread": _("question"), "trail": _("trail"),
    "user": _("account"), "view": _("page"), "visit": _("somebody at the desk"), "wave": _("measurement"),
    "year_report": _("report of a year"),
}  # fmt: skip
OTHER = _("something else")
NOT_THERE = _("what is not there, or not theirs")  # asked for at an address; the kind is the name of its view


def kind_word(kind: str) -> str:
    """What kind of thing that is, without a capital."""
    return str(KINDS.get(kind, NOT_THERE if "." in kind else OTHER))
