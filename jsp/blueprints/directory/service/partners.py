"""What can happen to an entry of the directory. It is never deleted: what points at it goes on pointing."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select

from jsp import audit, clock
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.audit import Action
from jsp.models.directory import Partner
from jsp.models.ground import Site, Theme
from jsp.models.referral_rows import open_at
from jsp.rules.marks import marked
from jsp.rules.naming import same_name
from jsp.rules.partner import check_whole
from jsp.rules.referral import TaskKind
from jsp.rules.refusal import N_, DomainError
from jsp.sending import check_unchanged, take
from jsp.verbs import partner_changes, partner_links, referring
from jsp.verbs.ground_history import ARCHIVED, held

FIELDS = (
    "name", "kind", "help", "themes", "offer_nl", "offer_en", "audience_nl", "audience_en", "contact_person", "phone",
    "mail", "website", "place", "times", "sites", "waiting_weeks", "words", "receiver_rule", "is_for_pupils",
)  # fmt: skip
LINKS: Mapping[str, Any] = {"themes": Theme, "sites": Site}
TWICE = N_("There is one with this name already, perhaps among the archived ones.")
Values = Mapping[str, Any]


def make_partner(values: Values, *, key: UUID, by: User) -> int | None:
    """Add an entry, checked today by who adds it; gives its id, or None where this was sent before.

    Raises DomainError for what cannot be an entry.
    """
    if not take(key, about="directory"):
        return None
    _check(values)
    today = clock.today()
    row = Partner(**_with_rows(values), checked_on=today, checked_by_id=by.id)
    row.waiting_on = None if row.waiting_weeks is None else today
    partner_changes.add(row, key=key, user_id=by.id)
    return row.id


def change_partner(row: Partner, values: Values, *, seen: str, key: UUID, by: User) -> None:
    """Change what differs. Raises DomainError for what cannot be an entry, and where somebody changed it since `seen`.

    A waiting time that is told anew is of today.
    """
    if not _is_our_turn(row, key):
        return
    check_unchanged(seen, mark(row))
    _check(values, id=row.id)
    partner_changes.change(row, _with_rows(values), key=key, user_id=by.id)


def check_today(row: Partner, *, key: UUID, by: User) -> None:
    """Somebody looked today whether all of this is right, the waiting time too; twice on a day is once."""
    if not _is_our_turn(row, key):
        return
    keep_checked(row, key=key, by=by)


def keep_checked(row: Partner, *, key: UUID, by: User) -> None:
    """It is right as of today, the waiting time too; `key` is that of a form that was taken."""
    today = clock.today()
    if row.checked_on == today and row.checked_by_id == by.id:
        return
    before = row.checked_on
    row.checked_on, row.checked_by_id = today, by.id
    if row.waiting_weeks is not None:
        row.waiting_on = today
    _keep(row, "checked_on", before, today, key=key, by=by)


def keep_checked_by_itself(row: Partner, on: date) -> None:
    """The partner itself said on that day what is right; the trail of the act is that of its caller."""
    if row.checked_on is not None and row.checked_on >= on:
        return
    row.checked_on, row.checked_by_id = on, None
    if row.waiting_weeks is not None:
        row.waiting_on = max(row.waiting_on or on, on)


def archive_partner(row: Partner, *, key: UUID, by: User) -> None:
    """Nobody can choose it any more, and who has a referral open there hears it."""
    if not _is_our_turn(row, key) or row.is_archived:
        return
    row.archived_on = clock.today()
    _keep(row, ARCHIVED, None, row.archived_on, key=key, by=by)
    _tell_workers(row)


def restore_partner(row: Partner, *, key: UUID, by: User) -> None:
    """It can be chosen again: nobody has to choose another one any more, and who has a link there makes it anew."""
    if not _is_our_turn(row, key) or not row.is_archived:
        return
    before, row.archived_on = row.archived_on, None
    _keep(row, ARCHIVED, before, None, key=key, by=by)
    for referral in sorted(open_at(row), key=lambda each: each.id):
        referring.turn(referral)
        partner_links.partner_is_back(referral)


def archived_partners() -> list[Partner]:
    """What can no longer be chosen, by name."""
    query = select(Partner).where(Partner.archived_on.is_not(None)).order_by(Partner.name, Partner.id)
    return list(db.session.scalars(query))


def mark(row: Partner) -> str:
    """A mark of what the entry holds, to notice that somebody else changed it."""
    return marked(*(str(held(getattr(row, field))) for field in FIELDS))


def _is_our_turn(row: Partner, key: UUID) -> bool:
    """Whether this key is new; then the entry is read as it now stands, and nobody else changes it."""
    if not take(key, about=partner_changes.about(row.id)):
        return False
    look_again(row)
    return True


def _keep(row: Partner, field: str, before: Any, after: Any, *, key: UUID, by: User) -> None:
    partner_changes.keep(row, field, before, after, key=key, user_id=by.id)
    audit.record(Action.DIRECTORY_CHANGED, partner_changes.KIND, row.id)


def _tell_workers(row: Partner) -> None:
    """A task for the worker of each open referral, one referral after the other."""
    for referral in sorted(open_at(row), key=lambda each: each.id):
        referring.turn(referral)
        partner_links.close(referral)
        referring.add_task(referral, TaskKind.PARTNER_ARCHIVED)


def _check(values: Values, id: int | None = None) -> None:
    check_whole(values)
    others = db.session.execute(select(Partner.id, Partner.name))
    if any(other != id and same_name(values["name"], name) for other, name in others):
        raise DomainError(TWICE, field="name")


def _with_rows(values: Values) -> dict[str, Any]:
    """The values of the columns; ids of themes and sites become the rows."""
    return {field: _rows(LINKS[field], values[field]) if field in LINKS else values[field] for field in FIELDS}


def _rows(model: Any, ids: list[int]) -> list[Any]:
    return list(db.session.scalars(select(model).where(model.id.in_(ids)).order_by(model.position)))
