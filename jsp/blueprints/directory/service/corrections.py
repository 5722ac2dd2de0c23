"""What partners corrected, until one of us says yes or no to it."""

from typing import Any
from uuid import UUID

from sqlalchemy import select

from jsp import sending
from jsp.blueprints.directory.service.partners import keep_checked, keep_checked_by_itself
from jsp.extensions import db, look_again
from jsp.models.accounts import User
from jsp.models.directory import CorrectionState, PartnerCorrection
from jsp.models.directory_rows import get_partner
from jsp.rules.marks import marked
from jsp.rules.partner import WAYS, lacks
from jsp.rules.partner_fields import CORRECTABLE, WEEKS, read_weeks
from jsp.rules.refusal import N_, DomainError, NotFoundError
from jsp.verbs import partner_changes
from jsp.verbs.corrections import as_text

ARCHIVED = N_("This one is archived. Put it back in the list before you change it.")


def get_correction(id: UUID) -> PartnerCorrection:
    """Raises NotFoundError."""
    found = db.session.scalar(select(PartnerCorrection).where(PartnerCorrection.id == id))
    if found is None:
        raise NotFoundError(id)
    return found


def told(row: PartnerCorrection) -> list[tuple[str, str, str]]:
    """Field by field: its name, how it stands now, and how it would be."""
    return [(name, as_text(row.partner, name), row.fields[name]) for name in CORRECTABLE if name in row.fields]


def hindrance(row: PartnerCorrection) -> DomainError | None:
    """Why it cannot be taken over: it would leave an entry that nobody understands or can reach."""
    whole = {name: getattr(row.partner, name) for name in ("name", "offer_nl", "themes", *WAYS)}
    return next(iter(lacks(whole | row.fields)), None)


def mark(row: PartnerCorrection) -> str:
    """Of what was shown of it."""
    return marked(row.state, told(row))


def accept(row: PartnerCorrection, *, seen: str, key: UUID, by: User, all_right: bool = False) -> None:
    """Change the entry, as it was shown. The partner saw all of it when it sent this: it counts as checked that day.

    `all_right`: one of us went through all of it too, so it counts as checked by us, today. Raises DomainError where it
    cannot be, or changed meanwhile.
    """
    if not _is_our_turn(row, seen, key):
        return
    if row.partner.is_archived:
        raise DomainError(ARCHIVED)
    values: dict[str, Any] = dict(row.fields)
    if WEEKS in values:
        values[WEEKS] = read_weeks(values[WEEKS])
    hinders = hindrance(row)
    if hinders is not None:
        raise hinders
    partner_changes.change(row.partner, values, key=key, user_id=by.id)
    if all_right:
        keep_checked(row.partner, key=key, by=by)
    else:
        keep_checked_by_itself(row.partner, row.on)
    _settle(row, CorrectionState.ACCEPTED)


def decline(row: PartnerCorrection, *, seen: str, key: UUID) -> None:
    """Leave the entry as it is."""
    if _is_our_turn(row, seen, key):
        _settle(row, CorrectionState.DECLINED)


def _is_our_turn(row: PartnerCorrection, seen: str, key: UUID) -> bool:
    """Whether this key is new. Raises DomainError where it was settled, or something else was shown."""
    row.partner = get_partner(row.partner_id)
    if not sending.take(key, about=partner_changes.about(row.partner_id)):
        return False
    look_again(row.partner)
    look_again(row)
    row.partner = get_partner(row.partner_id)
    if row.state is not CorrectionState.OPEN:
        raise DomainError(sending.SETTLED)
    sending.check_unchanged(seen, mark(row), sending.IN_SIGHT)
    return True


def _settle(row: PartnerCorrection, state: CorrectionState) -> None:
    """What it said stands in the history of the entry now, or nowhere."""
    row.state, row.fields = state, {}
