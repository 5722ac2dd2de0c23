"""Whose name stands before a colon: only what is sure."""

import unicodedata
from collections.abc import Mapping

from jsp.rules.pseudonyms import names_in


def folded(name: str) -> str:
    """The same for é and e, capitals and small letters, one space and two."""
    letters = unicodedata.normalize("NFKD", name)
    return " ".join("".join(each for each in letters if not unicodedata.combining(each)).casefold().split())


def whose(label: str, names: Mapping[str, str]) -> str:
    """The tag of who that is among `names` by tag; empty where nobody is called so, or more than one.

    By the tag, by the whole name, or by a first name alone: whoever has another last name is somebody else.
    """
    if label.upper() in names:
        return label.upper()
    said = folded(next(iter(names_in(label)), label))
    whole = {tag: folded(name) for tag, name in names.items() if name}
    found = [tag for tag, name in whole.items() if name == said]
    if not found and " " not in said:
        found = [tag for tag, name in whole.items() if name.split(" ")[0] == said]
    return found[0] if len(found) == 1 else ""
