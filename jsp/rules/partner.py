"""What an entry of the directory lacks, beside what each of its texts has to look like (`jsp.rules.partner_fields`)."""

from collections.abc import Mapping
from typing import Any

from jsp.rules.refusal import N_, DomainError

WAYS = ("phone", "mail", "website")
UNREACHABLE = N_("Fill in a phone number, an e-mail address or a website: else nobody can reach them.")


def check_whole(values: Mapping[str, Any]) -> None:
    """Raises DomainError, with the field, for an entry that nobody would understand, find or reach."""
    for name in ("name", "offer_nl"):
        if not values[name]:
            raise DomainError(N_("Fill this in."), field=name)
    if not values["themes"]:
        raise DomainError(N_("Choose at least one theme."), field="themes")
    if not any(values[name] for name in WAYS):
        raise DomainError(UNREACHABLE, field="phone")
