"""What it means that somebody looked: what they saw, and what of it a coordinator should look at first."""

from datetime import datetime
from enum import StrEnum

EARLY, LATE = 7, 21  # hours of the clock on the wall
SATURDAY = 5


class What(StrEnum):
    """What somebody saw. Those of a referral bear the names of rules.referral.Saw."""

    OPENED = "opened"
    WORDS = "words"
    WRITTEN = "written"
    SHARED = "shared"
    LINK = "link"
    REACH = "reach"  # how somebody can be reached
    EXPORTED = "exported"


class Sort(StrEnum):
    """What somebody did, in few words; in the order in which it is shown."""

    OPENED = "opened"
    LISTED = "listed"
    SEARCHED = "searched"
    EXPORTED = "exported"
    ERASED = "erased"
    CHANGED = "changed"
    PEOPLE = "people"
    TRAIL = "trail"
    SIGN_IN = "sign_in"
    REFUSED = "refused"


class Odd(StrEnum):
    """Why something stands on top: not that it was wrong, but that somebody may ask about it."""

    GLASS = "glass"
    OTHERS = "others"
    SEARCHED = "searched"
    EXPORTED = "exported"
    ERASED = "erased"
    REFUSED = "refused"
    HOURS = "hours"


SORTS = {
    Sort.OPENED: ("read", "identity_read", "reach_shown", "glass_broken"),
    Sort.LISTED: ("listed",),
    Sort.SEARCHED: ("identity_searched",),
    Sort.EXPORTED: ("exported",),
    Sort.ERASED: ("erased",),
    Sort.REFUSED: ("refused", "failed"),
    Sort.TRAIL: ("trail_read",),
    Sort.SIGN_IN: ("signed_in", "signed_out", "sign_ins_ended", "code_used"),
    Sort.PEOPLE: (
        "password_changed", "factor_added", "factor_removed", "codes_made", "invited", "accepted", "profile_changed",
        "person_change_asked", "person_change_done", "person_change_refused", "sites_changed", "sign_in_linked",
    ),
}  # fmt: skip
SORT_OF = {action: sort for sort, actions in SORTS.items() for action in actions}
ODD_SORTS = {Sort.SEARCHED: Odd.SEARCHED, Sort.EXPORTED: Odd.EXPORTED, Sort.REFUSED: Odd.REFUSED}
CONTENT = frozenset({Sort.OPENED, Sort.LISTED, Sort.SEARCHED, Sort.EXPORTED})


def sort_of(action: str) -> Sort:
    """What that was, in few words."""
    return SORT_OF.get(action, Sort.CHANGED)


def is_odd_hour(at: datetime, *, is_open: bool = False) -> bool:
    """Whether nobody of the team is expected to work then; `at` on the clock of the wall.

    `is_open`: the desk is open somewhere on that day, so that a day in the weekend is as any other.
    """
    return (at.weekday() >= SATURDAY and not is_open) or not EARLY <= at.hour < LATE


def oddities(
    action: str, at: datetime, *, by: int, owner: int | None, instead: bool, on_word: bool = False,
    is_open: bool = False,
) -> list[Odd]:  # fmt: skip
    """Why a coordinator may want to ask about it; `owner` is None where nobody has it for themselves.

    `instead`: done in the place of its worker, with a reason. `on_word`: erased for somebody who asked, as only who
    did it says. Late work on what is one's own is no odd hour. `is_open`: on that day the desk is open somewhere.
    """
    sort = sort_of(action)
    found = [ODD_SORTS[sort]] if sort in ODD_SORTS else []
    if instead or action == "glass_broken":
        found.append(Odd.GLASS)
    elif on_word:
        found.append(Odd.ERASED)
    elif sort is Sort.OPENED and owner not in (None, by):
        found.append(Odd.OTHERS)
    if sort in CONTENT and owner != by and is_odd_hour(at, is_open=is_open):
        found.append(Odd.HOURS)
    return found
