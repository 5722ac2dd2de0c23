"""The words for referrals: where one stands, who said what, what is to do."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _

from jsp.models.referrals import Referral, ReferralTask
from jsp.rules.consent import Age, Answer, Custody, Decision, Giver, Manner, Telling
from jsp.rules.passport import LineKind
from jsp.rules.referral import Obstacle, Progress, Saw, Side, State, TaskKind, Warmth, Way
from jsp.rules.safety_path import Told, Verdict

STATES = {
    State.DRAFT: _("being written"),
    State.AWAITING_CONSENT: _("waits for a yes"),
    State.SENT: _("sent, no answer yet"),
    State.RECEIVED: _("seen by the partner"),
    State.STARTED: _("help has started"),
    State.NOT_STARTED: _("help did not start"),
    State.COMPLETED: _("finished"),
    State.WITHDRAWN: _("withdrawn"),
    State.EXPIRED: _("ran out without an answer"),
}
WAYS = {
    Way.WARM: _("warm hand-over"),
    Way.WRITTEN: _("in writing"),
    Way.SELF_CONTACT: _("makes contact alone"),
}
WARMTHS = {
    Warmth.CALL: _("you call together, or for them"),
    Warmth.GO_ALONG: _("you go along"),
    Warmth.MEET: _("meet at the desk"),
}
AGES = {
    Age.UNDER_12: _("under 12"),
    Age.FROM_12: _("12 to 15"),
    Age.FROM_16: _("16 or 17"),
    Age.FROM_18: _("18 or older"),
    Age.UNKNOWN: _("does not want to say"),
}
CUSTODIES = {
    Custody.NOT_ASKED: _("not asked yet"),
    Custody.ONE: _("one parent"),
    Custody.TWO: _("two parents"),
    Custody.GUARDIAN: _("a guardian"),
}
TELLINGS = {
    Telling.TOGETHER: _("We tell my parent together"),
    Telling.SELF_FIRST: _("I tell it myself first"),
    Telling.WORKER_CALLS: _("The JSP worker calls my parent, and I know what the worker will say"),
    Telling.NOT: _("My parent must not know. I want to talk about that"),
}
DECISIONS = {
    Decision.SHARE: _("sharing this with the partner"),
    Decision.START: _("starting help"),
}
GIVERS = {
    Giver.YOUNG_PERSON: _("the young person"),
    Giver.PARENT_1: _("a parent or guardian"),
    Giver.PARENT_2: _("the other parent"),
}
ANSWERS = {
    Answer.GIVEN: _("said yes"),
    Answer.REFUSED: _("said no"),
    Answer.THINKING: _("still thinking"),
}
MANNERS = {
    Manner.IN_PERSON: _("in person"),
    Manner.BY_PHONE: _("by phone"),
    Manner.ON_PAPER: _("on paper, signed"),
}
LINES = {
    LineKind.FIRST_NAME: _("First name"),
    LineKind.LAST_NAME: _("Last name"),
    LineKind.PHONE: _("Phone number"),
    LineKind.MAIL: _("E-mail"),
    LineKind.AGE: _("Age"),
    LineKind.ABOUT: _("What it is about"),
    LineKind.REACH: _("How and when to reach me"),
}
OBSTACLES = {
    Obstacle.WAITING_TIME: _("the waiting time is too long"),
    Obstacle.NOT_FITTING: _("it does not fit"),
    Obstacle.NOT_WANTED: _("the young person does not want it"),
    Obstacle.NO_CONTACT: _("they could not reach each other"),
}
PROGRESS = {
    Progress.NOBODY: _("nobody from the JSP"),
    Progress.WORKER: _("the worker alone"),
    Progress.TEAM: _("the team of the JSP"),
}
SIDES = {
    Side.PARTNER: _("the partner"),
    Side.YOUNG_PERSON: _("the young person"),
    Side.WORKER: _("the worker"),
}
TASKS = {
    TaskKind.TELL_PARTNER: _("Call the partner: this was withdrawn, nothing of it may be used any more"),
    TaskKind.SAY_CODE: _("Call the partner, and say the code"),
    TaskKind.CALL_PARTNER: _("Call the partner: there is no answer"),
    TaskKind.LINK_CLOSED: _("Call the partner: five wrong codes, so the link is closed"),
    TaskKind.CORRECTION: _("The young person says that something is not right"),
    TaskKind.NOT_POSSIBLE: _("The partner cannot help: look for something else together"),
    TaskKind.PARTNER_ARCHIVED: _("This partner has stopped or moved: choose another one together"),
    TaskKind.ASK_ALONE: _("Did the young person make contact?"),
    TaskKind.MEETING_OFF: _("You would meet at an opening that does not go on: agree on another moment"),
}
LAPSED = _("Call the partner: the time that was agreed is over, what we sent may not be used any more")
BACK = _("This partner stands in the directory again: make a new link, and say the new code")
TO_DO = {
    State.DRAFT: _("Fill in together what may be shared."),
    State.AWAITING_CONSENT: _("Ask for each yes that is missing, then send it."),
    State.SENT: _("Give the partner a call, and say the code."),
    State.RECEIVED: _("Wait for the first talk, or ask how it goes."),
    State.STARTED: _("Help goes on. Ask now and then how it goes."),
}
STOPPED = {
    "no": (_("said no"), _("Nothing is sent. Talk about the no, and choose something else or close it.")),
    "hidden": (_("stopped: talk about it first"), _("The parents must not know, so nothing is sent. Talk about that.")),
}  # a referral that waits for no yes, though it stands at asking: how it stands, and what is to do
ASK_ALONE = _("Ask whether they made contact, and how it went.")
STOPS = {
    "made": _("Begun"),
    "yes": _("Everybody said yes"),
    "sent": _("Sent to the partner"),
    "seen": _("Seen by the partner"),
    "started": _("Help has started"),
    "ended": _("Ended"),
}
SEEN = {
    Saw.WORDS: _("the page of the referral"),
    Saw.WRITTEN: _("what you write together, before anything is sent"),
    Saw.SHARED: _("what you share"),
    Saw.LINK: _("what you share, by the link"),
}
TOLD = {
    Told.BEFORE: _("before the call"),
    Told.AFTER: _("straight after the call"),
    Told.UNSAFE: _("not now, that is not safe"),
}
VERDICTS = {
    Verdict.AGREED: _("agreed"),
    Verdict.NOT_AGREED: _("not agreed"),
}


def stop_of(row: Referral) -> str | None:
    """Why asking goes no further: somebody who has a say said no, or the parents who decide must not know of it."""
    if row.state is not State.AWAITING_CONSENT:
        return None
    said_no = {each.giver for each in row.consents if each.ended_on is None and each.decision is Decision.SHARE
               and each.answer is Answer.REFUSED}  # fmt: skip
    if Giver.YOUNG_PERSON in said_no or (said_no and row.share_parents):
        return "no"
    return "hidden" if row.share_parents and not row.may_parents_know else None


def state_of(row: Referral) -> str:
    """How it stands."""
    stop = stop_of(row)
    return str(STOPPED[stop][0] if stop else STATES[row.state])


def to_do(row: Referral) -> str:
    """What its worker does next."""
    stop = stop_of(row)
    return str(STOPPED[stop][1] if stop else TO_DO[row.state])


def task(each: ReferralTask) -> str:
    """What is to do: why the partner has to hear something, or why a link is closed, its referral knows."""
    row = each.referral
    if each.kind is TaskKind.TELL_PARTNER and row.state is not State.WITHDRAWN:
        return str(LAPSED)
    return str(BACK if each.kind is TaskKind.LINK_CLOSED and is_back(row) else TASKS[each.kind])


def is_back(row: Referral) -> bool:
    """Whether its link was closed by no wrong codes: then its partner was archived for a while."""
    link = row.link
    return link is not None and link.closed_on is not None and not (link.is_guessed or row.partner.is_archived)


def names(givers: Iterable[Giver]) -> list[str]:
    """People who say yes or no, in words."""
    return [str(GIVERS[each]) for each in givers]
