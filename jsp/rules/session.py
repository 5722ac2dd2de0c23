"""A session is a date on which a class gets a lesson: how it stands, and what may become of it."""

from enum import StrEnum


class SessionState(StrEnum):
    """How a session stands; those that hold their hour are in HOLDS."""

    PROPOSED = "proposed"
    PLANNED = "planned"
    GIVEN = "given"
    CANCELLED = "cancelled"
    INTERRUPTED = "interrupted"
    WITHDRAWN = "withdrawn"


HOLDS = frozenset({SessionState.PROPOSED, SessionState.PLANNED, SessionState.GIVEN})
TO_COME = frozenset({SessionState.PROPOSED, SessionState.PLANNED})


class CancelCause(StrEnum):
    """Why a lesson did not take place."""

    ILLNESS = "illness"
    TIMETABLE = "timetable"
    TEST_WEEK = "test_week"
    TRIP = "trip"
    CLOSURE = "closure"
    OTHER = "other"


class GivenBy(StrEnum):
    """Who gave it; alone is allowed and counts apart."""

    TOGETHER = "together"
    TEACHER = "teacher"
    WORKER = "worker"


class Side(StrEnum):
    """Whose key of the two."""

    TEACHER = "teacher"
    WORKER = "worker"


class Check(StrEnum):
    """The six points of a preparation."""

    GOAL = "goal"
    TASKS = "tasks"
    FITTED = "fitted"
    ROOM = "room"
    MIND = "mind"
    CARERS = "carers"


class SeriesState(StrEnum):
    """How a series stands, as people changed it; whether it is finished follows from its lessons."""

    RUNNING = "running"
    PAUSED = "paused"
    STOPPED = "stopped"


class ActKind(StrEnum):
    """What one act did to a series and its sessions; but for those in FOR_GOOD it can be undone as a whole.

    Those from AWAY on change no session: they tell that somebody will not be there, or what there is to give. Those in
    URGENT are mailed at once where they are about the coming days.
    """

    BOOKED = "booked"
    MOVED = "moved"
    CANCELLED = "cancelled"
    CLOSED = "closed"
    PAUSED = "paused"
    RESUMED = "resumed"
    GIVEN = "given"
    WITHDRAWN = "withdrawn"
    STOPPED = "stopped"
    REOPENED = "reopened"
    HANDED_OVER = "handed_over"
    UNDONE = "undone"
    AWAY = "away"
    AT_WORK = "at_work"
    LEFT = "left"
    BEGUN = "begun"
    BESIDE = "beside"
    TAKEN_AWAY = "taken_away"


FOR_GOOD = frozenset({ActKind.CLOSED, ActKind.REOPENED, ActKind.HANDED_OVER, ActKind.UNDONE, ActKind.TAKEN_AWAY})
URGENT = frozenset({
    ActKind.MOVED, ActKind.CANCELLED, ActKind.CLOSED, ActKind.PAUSED, ActKind.RESUMED, ActKind.WITHDRAWN,
    ActKind.STOPPED, ActKind.HANDED_OVER, ActKind.UNDONE, ActKind.AWAY, ActKind.AT_WORK,
})  # fmt: skip


class AgreementState(StrEnum):
    """How far an agreement of a class came in the school."""

    CLASS = "class"
    PROPOSED = "proposed"
    ADOPTED = "adopted"
    CHECKED = "checked"
    DROPPED = "dropped"


class Channel(StrEnum):
    """How carers were told."""

    SCHOOL_SYSTEM = "school_system"
    LETTER = "letter"
    MEETING = "meeting"
    OTHER = "other"
