"""Days as people write them in their own tables, such as 3-11-2025 or 3 nov 2025, or as a spreadsheet counts."""

import re
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from enum import StrEnum

from jsp.rules.refusal import N_, DomainError

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 1, 1)
COUNTED_FROM = date(1899, 12, 30)
LONGEST_SHOWN = 40
MONTHS = (
    ("jan", "januari", "january"), ("feb", "februari", "february", "febr"), ("mrt", "maart", "mar", "march"),
    ("apr", "april"), ("mei", "may"), ("jun", "juni", "june"), ("jul", "juli", "july"),
    ("aug", "augustus", "august"), ("sep", "september", "sept"), ("okt", "oktober", "oct", "october"),
    ("nov", "november"), ("dec", "december"),
)  # fmt: skip
MONTH = {word: at for at, words in enumerate(MONTHS, 1) for word in words}
BESIDE = frozenset((
    *MONTH, "week", "wk", "ma", "di", "wo", "do", "vr", "za", "zo", "maandag", "dinsdag", "woensdag", "donderdag",
    "vrijdag", "zaterdag", "zondag",
))  # fmt: skip
WORDS, PART = re.compile(r"\w+"), re.compile(r"\d{1,2}(?:e|de|ste|th)?")
WEEKDAY = re.compile(
    r"^(?:ma|di|wo|do|vr|za|zo|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|mon|tue|wed|thu|fri|sat|sun"
    r"|monday|tuesday|wednesday|thursday|friday|saturday|sunday)\.?,?\s+(?=\S)"
)
TIME = re.compile(
    r"(?<=\d)(?:t|,?\s+)\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)?\s*(?:uur|am|pm|z|[+-]\d{2}:?\d{2})?$", re.IGNORECASE
)
NUMBERS = re.compile(r"(\d{1,2})\s?[-/. ]\s?(\d{1,2})\s?[-/. ]\s?(\d{4}|'?\d{2})")
ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})|(\d{4})(\d{2})(\d{2})")
COUNTED = re.compile(r"(\d{5})(?:\.\d+)?")
IN_WORDS = re.compile(r"(\d{1,2})(?:e|de|ste)?[-/. ]+([a-z]{3,9})\.?[-/., ]+(\d{4}|'?\d{2})")
MONTH_IN_FRONT = re.compile(r"([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})")

NO_DAY = N_("There is no day in this row.")
UNREADABLE = N_("We cannot read “%(text)s” as a day. Write a day, a month and a year, such as 3-11-2025.")
NO_SUCH_DAY = N_("“%(text)s” is a day that does not exist.")
TO_COME = N_("“%(text)s” has yet to come.")
TOO_EARLY = N_("“%(text)s” lies before the year 2000.")


class Order(StrEnum):
    """What comes first in 3/4/2025."""

    DAY = "day"
    MONTH = "month"


def read_day(text: str, order: Order, *, today: date) -> date:
    """The day that is meant. Raises DomainError, in words for the row, for what is none that can be."""
    if not text:
        raise DomainError(NO_DAY)
    shown = text[:LONGEST_SHOWN]
    try:
        day = _read(_bare(text), order)
    except (ValueError, OverflowError) as error:
        raise DomainError(NO_SUCH_DAY, text=shown) from error
    except LookupError as error:
        raise DomainError(UNREADABLE, text=shown) from error
    if day > today or day < FIRST_DAY:
        raise DomainError(TO_COME if day > today else TOO_EARLY, text=shown)
    return day


def without_time(text: str) -> str:
    """A day without the hour behind it."""
    return TIME.sub("", text)


def looks_like_a_day(text: str) -> bool:
    """Whether it has the shape of a day, be it one that exists or not."""
    held = _bare(text)
    return any(form.fullmatch(held) for form, _ in FORMS)


def may_be_a_day(text: str) -> bool:
    """Whether somebody may have meant one, such as 3 sept, 2-9 or week 36; a year or a month alone is none."""
    words = WORDS.findall(text.casefold())
    said = [word for word in words if not PART.fullmatch(word)]
    return looks_like_a_day(text) or (len(said) < len(words) and all(word in BESIDE or word.isdigit() for word in said))


def names_a_day(text: str) -> bool:
    """Whether it is a day of the week or a month and nothing else: of a conversation that may be all that is known."""
    held = text.casefold().strip(" .,")
    return held in MONTH or WEEKDAY.sub("", f"{held} -") == "-"


def is_a_day(text: str) -> bool:
    """Whether it is a day of this century that exists; a bare count of days, as in a spreadsheet, tells nothing."""
    held = _bare(text)
    if COUNTED.fullmatch(held):
        return False
    return any(_is_of_this_century(held, order) for order in Order)


def shows(texts: Iterable[str]) -> set[Order]:
    """What these days can only have in front: of 3/4/2025 nobody knows, 25/11/2025 has the day there."""
    found = set()
    for text in texts:
        numbers = NUMBERS.fullmatch(_bare(text))
        if numbers:
            first, second = int(numbers[1]), int(numbers[2])
            found |= {Order.DAY} if second <= 12 < first <= 31 else set()
            found |= {Order.MONTH} if first <= 12 < second <= 31 else set()
    return found


def _read(text: str, order: Order) -> date:
    for form, made in FORMS:
        found = form.fullmatch(text)
        if found:
            return made([each for each in found.groups() if each is not None], order)
    raise LookupError(text)


def _is_of_this_century(text: str, order: Order) -> bool:
    try:
        return FIRST_DAY <= _read(text, order) < LAST_DAY
    except (ValueError, OverflowError, LookupError):
        return False


def _bare(text: str) -> str:
    return WEEKDAY.sub("", without_time(" ".join(text.casefold().split())))


def _of_numbers(parts: list[str], order: Order) -> date:
    first, second, year = parts
    day, month = (first, second) if order is Order.DAY else (second, first)
    return date(_year(year), int(month), int(day))


def _of_words(parts: list[str], _order: Order) -> date:
    day, month, year = parts if parts[0].isdigit() else (parts[1], parts[0], parts[2])
    return date(_year(year), MONTH[month], int(day))


def _of_iso(parts: list[str], _order: Order) -> date:
    return date(*map(int, parts))


def _of_count(parts: list[str], _order: Order) -> date:
    return COUNTED_FROM + timedelta(days=int(parts[0]))


def _year(text: str) -> int:
    number = int(text.removeprefix("'"))
    return number if len(text.removeprefix("'")) == 4 else 2000 + number


FORMS: tuple[tuple[re.Pattern[str], Callable[[list[str], Order], date]], ...] = (
    (NUMBERS, _of_numbers), (ISO, _of_iso), (COUNTED, _of_count), (IN_WORDS, _of_words), (MONTH_IN_FRONT, _of_words),
)  # fmt: skip
