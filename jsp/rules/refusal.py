"""How a rule says no."""

from datetime import date


def N_(text: str) -> str:  # noqa: N802 - the usual name of the mark that collects a text for translation
    """Mark a text for the catalogue; whoever shows it translates it."""
    return text


class DomainError(Exception):
    """A refusal whose text (an English msgid) is meant for the person at the screen.

    `field` names the form field to show it beside; `values` fill the named gaps of the text.
    """

    def __init__(self, message: str, *, field: str | None = None, **values: str | int | date) -> None:
        super().__init__(message)
        self.message = message
        self.field = field
        self.values = values


class NotFoundError(LookupError):
    """The thing does not exist, or not for this person; nobody can tell which."""


class SignedOutError(Exception):
    """Something was sent by somebody who is not signed in any more."""


class StaleSignInError(Exception):
    """Something that matters was sent, but the password was given too long ago."""
