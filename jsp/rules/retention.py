"""How long each thing is kept, why, and keeping one longer for a reason (dossier 6.8)."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from dateutil.relativedelta import relativedelta

from jsp.rules.refusal import N_, DomainError

SHORTEST_REASON, LONGEST_REASON = 10, 300
MOST_LONGER = timedelta(days=2 * 365)
AHEAD = timedelta(days=30)  # how far a page looks
WARNED = timedelta(days=7)  # so long before an account is closed its owner hears it
NO_REASON = N_("Write down why, in at least %(least)d characters. Name nobody.")
TOO_LONG = N_("Choose a day at most two years from now.")
TOO_SOON = N_("Choose a day that is still to come.")
HELD = N_("This is kept longer for a reason that was written down. Lift that first.")
GONE = N_("There is nothing to keep longer: what stood in it was erased already, or nothing was ever written down.")
HELD_BY_LAW = N_(
    "We may not erase this yet: it is needed for a claim, or the law asks for it. Ask us at the desk until when. We "
    "erase it after that."
)


class Kind(StrEnum):
    """What is erased when its time is over. Also the word for it in the journal of erasures."""

    THREAD = "thread"
    REACH = "reach"
    NOTE = "contact_note"
    PERSON = "referral_person"
    REFERRAL = "referral"
    ANSWER = "open_answer"
    DISCUSSION = "discussion"
    TALK = "talk"
    DEBRIEF = "debrief"
    REFLECTION = "pair_reflection"
    SIGNPOST = "signpost"
    ACCOUNT = "account"
    NAME = "account_name"
    CONTACT = "contact"


class Ground(StrEnum):
    """Why something is kept longer."""

    COMPLAINT = "complaint"
    CLAIM = "claim"
    LAW = "law"


OUTWEIGHS = frozenset({Ground.CLAIM, Ground.LAW})  # also the wish of the person whom it is about (AVG 17(3)(b) and (e))


@dataclass(frozen=True, slots=True)
class Kept:
    """One kind: what goes of it, by which setting, and what a hold on it is called (nothing: it knows none).

    `stays`: what is left of it. `why`: the ground of one that has no setting.
    """

    kind: Kind
    label: str
    stays: str
    setting: str = ""
    why: str = ""
    held_as: str = ""


KINDS = (
    Kept(Kind.THREAD, N_("Questions without a name"), N_("Only how many there were about each theme in a month stays."),
         "message_thread_days", held_as="thread"),
    Kept(Kind.REACH, N_("Numbers and addresses that askers left"), N_("The question stays until its own day."),
         "contact_identity_days", held_as="thread"),
    Kept(Kind.NOTE, N_("Notes with a conversation"), N_("The conversation stays as a count, without words."),
         "contact_note_days", held_as="contact"),
    Kept(Kind.PERSON, N_("Who a referral was about, and what was shared"), N_("What happened when stays."),
         "contact_identity_days", held_as="referral"),
    Kept(Kind.REFERRAL, N_("Referrals and their consent"), N_("Figures that were made stay."), "referral_days",
         held_as="referral"),
    Kept(Kind.ANSWER, N_("Open answers of pupils"), N_("Scores and themes stay, without words."), "open_answer_days"),
    Kept(Kind.DISCUSSION, N_("Notes of talking about a questionnaire"), N_("That it was talked about stays."),
         "open_answer_days"),
    Kept(Kind.TALK, N_("Words of group talks"), N_("The approved report stays, with quotes that may be read outside."),
         "focus_group_raw_days"),
    Kept(Kind.DEBRIEF, N_("Looking back at a lesson"), N_("What was shared as a learning stays."),
         why=N_("Until the end of the next school year: private notes to learn from.")),
    Kept(Kind.REFLECTION, N_("Looking back of a pair"), N_("Nothing stays."),
         why=N_("Until the end of the next school year: private notes to learn from.")),
    Kept(Kind.SIGNPOST, N_("That somebody was shown the way"), N_("Nothing stays."), "referral_days"),
    Kept(Kind.ACCOUNT, N_("Accounts that nobody uses are closed"), N_("All that was done with it stays."),
         "inactive_account_days"),
    Kept(Kind.NAME, N_("Names and addresses of accounts that nobody uses"),
         N_("What was done with it stays, of a former colleague."), "inactive_account_erase_days"),
)  # fmt: skip
ASKED = Kept(
    Kind.CONTACT,
    N_("Conversations that somebody asked to erase"),
    N_("The conversation stays as a count."),
    why=N_("Who it is about asked for it."),
    held_as="contact",
)  # by no clock
BY_KIND = {each.kind: each for each in (*KINDS, ASKED)}
WHOLE = frozenset({Kind.THREAD, Kind.NOTE, Kind.CONTACT, Kind.REFERRAL})  # nothing is left that could be held


def check_longer(until: date, reason: str, today: date) -> None:
    """Refuse a day that is over or far away, and no reason. Raises DomainError with the field."""
    if until <= today:
        raise DomainError(TOO_SOON, field="until")
    if until > today + MOST_LONGER:
        raise DomainError(TOO_LONG, field="until")
    if len(reason.strip()) < SHORTEST_REASON:
        raise DomainError(NO_REASON, field="reason", least=SHORTEST_REASON)


def closes_on(last_used: date, days: int, warned_on: date | None, today: date) -> date:
    """The day on which an unused account is closed: never sooner than a week after its owner heard it."""
    return max(last_used + timedelta(days=days), (warned_on or today) + WARNED)


def answer_by(asked_on: date) -> date:
    """The last day on which a request of a person has to be answered (AVG 12(3))."""
    by: date = asked_on + relativedelta(months=1)
    return by
