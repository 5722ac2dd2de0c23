"""Every setting of a JSP: its default, unit, bounds, and one sentence why (dossier 6.8 and 6.11)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from jsp.rules.refusal import N_, DomainError

Value = Decimal | bool | str
PHONE_NUMBER = r"[+0-9][0-9 -]{2,18}"
NO_GROUND = N_("This is not the default. Write down on what ground: whose advice it is, and since when.")
SHORTEST_GROUND, LONGEST_GROUND = 10, 200
TOO_LONG = N_("This is %(length)d characters long. At most %(most)d fit.")
TOO_SHORT = N_("Write down whose advice it is and since when, in at least %(least)d characters.")
NO_PHONE_NUMBER = N_("Fill in a phone number, such as 0478-123456.")


class Group(StrEnum):
    """What belongs together on a page."""

    JSP = "jsp"
    OPENING = "opening"
    LESSONS = "lessons"
    PRIVACY = "privacy"
    RETENTION = "retention"


class Shape(StrEnum):
    """How a value is written."""

    NUMBER = "number"
    TEXT = "text"
    PHONE = "phone"
    MAIL = "mail"
    ADDRESS = "address"
    CHOICE = "choice"
    YES_NO = "yes_no"


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """One setting. `low` and `high` are included; `guarded`: an administrator alone may change it.

    `asks_ground`: another value than the default stands with its ground. That is a setting too, `beside` this one.
    """

    key: str
    group: Group
    default: Value
    label: str
    why: str
    shape: Shape = Shape.TEXT
    unit: str = ""
    low: Decimal = Decimal(0)
    high: Decimal = Decimal(0)
    places: int = 0
    choices: tuple[tuple[str, str], ...] = ()
    guarded: bool = False
    longest: int = 120
    asks_ground: bool = False
    beside: str = ""

    @property
    def ground_key(self) -> str:
        """Under which the ground is kept."""
        return f"{self.key}_ground" if self.asks_ground else ""

    @property
    def is_fixed(self) -> bool:
        """Whether the law leaves no choice."""
        return self.shape is Shape.NUMBER and self.low == self.high


def number(
    key: str, group: Group, default: str, low: str, high: str, unit: str, label: str, why: str, **more: Any
) -> Definition:
    """A setting that is a number, its bounds included."""
    return Definition(
        key=key, group=group, shape=Shape.NUMBER, default=Decimal(default), low=Decimal(low), high=Decimal(high),
        unit=unit, label=label, why=why, **more,
    )  # fmt: skip


ONE_OF = {
    "people": N_("person"), "hours": N_("hour"), "school days": N_("school day"), "lessons": N_("lesson"),
    "minutes": N_("minute"), "weeks": N_("week"), "years": N_("year"), "days": N_("day"),
    "conversations": N_("conversation"),
}  # fmt: skip
MAIL_ADDRESS = r"[\w.+%-]+@[\w-]+(\.[\w-]+)+"
WEB_ADDRESS = r"https://[a-z0-9.-]+\.[a-z]{2,}(/[\w!#$%&'()*+,./:;=?@~-]*)?"
SHAPES = {
    Shape.PHONE: (re.compile(PHONE_NUMBER), NO_PHONE_NUMBER),
    Shape.MAIL: (re.compile(MAIL_ADDRESS, re.ASCII), N_("Fill in an e-mail address, such as name@example.nl.")),
    Shape.ADDRESS: (re.compile(WEB_ADDRESS, re.ASCII), N_("Fill in an address that begins with https://.")),
}  # fmt: skip


def unit_of(setting: Definition, text: str) -> str:
    """The unit (an English msgid) that goes with the number in `text`."""
    return ONE_OF.get(setting.unit, setting.unit) if text == "1" else setting.unit


def parse(setting: Definition, text: str) -> Value:
    """The value that `text` stands for. Raises DomainError, with the field `value`, for what may not be."""
    text = text.strip()
    if setting.shape is Shape.NUMBER:
        return _number(setting, text)
    if setting.shape is Shape.YES_NO:
        return text == "yes"
    if setting.shape is Shape.CHOICE:
        return _choice(setting, text)
    return _words(setting, text)


def ground_for(setting: Definition, value: Value, text: str) -> str:
    """The ground that stands beside this value: none for the default, which has its own.

    Raises DomainError, with the field `ground`, where it is missing, too short or too long.
    """
    if not setting.asks_ground or value == setting.default:
        return ""
    text = text.strip()
    if not text:
        raise DomainError(NO_GROUND, field="ground")
    if len(text) < SHORTEST_GROUND:
        raise DomainError(TOO_SHORT, field="ground", least=SHORTEST_GROUND)
    if len(text) > LONGEST_GROUND:
        raise DomainError(TOO_LONG, field="ground", length=len(text), most=LONGEST_GROUND)
    return text


def as_text(value: Value) -> str:
    """How a value is kept; `parse` reads it back."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return format(value.normalize(), "f") if isinstance(value, Decimal) else value


def read(setting: Definition, kept: Mapping[str, str]) -> Value:
    """What holds: the value that was kept, or the default where there is none or it no longer fits."""
    if setting.key not in kept:
        return setting.default
    try:
        return parse(setting, kept[setting.key])
    except DomainError:
        return setting.default


def _number(setting: Definition, text: str) -> Decimal:
    try:
        number = Decimal(text.replace(",", "."))
    except InvalidOperation as error:
        raise DomainError(N_("Fill in a number."), field="value") from error
    if not number.is_finite() or not setting.low <= number <= setting.high:
        raise DomainError(N_("That is outside the bounds that stand here."), field="value")
    if number != round(number, setting.places):
        raise DomainError(N_("Fill in fewer decimals."), field="value")
    return number


def _choice(setting: Definition, text: str) -> str:
    if text not in dict(setting.choices):
        raise DomainError(N_("Choose one."), field="value")
    return text


def _words(setting: Definition, text: str) -> str:
    if len(text) > setting.longest:
        raise DomainError(TOO_LONG, field="value", length=len(text), most=setting.longest)
    pattern, refusal = SHAPES.get(setting.shape, (None, ""))
    if text and pattern is not None and not pattern.fullmatch(text):
        raise DomainError(refusal, field="value")
    if not text and setting.default != "":
        raise DomainError(N_("Fill this in."), field="value")
    return text
