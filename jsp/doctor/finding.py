"""What a look at one thing found: that it is right, or what is wrong and what to do."""

from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """How bad it is. What is only worth knowing lets the doctor pass."""

    OK = "OK"
    NOTE = "NOTE"
    WRONG = "WRONG"


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the doctor. `about`: one word for what was looked at; `do`: what to do about what is wrong."""

    about: str
    state: State
    what: str
    do: str = ""

    @property
    def line(self) -> str:
        """As it is printed."""
        return " ".join(part for part in (f"{self.state:<5}", f"{self.about}:", self.what, self.do) if part)


def ok(about: str, what: str) -> Finding:
    """That is right."""
    return Finding(about, State.OK, what)


def note(about: str, what: str, do: str) -> Finding:
    """That is worth knowing."""
    return Finding(about, State.NOTE, what, do)


def wrong(about: str, what: str, do: str) -> Finding:
    """That has to be mended."""
    return Finding(about, State.WRONG, what, do)
