"""A small table with invented conversations, such as a team may keep one."""

from jsp.rules.table_file import Table

HEADINGS = {
    "nl": ["datum", "thema", "kanaal", "wie vroeg", "uitkomst", "niveau", "nieuw of terug", "aantal"],
    "en": ["date", "theme", "channel", "who asked", "outcome", "level", "new or return", "number"],
}
ROWS = {
    "nl": (
        ["2-9-2024", "Geld", "inloop", "leerling", "Informatie of advies gegeven", "havo", "nieuw", "1"],
        ["3-9-2024", "School", "telefoon", "ouder", "Verwezen", "", "nieuw", "1"],
        ["5-9-2024", "Gezondheid", "inloop", "leerling", "Luisterend oor", "vmbo-t", "terug", "2"],
    ),
    "en": (
        ["2-9-2024", "Money", "walk-in", "pupil", "Information or advice given", "havo", "new", "1"],
        ["3-9-2024", "School", "phone", "parent", "Referred", "", "new", "1"],
        ["5-9-2024", "Health", "walk-in", "pupil", "Listening ear", "vmbo-t", "return", "2"],
    ),
}


def sample(language: str) -> Table:
    """The headings and some rows."""
    return [HEADINGS[language], *ROWS[language]]
