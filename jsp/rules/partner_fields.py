"""What the texts of an entry in the directory have to look like, wherever they come from: a form, a file, a partner."""

import re

from jsp.rules.refusal import N_, DomainError
from jsp.rules.settings import SHAPES, Shape

LONGEST = {
    "name": 120, "offer_nl": 300, "offer_en": 300, "audience_nl": 160, "audience_en": 160, "contact_person": 80,
    "phone": 20, "mail": 254, "website": 200, "place": 200, "times": 200, "words": 300,
}  # fmt: skip
CORRECTABLE = (
    "offer_nl", "audience_nl", "contact_person", "phone", "mail", "website", "place", "times", "waiting_weeks",
)  # fmt: skip  # by the partner itself
WEEKS = "waiting_weeks"
MOST_WEEKS = 200
NATIONAL = 9  # figures of a number in the Netherlands without its 0
ABROAD = re.compile(r"^00(?=[1-9])|^(?=31[ -]?[1-9](?:[ -]?[0-9]){8}$)")  # a code of a country without its plus
SHAPE_OF = {"phone": Shape.PHONE, "mail": Shape.MAIL, "website": Shape.ADDRESS}
NO_WEEKS = N_("The waiting time is a whole number of weeks, from 0 to 200. Leave it empty where nobody knows.")
NO_NUMBER = N_("Write a number.")
LOST_ZERO = N_("The 0 at the beginning of this number fell off. Make the column a column of text.")
TOO_LONG = N_("This is %(length)d characters long. At most %(most)d fit.")


def read_field(name: str, text: str) -> str:
    """The text as it is kept in that field; `text` was cleaned. Raises DomainError, with the field, where it cannot be.

    An empty text says that there is nothing to say. A number with the code of a country gets its plus: spreadsheets
    take it off, and without it no phone rings.
    """
    said = " ".join(text.split())
    if name == WEEKS:
        weeks = read_weeks(said)
        return "" if weeks is None else str(weeks)
    if name == "website" and said and "://" not in said:
        said = f"https://{said}"
    if name == "phone":
        said = ABROAD.sub("+", said, count=1)
    if len(said) > LONGEST[name]:
        raise DomainError(TOO_LONG, field=name, length=len(said), most=LONGEST[name])
    if said and name in SHAPE_OF:
        _check_shape(name, said)
    return said


def read_weeks(text: str) -> int | None:
    """The waiting time; None where nothing is said. Raises DomainError with its field."""
    said = text.strip()
    if not said:
        return None
    if not any(each.isdigit() for each in said):
        raise DomainError(NO_NUMBER, field=WEEKS)
    if not (said.isascii() and said.isdigit() and len(said) <= len(str(MOST_WEEKS)) and int(said) <= MOST_WEEKS):
        raise DomainError(NO_WEEKS, field=WEEKS)
    return int(said)


def _check_shape(name: str, said: str) -> None:
    if name == "phone" and len(said) == NATIONAL and said.isdigit() and said[0] != "0":
        raise DomainError(LOST_ZERO, field=name)
    pattern, refusal = SHAPES[SHAPE_OF[name]]
    if not pattern.fullmatch(said):
        raise DomainError(refusal, field=name)
