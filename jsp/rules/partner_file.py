"""The columns of a file with the directory, in Dutch and in English; and an entry as a row of it."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from jsp.rules.consent import ReceiverRule
from jsp.rules.referral import Help
from jsp.rules.text import folded

MOST_ENTRIES = 10_000
COLUMNS = {
    "name": ("naam", "name"),
    "kind": ("soort", "kind"),
    "themes": ("thema's", "themes"),
    "help": ("hulp", "help"),
    "offer_nl": ("aanbod", "offer in Dutch"),
    "offer_en": ("aanbod in het Engels", "offer in English"),
    "audience_nl": ("voor wie", "for whom in Dutch"),
    "audience_en": ("voor wie in het Engels", "for whom in English"),
    "contact_person": ("contactpersoon", "contact person"),
    "phone": ("telefoon", "phone"),
    "mail": ("e-mail", "mail"),
    "website": ("website", "website"),
    "place": ("plaats", "place"),
    "times": ("tijden", "times"),
    "words": ("zoekwoorden", "search words"),
    "waiting_weeks": ("wachttijd in weken", "waiting time in weeks"),
    "waiting_on": ("wachttijd van", "waiting time of"),
    "sites": ("op school", "at school"),
    "receiver_rule": ("ja van ouders", "yes of parents"),
    "is_for_pupils": ("voor leerlingen", "for pupils"),
}
MORE_HEADINGS = {"email": "mail", "e-mailadres": "mail", "thema": "themes", "theme": "themes", "offer": "offer_nl",
                 "for whom": "audience_nl", "telefoonnummer": "phone", "waar": "place", "wachttijd": "waiting_weeks",
                 "school": "sites", "scholen": "sites"}  # fmt: skip
HEADINGS = {folded(text): name for name, texts in COLUMNS.items() for text in texts} | MORE_HEADINGS
LANGUAGES = ("nl", "en")
WORDS: dict[str, dict[str, tuple[str, str]]] = {
    "kind": {
        "organisation": ("organisatie", "organisation"),
        "professional": ("professional", "professional"),
        "volunteer": ("vrijwilliger", "volunteer"),
        "activity": ("activiteit", "activity"),
        "school_route": ("route van school", "route of a school"),
        "line": ("landelijke lijn", "national line"),
    },
    "help": {
        Help.LIGHT: ("licht", "light"),
        Help.SPECIALISED: ("gespecialiseerd", "specialised"),
        Help.BOTH: ("licht en gespecialiseerd", "light and specialised"),
    },
    "receiver_rule": {
        ReceiverRule.USUAL: ("zoals altijd", "as usual"),
        ReceiverRule.PARENTS_UNTIL_16: ("tot 16 jaar", "until 16"),
        ReceiverRule.PARENTS_UNTIL_18: ("tot 18 jaar", "until 18"),
    },
    "is_for_pupils": {"y": ("ja", "yes"), "n": ("nee", "no")},
}
MORE_WORDS: dict[str, dict[str, tuple[str, ...]]] = {  # what the form itself calls them
    "kind": {"activity": ("activiteit of club", "activity or club"),
             "school_route": ("route binnen een school", "route within a school")},
    "help": {Help.LIGHT: ("lichte hulp", "light help"),
             Help.SPECIALISED: ("gespecialiseerde hulp", "specialised help"),
             Help.BOTH: ("lichte en gespecialiseerde hulp", "light and specialised help")},
    "receiver_rule": {
        ReceiverRule.USUAL: ("zoals we gewend zijn", "as we are used to"),
        ReceiverRule.PARENTS_UNTIL_16: (
            "tot 16 jaar zegt een ouder altijd ook ja", "a parent always says yes too until 16"),
        ReceiverRule.PARENTS_UNTIL_18: (
            "tot 18 jaar zegt een ouder altijd ook ja", "a parent always says yes too until 18"),
    },
}  # fmt: skip
CHOICES = {
    column: {
        folded(word): code
        for code, words in choices.items()
        for word in (code, *words, *MORE_WORDS.get(column, {}).get(code, ()))
    }
    for column, choices in WORDS.items()
}


class Listed(NamedTuple):
    """A theme or a school as a file can name it."""

    id: int
    code: str
    names: Sequence[str]  # the first of them in the language of the file that is written


def headings(language: str) -> list[str]:
    """The first row."""
    return [texts[LANGUAGES.index(language)] for texts in COLUMNS.values()]


def words(language: str) -> dict[str, list[str]]:
    """The columns that hold one of a few words, with those words."""
    at = LANGUAGES.index(language)
    return {column: [each[at] for each in choices.values()] for column, choices in WORDS.items()}


def as_row(values: Mapping[str, Any], *, language: str, themes: Sequence[Listed], sites: Sequence[Listed]) -> list[str]:
    """An entry, given as the values of its columns, as a row below those headings."""
    lists = {"themes": themes, "sites": sites}
    return [as_cell(name, values[name], language=language, lists=lists) for name in COLUMNS]


def as_cell(name: str, value: Any, *, language: str, lists: Mapping[str, Sequence[Listed]]) -> str:
    """One value of it; `lists` are the themes and the sites."""
    if value is None:
        return ""
    return _several(value, lists[name]) if name in lists else _one(name, value, LANGUAGES.index(language))


def by_name(listed: Sequence[Listed]) -> dict[str, int | None]:
    """The ids by what a file may call them; None where two are called so."""
    found: dict[str, int | None] = {}
    for each in listed:
        for name in {folded(name) for name in each.names}:
            found[name] = None if name in found else each.id
    return found | {folded(each.code): each.id for each in listed}


def read_several(said: str, known: Mapping[str, int | None]) -> set[int] | None:
    """The ids of names with a semicolon between them, or a comma where no name has one; None where one is unknown."""
    parts = [part for part in said.replace("\n", ";").split(";") if part.strip()]
    names = [
        name for part in parts for name in ([part] if known.get(folded(part)) else part.split(",")) if name.strip()
    ]
    found = {known.get(folded(name)) for name in names}
    ids = {id for id in found if id is not None}
    return ids if ids == found else None


def _one(name: str, value: Any, at: int) -> str:
    if name in WORDS:
        code = value if isinstance(value, str) else "y" if value else "n"
        return WORDS[name][code][at]
    return value.isoformat() if isinstance(value, date) else str(value)


def _several(ids: Sequence[int], listed: Sequence[Listed]) -> str:
    known = by_name(listed)
    return "; ".join(
        each.names[0] if known[folded(each.names[0])] == each.id and ";" not in each.names[0] else each.code
        for each in listed if each.id in ids
    )  # fmt: skip
