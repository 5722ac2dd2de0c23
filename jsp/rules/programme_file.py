"""A programme as one file (TOML) that JSPs give to each other, and that people can read and change by hand."""

import re
import tomllib
from typing import Any

import tomli_w

from jsp.rules.programme import Programme
from jsp.rules.programme_data import checked, to_data
from jsp.rules.refusal import N_, DomainError

MOST_BYTES = 256 * 1024
HEAD = """\
# Een lessenreeks voor een Jongeren Service Punt. Je kunt dit bestand lezen en wijzigen met een gewone teksteditor.
# kind: lesson (les), repetition (herhaalles), meeting (bijeenkomst), film
# methods: verbal (verbaal), mental (mentaal), physical (fysiek)
# form: role_play (rollenspel), physical_exercise (fysieke oefening), video, theatre (theater),
#       behaviour_practice (oefenen met gedrag), discussion (gesprek), writing (schrijven), other (anders)
# teacher en jsp: lead (leidt), support (ondersteunt), observe (observeert)
# is_core = true: dit is de rode draad, die krijgt elke klas

"""
TOO_LARGE = N_("This file is too large. At most %(most)d kB fit.")
LINE = re.compile(r"at line (\d+)")
MOST_DOTS = 5  # in one name; reading a name takes as long as the square of its dots
ASIDE = re.compile(
    r'''"""(?:[^"\\]|\\.|"(?!""))*+"{0,5}|"(?:[^"\\\n]|\\.)*+"?|#[^\n]*+'''
    r"""|'''(?:[^']|'(?!''))*+'{0,5}|'[^'\n]*+'?""",
    re.DOTALL,
)  # texts, of several lines or one, and comments
LONG_NAME = re.compile(rf"(?:\.[^.,=\[\]{{}}\n]*){{{MOST_DOTS + 1}}}")


def read_file(data: bytes) -> Programme:
    """The programme in the file. Raises DomainError that says what is wrong, and where."""
    if len(data) > MOST_BYTES:
        raise DomainError(TOO_LARGE, field="file", most=MOST_BYTES // 1024)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DomainError(N_("This file is no text in UTF-8."), field="file") from error
    try:
        return checked(_parsed(text))
    except DomainError as error:
        raise DomainError(error.message, field="file", **error.values) from error


def write_file(programme: Programme) -> str:
    """The file that holds it; reading it gives the same programme."""
    return HEAD + tomli_w.dumps(to_data(programme), multiline_strings=True)


def check_size(programme: Programme) -> None:
    """Refuse what would not fit in a file that can be read again. Raises DomainError."""
    if len(write_file(programme).encode()) > MOST_BYTES:
        raise DomainError(N_("This programme is too large. As a file it may be %(most)d kB."), most=MOST_BYTES // 1024)


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
