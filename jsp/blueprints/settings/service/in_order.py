"""What is well and what is not, as `flask doctor` finds it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from flask import current_app

from jsp.models import looked
from jsp.rules.finding import AT_REST, TRAIL, WHILE_WORKING, Finding, State, note, ok, wrong
from jsp.rules.refusal import N_
from jsp.verbs import examining

HELD = N_("The trail of who did what held together when the jobs went along all of it.")
BROKEN = N_("The trail of who did what did not hold together when the jobs went along all of it.")
NEVER = N_("Nobody went along the whole trail of who did what yet. It takes long: the jobs do it once a day.")


@dataclass(frozen=True, slots=True)
class Seen:
    """What was found, the worst first, and since when the start page goes by what was found before.

    `hourly_at`: of what can go wrong while it works; `daily_at`: of how it is set up; `trail_at`: of the whole trail.
    None where nobody looked yet. `is_mailed`: administrators get a mail where something is wrong.
    """

    wrong: list[Finding]
    notes: list[Finding]
    fine: list[Finding]
    hourly_at: datetime | None
    daily_at: datetime | None
    trail_at: datetime | None
    is_mailed: bool


def look() -> Seen:
    """Now, in the process that makes the page; of the trail it is what the jobs found."""
    found, looks = examining.look(), looked.last_looks()
    found.append(_of_trail(looks.get(TRAIL)))
    config = current_app.config
    return Seen(
        _of(State.WRONG, found), _of(State.NOTE, found), _of(State.OK, found),
        hourly_at=looked.oldest(looks, WHILE_WORKING), daily_at=looked.oldest(looks, [AT_REST]),
        trail_at=looked.oldest(looks, [TRAIL]), is_mailed=bool(config["MAIL_SERVER"]) and not config["DEVELOPMENT"],
    )  # fmt: skip


def look_again() -> None:
    """What is found now is what the start page goes by. Does not commit."""
    examining.look_and_note()


def _of(state: State, found: Iterable[Finding]) -> list[Finding]:
    return [each for each in found if each.state is state]


def _of_trail(trail: looked.Looked | None) -> Finding:
    if trail is None:
        return note(TRAIL, NEVER, N_("It can be done at the server as well: flask audit verify"))
    if trail.is_well:
        return ok(TRAIL, HELD)
    keep = N_("See where with: flask audit verify. Keep the database as it is, and tell who answers for privacy.")
    return wrong(TRAIL, BROKEN, keep)
