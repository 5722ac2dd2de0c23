"""By what a class finds its questionnaire: six figures on the board, or the long code in the QR code."""

import secrets

FIGURES = 6
LETTERS = "cdfhjkmnprtvwx34679"  # without what looks like something else, and without vowels
LONG = 16  # characters; nobody guesses it, so it also works while codes are being guessed


def make_code() -> str:
    """Six figures, of which the first is no 0."""
    return str(10 ** (FIGURES - 1) + secrets.randbelow(9 * 10 ** (FIGURES - 1)))


def make_secret() -> str:
    """The long code: one of 19 to the power 16, which is 67 bits."""
    return "".join(secrets.choice(LETTERS) for _ in range(LONG))


def read_code(typed: str) -> str | None:
    """The code or the long code that somebody typed, with blanks or dashes or not; None for what cannot be one."""
    code = "".join(each for each in typed.lower() if each.isalnum())
    if is_short(code):
        return code
    return code if len(code) == LONG and not set(code) - set(LETTERS) else None


def is_short(code: str) -> bool:
    """Whether it is the one that stands on the board."""
    return len(code) == FIGURES and code.isascii() and code.isdecimal()


def spaced(code: str) -> str:
    """As it stands on the board: in two groups of three."""
    return f"{code[:3]} {code[3:]}"
