"""What pupils see of the directory: what is for them, and not archived."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from sqlalchemy import select

from jsp.extensions import db
from jsp.models.directory import Partner, PartnerKind
from jsp.models.directory_rows import WHOLE, get_partner
from jsp.models.ground import CrisisLine, Theme
from jsp.models.reference import get_reference
from jsp.rules.refusal import NotFoundError


@dataclass(frozen=True, slots=True)
class AboutTheme:
    """A theme with who helps there, by name."""

    theme: Theme
    partners: list[Partner] = field(default_factory=list)


def by_theme() -> tuple[list[AboutTheme], list[Partner]]:
    """The themes that somebody helps with, in their order; and the national lines, which stand apart."""
    query = (
        select(Partner)
        .where(Partner.is_for_pupils, Partner.archived_on.is_(None))
        .order_by(Partner.name, Partner.id)
        .options(*WHOLE)
    )
    rows = list(db.session.scalars(query))
    found = {theme.id: AboutTheme(theme) for theme in get_reference().themes if theme.archived_on is None}
    for row in rows:
        for theme in row.themes if row.kind is not PartnerKind.LINE else ():
            if theme.id in found:
                found[theme.id].partners.append(row)
    return [each for each in found.values() if each.partners], [row for row in rows if row.kind is PartnerKind.LINE]


def lines_besides(partners: Iterable[Partner]) -> list[CrisisLine]:
    """The crisis lines, but those that stand among these entries with the same number."""
    numbers = {_dialled(each.phone) for each in partners}
    return [line for line in get_reference().lines if not line.archived_on and _dialled(line.number) not in numbers]


def get_for_pupils(id: int) -> Partner:
    """Raises NotFoundError, also for one that is archived or not for them."""
    found = get_partner(id)
    if found.is_archived or not found.is_for_pupils:
        raise NotFoundError(id)
    return found


def _dialled(number: str) -> str:
    return "".join(character for character in number if character.isdigit())
