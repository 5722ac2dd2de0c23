"""Projects as hypothesis makes them up: codes within codes, texts with marks and emoji, passages over each other."""

from collections.abc import Iterator
from uuid import UUID

from hypothesis import strategies as st

from jsp.rules.coding import COLOURS
from jsp.rules.qda import BOOKS, Project, QdaCode, QdaCoding, QdaPassage, QdaSet, QdaSource, QdaUser, walk
from jsp.rules.spans import Span
from jsp.rules.text import clean

PIECES = (
    "rust",
    " ",
    "\n",
    "ë",
    "é",
    "e\u0301",
    "😀",
    "👩🏽‍🏫",
    "M1: ",
    "# ",
    "&",
    "<b>",
    "]]>",
    '"',
    "'",
    "\u2028",
    "ßi",
    "=1+1",
)
GUIDS = st.integers(min_value=1, max_value=2**128 - 1).map(lambda each: UUID(int=each))
TEXTS = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
MEMOS = TEXTS.map(clean)
NAMES = (
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=6)
    .map(lambda each: " ".join("".join(each).split()) or "x")
    .map(clean)
)


@st.composite
def projects(draw: st.DrawFn) -> Project:
    keys = iter(draw(st.lists(GUIDS, min_size=150, max_size=150, unique=True)))
    users = tuple(QdaUser(next(keys), draw(NAMES)) for _ in range(draw(st.integers(1, 3))))
    codes = tuple(_code(draw, keys, 1) for _ in range(draw(st.integers(1, 3))))
    all_codes = [each.guid for _depth, each in walk(codes)]
    sources = []
    for _ in range(draw(st.integers(1, 2))):
        text = draw(TEXTS)
        passages = [
            _passage(draw, keys, text, all_codes, users) for _ in range(draw(st.integers(0, 4) if text else st.just(0)))
        ]
        sources.append(QdaSource(next(keys), draw(NAMES), text, users[0].guid, tuple(passages)))
    sets = (QdaSet(BOOKS, "Codebooks", (codes[0].guid,)), QdaSet(next(keys), draw(NAMES), (), (sources[0].guid,)))
    return Project(draw(NAMES), users, codes, tuple(sources), sets)


def _code(draw: st.DrawFn, keys: Iterator[UUID], depth: int) -> QdaCode:
    below = draw(st.integers(0, 2)) if depth < 4 else 0
    return QdaCode(
        next(keys), draw(NAMES), draw(st.booleans()), draw(st.sampled_from(COLOURS)), draw(MEMOS),
        tuple(_code(draw, keys, depth + 1) for _ in range(below)),
    )  # fmt: skip


def _passage(
    draw: st.DrawFn, keys: Iterator[UUID], text: str, codes: list[UUID], users: tuple[QdaUser, ...]
) -> QdaPassage:
    start = draw(st.integers(0, len(text) - 1))
    span, user = Span(start, draw(st.integers(start + 1, len(text)))), draw(st.sampled_from(users)).guid
    codings = tuple(
        QdaCoding(next(keys), draw(st.sampled_from(codes)), draw(st.sampled_from(users)).guid, draw(MEMOS))
        for _ in range(draw(st.integers(0, 2)))
    )  # fmt: skip
    return QdaPassage(next(keys), span, user, draw(MEMOS), codings)
