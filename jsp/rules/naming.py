"""The code of a thing that a JSP names itself: made from its name once, and never changed."""

import re
import unicodedata
from collections.abc import Collection

LONGEST = 40
# the first part of an address of ours: no site may be called so, for its page is /<code>
RESERVED = frozenset({
    "accounts", "antwoord", "debriefs", "directory", "evaluations", "focus_groups", "gegevens", "healthz",
    "hours", "intake", "kaart", "klas", "klopt", "les", "lessons", "messages", "nu_hulp", "openapi", "openings",
    "partner", "programmes", "public", "questionnaires", "readyz", "referrals", "research", "settings",
    "static", "taal", "today", "trends", "vraag", "waves", "wie_helpt",
})  # fmt: skip


def code_of(name: str, *, taken: Collection[str]) -> str:
    """A code of lower-case ASCII letters, figures and underscores, at most 40 long, that is not in `taken`."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[: LONGEST - 4] or "row"
    number, code = 1, stem
    while code in taken:
        number += 1
        code = f"{stem}_{number}"
    return code


def same_name(one: str, other: str) -> bool:
    """Whether two names differ in case and blanks at most."""
    return " ".join(one.casefold().split()) == " ".join(other.casefold().split())
