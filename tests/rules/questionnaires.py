"""Any questionnaire that can be, for the property tests."""

from hypothesis import strategies as st

from jsp.rules.questionnaire import MOST_ITEMS, Item, Questionnaire, Words
from tests.rules.programmes import keys, lines

words = st.builds(Words, nl=lines, en=lines, mbo_nl=st.just("") | lines, mbo_en=st.just("") | lines)


def items(key: str) -> st.SearchStrategy[Item]:
    return st.builds(Item, key=st.just(key), words=words, in_short=st.booleans(), at_end=st.booleans())


@st.composite
def questionnaires(draw: st.DrawFn) -> Questionnaire:
    """Fit to be asked: its first item is in the short version."""
    first, *rest = draw(st.lists(keys, min_size=1, max_size=MOST_ITEMS, unique=True))
    row = [Item(first, draw(words), in_short=True), *(draw(items(each)) for each in rest)]
    return draw(st.builds(
        Questionnaire, code=keys.map(str.lower), name_nl=lines, name_en=lines, items=st.permutations(row).map(tuple),
        open_question=words, faces=st.tuples(*[words] * 5),
    ))  # fmt: skip
