"""Any programme that can be, for the property tests."""

from hypothesis import strategies as st

from jsp.rules.programme import Activity, Form, Kind, Lesson, Method, Programme, Share
from jsp.rules.text import clean

FEW = 25  # whole programmes are slow to make up; each holds many lessons and parts
LETTERS = st.characters(codec="utf-8", exclude_categories=("C", "M", "Z"))
words = st.text(LETTERS, min_size=1, max_size=12).map(clean).filter(bool)
lines = st.lists(words, min_size=1, max_size=3).map(" ".join)
paragraphs = st.lists(lines, max_size=3).map("\n".join)
keys = st.from_regex(r"[a-zA-Z0-9][a-zA-Z0-9_-]{0,10}", fullmatch=True)
rows = st.lists(lines, max_size=3).map(tuple)


def activities(key: str) -> st.SearchStrategy[Activity]:
    return st.builds(
        Activity, key=st.just(key), title=lines, minutes=st.integers(1, 20), form=st.sampled_from(Form),
        methods=st.lists(st.sampled_from(Method), unique=True).map(tuple), teacher=st.sampled_from(Share),
        jsp=st.sampled_from(Share), is_core=st.booleans(), how=paragraphs,
    )  # fmt: skip


def lessons(key: str, kind: Kind) -> st.SearchStrategy[Lesson]:
    parts = st.lists(keys, min_size=1, max_size=4, unique=True).flatmap(
        lambda found: st.tuples(*(activities(each) for each in found))
    )
    texts = {name: paragraphs for name in ("home", "practice_link", "mind")}
    return st.builds(
        Lesson, key=st.just(key), title=lines, kind=st.just(kind), goals=rows, materials=rows, sources=rows,
        activities=st.just(()) if kind is Kind.FILM else parts, also_used_in=st.just("") | lines, **texts,
    )  # fmt: skip


@st.composite
def programmes(draw: st.DrawFn) -> Programme:
    counted = draw(st.lists(st.sampled_from([Kind.LESSON, Kind.MEETING, Kind.FILM]), min_size=1, max_size=4))
    row = [draw(lessons(str(number), kind)) for number, kind in enumerate(counted, start=1)]
    if draw(st.booleans()):
        row.append(draw(lessons("H", Kind.REPETITION)))
    return draw(st.builds(
        Programme, code=keys.map(str.lower), name=lines, subtitle=st.just("") | lines, minutes=st.integers(1, 240),
        lessons=st.just(tuple(row)), about=paragraphs, letter=paragraphs, has_debrief=st.booleans(), sources=rows,
    ))  # fmt: skip
