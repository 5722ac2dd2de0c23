"""What an entry of the directory lacks, beside what each of its texts has to look like (`jsp.rules.partner_fields`)."""

from collections.abc import Mapping
from typing import Any

from jsp.rules.refusal import N_, DomainError

WAYS = ("phone", "mail", "website")
UNREACHABLE = N_("Fill in a phone number, an e-mail address or a website: else nobody can reach them.")


def lacks(values: Mapping[str, Any]) -> list[DomainError]:
    """What makes that nobody would understand, find or reach it, each with its field."""
    found = [DomainError(N_("Fill this in."), field=name) for name in ("name", "offer_nl") if not values[name]]
    if not values["themes"]:
        found.append(DomainError(N_("Choose at least one theme."), field="themes"))
    if not any(values[name] for name in WAYS):
        found.append(DomainError(UNREACHABLE, field="phone"))
    return found


def check_whole(values: Mapping[str, Any]) -> None:
    """Raises the first of what an entry lacks."""
    for lack in lacks(values):
        raise lack
