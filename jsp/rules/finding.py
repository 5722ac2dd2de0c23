"""What a look at one thing of an installation found: that it is right, or what is wrong and what to do."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

Value = str | int | date
WHILE_WORKING = ("mail", "jobs", "backup", "restore-drill", "disk", "releases", "promises")
TRAIL = "trail"
AT_REST = "at-rest"  # whatever else is looked at: how it is set up
HOURLY, DAILY = timedelta(hours=1), timedelta(days=1)
EVERY = {**dict.fromkeys(WHILE_WORKING, HOURLY), TRAIL: DAILY, AT_REST: DAILY}  # how often the jobs look
KINDS = tuple(EVERY)


class State(StrEnum):
    """How bad it is. What is only worth knowing lets the doctor pass."""

    OK = "OK"
    NOTE = "NOTE"
    WRONG = "WRONG"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was found of one thing. `about`: one word for what was looked at; `advice`: what to do where it is wrong.

    Both texts are English msgids; `values` fill their named gaps.
    """

    about: str
    state: State
    message: str
    advice: str = ""
    values: Mapping[str, Value] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """Under which of KINDS it is told and kept."""
        return self.about if self.about in KINDS else AT_REST

    @property
    def what(self) -> str:
        """What was found, in English."""
        return self.message % self.values

    @property
    def line(self) -> str:
        """As it is printed."""
        do = self.advice % self.values
        return " ".join(part for part in (f"{self.state:<5}", f"{self.about}:", self.what, do) if part)


def ok(about: str, message: str, **values: Value) -> Finding:
    """That is right."""
    return Finding(about, State.OK, message, values=values)


def note(about: str, message: str, advice: str, **values: Value) -> Finding:
    """That is worth knowing."""
    return Finding(about, State.NOTE, message, advice, values)


def wrong(about: str, message: str, advice: str, **values: Value) -> Finding:
    """That has to be mended."""
    return Finding(about, State.WRONG, message, advice, values)


def wrong_kinds(findings: Iterable[Finding]) -> set[str]:
    """The kinds of which something is wrong."""
    return {each.kind for each in findings if each.state is State.WRONG}
