"""What the texts of an entry in the directory have to look like, wherever they come from: a form, a file, a partner."""

import re

from email_validator import EmailNotValidError, validate_email

from jsp.rules.refusal import N_, DomainError
from jsp.rules.settings import NO_PHONE_NUMBER, PHONE_NUMBER

LONGEST = {
    "name": 120, "offer_nl": 300, "offer_en": 300, "audience_nl": 160, "audience_en": 160, "contact_person": 80,
    "phone": 20, "mail": 254, "website": 200, "place": 200, "times": 200, "words": 300,
}  # fmt: skip
CORRECTABLE = ("contact_person", "phone", "mail", "website", "place", "times", "waiting_weeks")  # by the partner itself
MOST_WEEKS = 200
WEB_ADDRESS = re.compile(r"(?:https?://)?[^\s/?#@:]+\.[^\s/?#@:.]{2,}(?::\d+)?(?:[/?#]\S*)?", re.IGNORECASE)
NO_MAIL = N_("Fill in an e-mail address, such as name@example.nl.")
NO_WEBSITE = N_("Fill in the address of a website, such as www.example.nl.")
NO_WEEKS = N_("The waiting time is a whole number of weeks, from 0 to 200. Leave it empty where nobody knows.")
LOST_ZERO = N_("The 0 at the beginning of this number fell off. Make the column a column of text.")
TOO_LONG = N_("This is %(length)d characters long. At most %(most)d fit.")


def read_field(name: str, text: str) -> str:
    """The text as it is kept in that field; `text` was cleaned. Raises DomainError, with the field, where it cannot be.

    An empty text says that there is nothing to say.
    """
    said = _short(name, " ".join(text.split()))
    return _short(name, READERS[name](said)) if said and name in READERS else said


def read_weeks(text: str) -> int | None:
    """The waiting time; None where nothing is said. Raises DomainError with its field."""
    said = text.strip()
    if not said:
        return None
    if not (said.isascii() and said.isdigit() and len(said) <= len(str(MOST_WEEKS)) and int(said) <= MOST_WEEKS):
        raise DomainError(NO_WEEKS, field="waiting_weeks")
    return int(said)


def _short(name: str, said: str) -> str:
    most = LONGEST.get(name, len(str(MOST_WEEKS)))
    if len(said) > most:
        raise DomainError(TOO_LONG, field=name, length=len(said), most=most)
    return said


def _phone(said: str) -> str:
    if len(said) == 9 and said.isascii() and said.isdigit() and not said.startswith("0"):
        raise DomainError(LOST_ZERO, field="phone")
    if not re.fullmatch(PHONE_NUMBER, said):
        raise DomainError(NO_PHONE_NUMBER, field="phone")
    return said


def _mail(said: str) -> str:
    try:
        found: str = validate_email(said, check_deliverability=False, allow_smtputf8=False).normalized
    except EmailNotValidError as error:
        raise DomainError(NO_MAIL, field="mail") from error
    return found


def _website(said: str) -> str:
    if not WEB_ADDRESS.fullmatch(said):
        raise DomainError(NO_WEBSITE, field="website")
    return said if said.casefold().startswith(("http://", "https://")) else f"https://{said}"


def _weeks(said: str) -> str:
    return str(read_weeks(said))


READERS = {"phone": _phone, "mail": _mail, "website": _website, "waiting_weeks": _weeks}
