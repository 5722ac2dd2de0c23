"""Any guide that can be, for the property tests."""

from hypothesis import strategies as st

from jsp.rules.guide import MOST_MINUTES, MOST_QUESTIONS, MOST_RULES, Guide, Question, Words
from tests.rules.programmes import keys, lines

words = st.builds(Words, nl=lines, en=st.just("") | lines)
words_or_none = st.just(Words("")) | words
minutes = st.integers(0, MOST_MINUTES // MOST_QUESTIONS)


def questions(key: str) -> st.SearchStrategy[Question]:
    return st.builds(
        Question, key=st.just(key), words=words, prompt=words_or_none, theme=words_or_none, minutes=minutes
    )  # fmt: skip


@st.composite
def guides(draw: st.DrawFn) -> Guide:
    """Fit to lead a talk with."""
    found = draw(st.lists(keys, min_size=1, max_size=MOST_QUESTIONS, unique=True))
    return draw(st.builds(
        Guide, code=keys.map(str.lower), name=words, opening=words_or_none, closing=words_or_none,
        rules=st.lists(words, max_size=MOST_RULES).map(tuple),
        questions=st.just(tuple(draw(questions(each)) for each in found)),
    ))  # fmt: skip
