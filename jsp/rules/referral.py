"""How a referral goes from a first idea to help that has begun and ended, and what may happen when (dossier 3.5)."""

from enum import StrEnum

from jsp.rules.refusal import N_, DomainError


class Way(StrEnum):
    """How the receiver is brought in. Who makes contact alone shares nothing by way of us."""

    WARM = "warm_handover"
    WRITTEN = "written"
    SELF_CONTACT = "self_contact"


class Warmth(StrEnum):
    """What the worker does in a warm hand-over."""

    CALL = "call"
    GO_ALONG = "go_along"
    MEET = "meet"


class Help(StrEnum):
    """What kind of help it is."""

    LIGHT = "light"
    SPECIALISED = "specialised"
    BOTH = "both"


class State(StrEnum):
    """Where a referral stands."""

    DRAFT = "draft"
    AWAITING_CONSENT = "awaiting_consent"
    SENT = "sent"
    RECEIVED = "received"
    STARTED = "started"
    NOT_STARTED = "not_started"
    COMPLETED = "completed"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"


class Step(StrEnum):
    """What can happen to it."""

    ASK = "ask"
    CHANGE = "change"
    SEND = "send"
    SEEN = "seen"
    START = "start"
    NOT_POSSIBLE = "not_possible"
    FINISH = "finish"
    FINISH_ALONE = "finish_alone"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


class Obstacle(StrEnum):
    """Why help did not begin."""

    WAITING_TIME = "waiting_time"
    NOT_FITTING = "not_fitting"
    NOT_WANTED = "not_wanted"
    NO_CONTACT = "no_contact"


class Progress(StrEnum):
    """Who of the JSP may hear how it goes, as the young person wants it."""

    NOBODY = "nobody"
    WORKER = "worker"
    TEAM = "team"


class Saw(StrEnum):
    """What somebody saw of a referral."""

    WORDS = "words"  # what the partner and the young person wrote
    WRITTEN = "written"  # what is being written, as long as nothing was sent
    SHARED = "shared"  # the card itself: who it is about
    LINK = "link"  # the partner, by its link


class Side(StrEnum):
    """Whose words they are."""

    PARTNER = "partner"
    YOUNG_PERSON = "young_person"
    WORKER = "worker"


class TaskKind(StrEnum):
    """What somebody has to do for a referral."""

    TELL_PARTNER = "tell_partner"  # it was withdrawn after it was sent, or the time of the yes to it is over
    SAY_CODE = "say_code"  # a link is out, and opens with the code that its worker says
    CALL_PARTNER = "call_partner"  # nobody answered, also not after a reminder
    LINK_CLOSED = "link_closed"  # too many wrong codes, or the partner was archived for a while
    CORRECTION = "correction"  # the young person says that something is not right
    NOT_POSSIBLE = "not_possible"  # the partner cannot help
    PARTNER_ARCHIVED = "partner_archived"  # it closed or moved while this was on its way
    ASK_ALONE = "ask_alone"  # who would make contact alone: did it work?
    MEETING_OFF = "meeting_off"  # the opening at which they would meet does not go on


MOST_WRONG = 5  # codes that are tried at a link: then it closes, and its worker hears it
NOT_OUT = frozenset({State.DRAFT, State.AWAITING_CONSENT})  # no partner has anything to say yet
BEFORE_START = NOT_OUT | {State.SENT, State.RECEIVED}
SHARED = frozenset({State.SENT, State.RECEIVED, State.STARTED})  # what was sent can be seen by the receiver
CLOSED = frozenset({State.NOT_STARTED, State.COMPLETED, State.WITHDRAWN, State.EXPIRED})
GOES_ON = CLOSED - {State.WITHDRAWN}  # may go on, in a new one: an end is an end
MOVES: dict[Step, tuple[frozenset[State], State]] = {
    Step.ASK: (frozenset({State.DRAFT}), State.AWAITING_CONSENT),
    Step.CHANGE: (frozenset({State.AWAITING_CONSENT}), State.DRAFT),
    Step.SEND: (frozenset({State.AWAITING_CONSENT}), State.SENT),
    Step.SEEN: (frozenset({State.SENT}), State.RECEIVED),
    Step.START: (frozenset({State.SENT, State.RECEIVED}), State.STARTED),
    Step.NOT_POSSIBLE: (frozenset({State.SENT, State.RECEIVED}), State.NOT_STARTED),
    Step.FINISH: (frozenset({State.STARTED}), State.COMPLETED),
    Step.FINISH_ALONE: (frozenset({State.DRAFT}), State.COMPLETED),
    Step.WITHDRAW: (BEFORE_START | {State.STARTED}, State.WITHDRAWN),
    Step.EXPIRE: (frozenset({State.SENT}), State.EXPIRED),
}
OVER = N_("This has moved on since. Look at how it stands now.")
ALONE = N_("Who makes contact alone shares nothing by way of us: there is nothing to send.")


def after(state: State, step: Step, *, way: Way, may_share: bool = False) -> State:
    """The state that follows. `may_share`: everybody whose yes it takes said yes to this, today.

    Raises DomainError for what cannot happen now, and for sending without that.
    """
    froms, to = MOVES[step]
    if state not in froms:
        raise DomainError(OVER)
    is_alone = way is Way.SELF_CONTACT
    if (step is Step.FINISH_ALONE) != is_alone and step in (Step.ASK, Step.SEND, Step.FINISH_ALONE):
        raise DomainError(ALONE)
    if step is Step.SEND and not may_share:
        raise DomainError(N_("Not everybody whose yes is needed has said yes to exactly this. Nothing was sent."))
    return to


def can(state: State, step: Step, *, way: Way) -> bool:
    """Whether this can happen now, apart from whose yes it takes."""
    try:
        after(state, step, way=way, may_share=True)
    except DomainError:
        return False
    return True
