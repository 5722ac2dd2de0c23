"""Words of the trail: what was done, with what kind of thing."""

from flask_babel import lazy_gettext as _

from jsp.models.audit import Action
from jsp.rules.looks import EARLY, LATE, Odd, Sort, What

SORTS = {
    Sort.OPENED: _("opened"),
    Sort.LISTED: _("list viewed"),
    Sort.SEARCHED: _("searched for a name"),
    Sort.EXPORTED: _("exported to a file"),
    Sort.ERASED: _("erased"),
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
    Odd.HOURS: _("before %(early)d:00, after %(late)d:00 or in the weekend without an opening", early=EARLY, late=LATE),
}
CHANGED = _("changed")
DONE = {
    Action.SIGNED_IN: _("signed in"), Action.SIGNED_OUT: _("signed out"), Action.REFUSED: _("refused"),
    Action.FAILED: _("signing in failed"), Action.PASSWORD_CHANGED: _("password changed"),
    Action.FACTOR_ADDED: _("second factor set up"), Action.FACTOR_REMOVED: _("second factor removed"),
    Action.CODES_MADE: _("new codes made"), Action.CODE_USED: _("recovery code used"), Action.INVITED: _("invited"),
    Action.ACCEPTED: _("invitation accepted"), Action.PROFILE_CHANGED: CHANGED,
    Action.SIGN_INS_ENDED: _("signed out elsewhere"), Action.PERSON_CHANGE_ASKED: _("change asked"),
    Action.PERSON_CHANGE_DONE: _("role or access changed"), Action.PERSON_CHANGE_REFUSED: _("change refused"),
    Action.SITES_CHANGED: _("sites changed"), Action.GROUND_CHANGED: CHANGED, Action.HOURS_CHANGED: CHANGED,
    Action.TURNS_CHANGED: _("changed who is there"), Action.CHECKED_IN: _("present now"),
    Action.CHECKED_OUT: _("no longer present"), Action.RECORDED: _("written down"), Action.UNDONE: _("undone"),
    Action.READ: _("opened"), Action.LISTED: _("list viewed"), Action.REWRITTEN: _("written anew"),
    Action.CORRECTED: _("corrected"), Action.HANDED_OVER: _("handed over"),
    Action.FOLLOWED_UP: _("follow-up changed"), Action.SAFETY_RECORDED: _("step for safety written down"),
    Action.ANSWERED: _("answered"), Action.ASSIGNED: _("changed who sees to it"), Action.TRIAGED: _("looked through"),
    Action.CLOSED: _("closed"), Action.REOPENED: _("opened again"), Action.SETTLED: _("settled"),
    Action.REACH_SHOWN: _("number or address viewed"), Action.ERASED: _("erased"), Action.LESSONS_CHANGED: CHANGED,
    Action.PROGRAMME_CHANGED: CHANGED, Action.CODES_GUESSED: _("wrong codes tried"),
    Action.EVALUATION_CHANGED: CHANGED, Action.QUESTIONNAIRE_CHANGED: _("questions changed"),
    Action.WAVE_CHANGED: CHANGED, Action.EXPORTED: _("exported to a file"), Action.DIRECTORY_CHANGED: CHANGED,
    Action.SIGNPOSTED: _("somebody was shown the way there"), Action.REFERRAL_CHANGED: CHANGED,
    Action.CONSENT_CHANGED: _("consent written down or ended"), Action.SHARED: _("shared"),
    Action.IDENTITY_READ: _("opened, with who it is about"), Action.IDENTITY_SEARCHED: _("searched for a name"),
    Action.PARTNER_READ: _("read by the organisation"), Action.PARTNER_ANSWERED: _("answered by the organisation"),
    Action.WITHDRAWN: _("taken back"), Action.SAFETY_SIGNED: _("signed as second person"),
    Action.TALK_CHANGED: CHANGED, Action.TALK_APPROVED: _("approved"), Action.GUIDE_CHANGED: CHANGED,
    Action.CODED: _("coded"), Action.FINDING_CHANGED: CHANGED, Action.TRAIL_READ: _("trail viewed"),
    Action.GLASS_BROKEN: _("opened with a reason"), Action.HELD: _("changed how long it is kept"),
    Action.REQUEST_CHANGED: CHANGED, Action.CODE_TYPED: _("own code typed"),
    Action.TAKEN_OFF: _("taken off a request"), Action.SIGN_IN_LINKED: _("way to sign in linked"),
}  # fmt: skip
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
    "agreement": _("agreement with a school"), "carer_reach": _("meeting with parents"), "classes": _("class"),
    "closure": _("closed days"), "code": _("code"), "codebook": _("codebook"), "contact": _("conversation"),
    "debrief": _("looking back"), "decision": _("decision"), "disciplines": _("discipline"),
    "evaluation": _("evaluation"), "finding": _("finding"), "break_glass": _("what was opened with a reason"),
    "guide": _("guide"), "history_import": _("file with earlier conversations"), "hold": _("what is kept longer"),
    "lesson_series": _("lessons of a class"), "lesson_session": _("lesson"), "learning": _("what was learned"),
    "lines": _("crisis line"), "login_identity": _("way to sign in"), "member": _("colleague"),
    "opening": _("opening"), "outcomes": _("outcome"), "pair_reflection": _("looking back of a pair"),
    "partner": _("organisation"), "partners": _("organisations"), "passage": _("passage of a talk"),
    "passport": _("referral that is being written"), "pattern": _("opening hours"),
    "period_length": _("period of the figures"), "person_request": _("request of a person"),
    "programme": _("programme of lessons"), "questionnaire": _("questionnaire"), "referral": _("referral"),
    "research": _("counts for research"), "safety_path": _("worry about safety"), "series_pair": _("two for a class"),
    "single_sign_on": _("signing in elsewhere"), "sites": _("site"), "talk": _("group talk"),
    "talk_text": _("text of a talk"), "team": _("member of the team"), "theme": _("theme"), "themes": _("theme"),
    "theme_signal": _("signal about a theme"), "thread": _("question"), "trail": _("trail"), "user": _("account"),
    "values": _("setting"), "view": _("page"), "visit": _("somebody at the desk"), "wave": _("measurement"),
    "year_report": _("report of a year"), "years": _("school year"),
}  # fmt: skip
OTHER = _("something else")
NOT_THERE = _("what is not there, or not theirs")  # asked for at an address; the kind is the name of its view


def kind_word(kind: str) -> str:
    """What kind of thing that is, without a capital."""
    return str(KINDS.get(kind, NOT_THERE if "." in kind else OTHER))


def said(action: str, *, instead: bool, sort: str) -> str:
    """What was done; `instead`: in the place of its worker, who reads that there was a reason."""
    return str(ODD[Odd.GLASS] if instead and sort == Sort.OPENED else DONE[Action(action)])
