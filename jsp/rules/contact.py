"""One conversation at the desk as a typed value, and what a note may hold."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from uuid import UUID

from jsp.rules import note_check
from jsp.rules.refusal import N_, DomainError

LOOK_BACK = LOOK_AHEAD = timedelta(days=366)


class AskedBy(StrEnum):
    """Who came with the question; `pupil` reads as *student* at a vocational college."""

    PUPIL = "pupil"
    FRIEND = "friend"
    TEACHER = "teacher"
    PARENT = "parent"
    OTHER = "other"


class Channel(StrEnum):
    """How the question came in."""

    WALK_IN = "walk_in"
    PHONE = "phone"
    EMAIL = "email"
    WEB_FORM = "web_form"
    CLASSROOM = "classroom"
    VIA_TEACHER = "via_teacher"
    ONLINE = "online"
    HOME_VISIT = "home_visit"


class AgeBand(StrEnum):
    """Age as coarse as the law needs it."""

    UNDER_12 = "under_12"
    FROM_12 = "from_12"
    FROM_16 = "from_16"
    FROM_18 = "from_18"


class Level(StrEnum):
    """Level of education; the first eight at secondary schools, the others at vocational colleges."""

    BRIDGE = "bridge_class"
    PRO = "pro"
    VMBO_BB = "vmbo_bb"
    VMBO_KB = "vmbo_kb"
    VMBO_GL = "vmbo_gl"
    VMBO_TL = "vmbo_tl"
    HAVO = "havo"
    VWO = "vwo"
    MBO_1 = "mbo_1"
    MBO_2 = "mbo_2"
    MBO_3 = "mbo_3"
    MBO_4 = "mbo_4"


class VisitKind(StrEnum):
    """A visit that carries no question; counted apart from contacts."""

    TEA = "tea"
    PRANK = "prank"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactDraft:
    """What was filled in for one conversation. Ids are those of the ground data; the first theme is the main one."""

    id: UUID
    site_id: int
    on: date
    channel: Channel
    theme_ids: tuple[int, ...]
    asked_by: AskedBy
    outcome_ids: tuple[int, ...]
    is_return: bool = False
    age_band: AgeBand | None = None
    level: Level | None = None
    study_year: int | None = None
    school_class_id: int | None = None
    discipline_id: int | None = None
    colleague_id: int | None = None
    follow_up_on: date | None = None
    note: str = ""
    strengths: str = ""


def check(draft: ContactDraft, *, today: date, since: date | None = None) -> None:
    """Refuse days that cannot be, and a citizen service number; `since` is how far back the day may lie."""
    if draft.on > today:
        raise DomainError(N_("This day has yet to come. Choose today or an earlier day."), field="on")
    if draft.on < (since or today - LOOK_BACK):
        raise DomainError(N_("This day is more than a year ago. Choose a later day."), field="on")
    if draft.follow_up_on is not None:
        _check_follow_up(draft.follow_up_on, on=draft.on, today=today)
    for field in ("note", "strengths"):
        note_check.check_bsn(getattr(draft, field), field=field)


def _check_follow_up(day: date, *, on: date, today: date) -> None:
    if day < on:
        raise DomainError(N_("The follow-up lies before the conversation. Choose a later day."), field="follow_up_on")
    if day > today + LOOK_AHEAD:
        raise DomainError(N_("This day is more than a year ahead. Choose an earlier day."), field="follow_up_on")
