"""The page about OWASP ASVS: all of level 1 and 2 is in it, and what it names is there."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs/asvs.md").read_text()
ROWS = re.findall(r"^\| ([\d.]+\*?) \| (.+?) \| (.+) \|$", PAGE, re.MULTILINE)
KINDS = ("held", "not shown", "n/a", "**NOT HELD**")
NAMED = re.compile(r"`((?:jsp|tests|bench|docs|deploy)/[\w./-]+)(?:::(\w+))?`")
CHAPTERS = (27, 11, 19, 10, 9, 35, 18, 7, 7, 29, 14, 9, 13, 9, 13, 16, 7)  # of level 1 and 2 in 5.0.0: 70 and 183
CORE = re.findall(
    r"\S+",
    """
1.2.4 1.2.10* 2.2.2 2.3.3 2.3.4 2.4.1 3.3.2 3.3.4 3.4.1 3.4.3 3.4.5 3.4.6 3.5.1 3.5.3 4.1.3
6.1.1 6.2.1 6.2.4 6.3.3 6.3.8* 6.4.3 6.5.1 6.5.2 7.2.3 7.2.4 7.3.1 7.4.2 8.1.1 8.2.1 8.2.2
8.2.3 8.3.1 8.4.1 11.1.1 11.3.3 11.4.2 14.2.1 14.2.7* 14.3.2 15.3.3 16.2.5 16.3.2 16.4.2 16.5.3
""",
)


def kind_of(stands: str) -> str:
    return stands.partition(":")[0]


def named() -> Iterator[tuple[str, str, str]]:
    for id, _asks, stands in ROWS:
        for path, test in NAMED.findall(stands):
            yield id, path, test


def test_every_requirement_of_level_1_and_2_stands_in_it_once() -> None:
    ids = [id for id, _asks, _stands in ROWS]
    assert len(ids) == len(set(ids))
    chapters = [int(id.partition(".")[0]) for id in ids if not id.endswith("*")]
    assert tuple(len(list(each)) for _chapter, each in groupby(chapters)) == CHAPTERS


def test_the_core_stands_in_it() -> None:
    assert len(CORE) == 44
    assert set(CORE) <= {id for id, _asks, _stands in ROWS}


def test_what_it_counts_is_what_stands_there() -> None:
    told = re.search(r"^\| of (\d+) \| (\d+) \| (\d+) \| (\d+) \| (\d+) \|$", PAGE, re.MULTILINE)
    counted = Counter(kind_of(stands) for _id, _asks, stands in ROWS)
    assert told
    assert [int(each) for each in told.groups()] == [len(ROWS), *(counted[kind] for kind in KINDS)]


@pytest.mark.parametrize("kind", ["held", "not shown"])
def test_what_is_said_to_be_so_names_where(kind: str) -> None:
    assert [id for id, _asks, stands in ROWS if kind_of(stands) == kind and "`" not in stands] == []


def test_what_is_held_names_a_test_a_recorded_run_or_a_page() -> None:
    shows = re.compile(r"`(?:tests/|bench/safe/results/|docs/)")
    assert [id for id, _asks, stands in ROWS if kind_of(stands) == "held" and not shows.search(stands)] == []


def test_every_file_and_every_test_that_it_names_is_there() -> None:
    missing = [
        (id, path, test) for id, path, test in named()
        if not (ROOT / path).exists() or (test and f"def {test}(" not in (ROOT / path).read_text())
    ]  # fmt: skip
    assert missing == []
    assert len(list(named())) > 300


def test_no_name_is_passed_over() -> None:
    """What looks like a file and is none that this test knows would never be missed."""
    paths = [each for _id, _asks, stands in ROWS for each in re.findall(r"`([^`\s/][^`\s]*/[^`\s]*)`", stands)]
    assert [each for each in paths if not NAMED.fullmatch(f"`{each}`")] == []
