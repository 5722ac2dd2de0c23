"""The words for what is kept longer, and for requests of a person."""

from flask_babel import lazy_gettext as _

from jsp.models.person_requests import KnownBy, Outcome, RequestState, Wish
from jsp.rules.retention import Ground

HELD = {
    "contact": _("a conversation"), "thread": _("a question without a name"), "referral": _("a referral"),
    "talk": _("a group talk"),
}  # fmt: skip
GROUNDS = {
    Ground.COMPLAINT: _("There is a complaint about it"),
    Ground.CLAIM: _("It is needed for a legal claim"),
    Ground.LAW: _("A law or a court asks for it"),
}
PLANS = {
    "goes": _("goes."), "counted": _("nothing but what stays anyway is left of it."),
    "unsure": _("stays for now: only its own code shows whose it is."),
    Ground.COMPLAINT: _("stays for now: there is a complaint about it."),
    Ground.CLAIM: _("stays: it is needed for a legal claim."),
    Ground.LAW: _("stays: a law or a court asks for it."),
}  # fmt: skip
FREES = {
    "contact": _("A coordinator can erase it, unless it is their own: this request is on their list as well."),
    "thread": _("It goes once they type its own code with this request. Or a coordinator who does not work on it "
                "erases it: this request is on their list as well."),
    "referral": _("It goes once they type its own code with this request. Or a coordinator erases it, unless it is "
                  "their own: this request is on their list as well."),
}  # fmt: skip
GOES = {
    "contact": _("What was written down, the follow-up and the appointments about it, age, level, year, class and "
                 "who joined."),
    "thread": _("All that was said, and the number or address that was left."),
    "referral": _("Who it was about, what was shared and what was said. Is it still shared? That stops, and the "
                  "partner has to hear it: it stands in your tasks."),
}  # fmt: skip
LEFT = {
    "contact": _("Of a conversation stays, as a count: the day, the place, what it was about, how and by whom it was "
                 "asked, what we did, which of us it was, and whether it was the first time. Nothing of it says who "
                 "the young person was."),
    "thread": _("Of a question stays how many there were about a subject in a month."),
    "referral": _("Of a referral stays to whom it was, what about, what happened on which day, and that a yes was "
                  "said. Nothing of it says who the young person was. This goes %(days)s days after it ended."),
}  # fmt: skip
WENT = {
    "referral": _("Who it was about and what was shared was erased already. What happened when is still there."),
    "thread": _("The number or address that was left with it was erased already. The question is still there."),
}
PARTS = {
    "contact": _("What was written down with it was erased on %(day)s. The rest is still there."),
    "thread": _("The number or address that was left with it was erased on %(day)s. The question is still there."),
}
ERASED = {
    "thread": _("a question with all that was said"),
    "contact": _("a conversation, all but the count"),
    "referral": _("a referral: who it was about, what was shared and what was said"),
}  # fmt: skip
WISHES = {
    Wish.SEE: _("See what is kept"), Wish.CORRECT: _("Change something"), Wish.ERASE: _("Erase it"),
}  # fmt: skip
ASKED = {
    Wish.SEE: _("You asked us on %(day)s what we keep about you."),
    Wish.CORRECT: _("You asked us on %(day)s to change what we keep about you."),
    Wish.ERASE: _("You asked us on %(day)s to erase what we keep about you."),
}  # fmt: skip
KNOWN_BY = {
    KnownBy.CODE: _("The code of the question or the card"),
    KnownBy.WORKER: _("I know this person"),
    KnownBy.DOCUMENT: _("A document was shown; nothing of it is kept"),
}
WAS_KNOWN_BY = {**KNOWN_BY, KnownBy.WORKER: _("who wrote this down knows this person")}
STATES = {
    RequestState.OPEN: _("open"), RequestState.DONE: _("answered"), RequestState.REFUSED: _("refused"),
}  # fmt: skip
OUTCOMES = {
    Outcome.FOUND: _("found"), Outcome.SHOWN: _("shown"), Outcome.CORRECTED: _("changed"), Outcome.ERASED: _("erased"),
    Outcome.KEPT: _("kept"),
}  # fmt: skip
