"""What an entry of the directory lacks, beside what each of its texts has to look like (`jsp.rules.partner_fields`)."""

from collections.abc import Mapping
from typing import Any

from jsp.rules.refusal import N_, DomainError

RECEIVER = ("name", "contact_person", "phone", "mail", "receiver_rule")  # as it is shown to who says yes
WAYS = ("phone", "mail", "website")
UNREACHABLE = N_("Fill in a phone number, an e-mail address or a website: else nobody can reach them.")
YOU_UNREACHABLE = N_("We need a phone number, an e-mail address or a website. Else nobody can reach you.")


def lacks(values: Mapping[str, Any]) -> list[DomainError]:
    """What makes that nobody would understand, find or reach it, each with its field."""
    found = [DomainError(N_("Fill this in."), field=name) for name in ("name", "offer_nl") if not values[name]]
    if not values["themes"]:
        found.append(DomainError(N_("Choose at least one theme."), field="themes"))
    if not any(values[name] for name in WAYS):
        found.append(DomainError(UNREACHABLE, field="phone"))
    return found


def lacks_of_own(values: Mapping[str, str]) -> list[DomainError]:
    """The same of what a partner says about itself, in words for the partner; what it did not say is not judged."""
    found = [DomainError(N_("Fill this in."), field=name) for name in ("offer_nl",) if values.get(name) == ""]
    if all(values.get(name) == "" for name in WAYS):
        found.append(DomainError(YOU_UNREACHABLE, field="phone"))
    return found


def check_whole(values: Mapping[str, Any]) -> None:
    """Raises the first of what an entry lacks."""
    for lack in lacks(values):
        raise lack
