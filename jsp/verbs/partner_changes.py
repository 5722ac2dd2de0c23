"""What is changed in an entry of the directory, by whoever of us changes it: with its history and its trail.

Nothing here commits, and `key` is always that of a form that was taken.
"""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from jsp import audit, clock
from jsp.extensions import db
from jsp.models.audit import Action
from jsp.models.directory import Partner
from jsp.models.referral_rows import open_at
from jsp.rules.partner import RECEIVER
from jsp.rules.referral import TaskKind
from jsp.verbs import referring
from jsp.verbs.ground_history import MADE, add_line, held, in_words

KIND = "partners"
OF_LINKS = (TaskKind.SAY_CODE, TaskKind.LINK_CLOSED)  # which go to nobody else than was said yes to


def about(partner_id: int) -> str:
    """What people who change the same entry take turns for."""
    return f"partner {partner_id}"


def change(partner: Partner, values: Mapping[str, Any], *, key: UUID, user_id: int) -> list[str]:
    """Give its fields these values; returns the names of those that became something else.

    A waiting time that became another one is of today, unless its day is among the values. Whoever would say a code to
    what stood here before calls instead.
    """
    changed = [name for name, value in values.items() if held(getattr(partner, name)) != held(value)]
    for name in changed:
        keep(partner, name, getattr(partner, name), values[name], key=key, user_id=user_id)
        setattr(partner, name, values[name])
    if "waiting_weeks" in changed and "waiting_on" not in values:
        partner.waiting_on = None if partner.waiting_weeks is None else clock.today()
    if changed:
        audit.record(Action.DIRECTORY_CHANGED, KIND, partner.id)
    if not set(changed).isdisjoint(RECEIVER):
        _let_call(partner)
    return changed


def _let_call(partner: Partner) -> None:
    """The code of a link that was said yes to before is for nobody else; what is done about it, the page says."""
    for row in sorted(open_at(partner), key=lambda each: each.id):
        referring.turn(row)
        is_other = row.is_shared and not referring.is_same_receiver(row)
        if is_other and any(each.kind in OF_LINKS and each.done_on is None for each in row.tasks):
            referring.close_tasks(row, *OF_LINKS)
            referring.add_task(row, TaskKind.CALL_PARTNER)


def add(*partners: Partner, key: UUID, user_id: int) -> None:
    """New entries. Flushes."""
    db.session.add_all(partners)
    db.session.flush()
    for partner in partners:
        keep(partner, MADE, "", partner.name, key=key, user_id=user_id)
        audit.record(Action.DIRECTORY_CHANGED, KIND, partner.id)


def keep(partner: Partner, field: str, before: Any, after: Any, *, key: UUID, user_id: int) -> None:
    """One line of its history."""
    add_line(KIND, partner.id, field, in_words(before), in_words(after), key=key, user_id=user_id)
