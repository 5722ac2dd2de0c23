"""Files (TOML) with content that JSPs give to each other: read with a sentence for whatever is wrong with them."""

import re
import tomllib
from collections.abc import Callable
from typing import Any, TypeVar

from jsp.rules.data import Data
from jsp.rules.refusal import N_, DomainError

T = TypeVar("T")
MOST_BYTES = 256 * 1024
TOO_LARGE = N_("This file is too large. At most %(most)d kB fit.")
LINE = re.compile(r"at line (\d+)")
MOST_DOTS = 5  # in one name; reading a name takes as long as the square of its dots
ASIDE = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*+"{0,5}|"(?:[^"\\\n]|\\.)*+"?|#[^\n]*+'''
    r"""|'''(?:[^']|'(?!''))*+'{0,5}|'[^'\n]*+'?""",
    re.DOTALL,
)  # texts, of several lines or one, and comments
LONG_NAME = re.compile(rf"(?:\.[^.,=\[\]{{}}\n]*){{{MOST_DOTS + 1}}}")


def read_toml(data: bytes, read: Callable[[Data], T]) -> T:
    """What `read` makes of the data in the file. Raises DomainError that says what is wrong, and where."""
    if len(data) > MOST_BYTES:
        raise DomainError(TOO_LARGE, field="file", most=MOST_BYTES // 1024)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DomainError(N_("This file is no text in UTF-8."), field="file") from error
    try:
        return read(_parsed(text))
    except DomainError as error:
        raise DomainError(error.message, field="file", **error.values) from error


def _parsed(text: str) -> dict[str, Any]:
    _check_names(text)
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1
        raise DomainError(N_("Line %(line)d of the file cannot be read."), line=line) from error
    except (ValueError, RecursionError) as error:  # a number of thousands of digits, a thousand lists in each other
        raise DomainError(N_("This file cannot be read.")) from error


def _check_names(text: str) -> None:
    names = ASIDE.sub(lambda found: "\n" * found[0].count("\n"), text)
    found = LONG_NAME.search(names)
    if found is not None:
        raise DomainError(N_("Line %(line)d of the file has a name with more than %(most)d dots."),
                          line=names.count("\n", 0, found.start()) + 1, most=MOST_DOTS)  # fmt: skip
