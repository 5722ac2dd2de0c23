"""The programmes that come with this app, as files that can be read beside it."""

from functools import cache
from pathlib import Path

from jsp.rules.programme import Programme
from jsp.rules.programme_file import read_file

FOLDER = Path(__file__).parent / "programmes"


@cache
def usual_programmes() -> dict[str, Programme]:
    """By code, in the order of their names."""
    found = [read_file(path.read_bytes()) for path in FOLDER.glob("*.toml")]
    return {each.code: each for each in sorted(found, key=lambda each: each.name.casefold())}
