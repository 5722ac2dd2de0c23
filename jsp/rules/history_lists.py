"""Whether a column of a team's own table holds words to count by, or names and stories: judged by what stands in it."""

from collections.abc import Iterable, Iterator, Sequence

from jsp.rules import history_words
from jsp.rules.history_days import is_a_day
from jsp.rules.history_words import EMPTY, NO, YES, Field, field_of, is_plainly_known, known_words, plain
from jsp.rules.note_check import suspicious
from jsp.rules.sheet_parts import IS_FORMULA

# Below a heading of ours a word of their own may stand once: what it means is asked. It is a word, not a sentence.
LONGEST_LABEL, MOST_LABEL_WORDS = 60, 6
# Below any other heading only what comes back in at least as many rows as a figure needs to be shown: a story is told
# once, and of the pupils of whom a table is kept most came once or twice. A list to count by is short, and so are its
# words: longer ones are told with names.
FEWEST_ROWS, MOST_OWN, LONGEST_OWN, MOST_OWN_WORDS = 5, 30, 30, 3
FEWEST_ASKERS = 0.5  # of the rows below "who": where most are no askers, they are names
HELD = (
    history_words.CHANNELS, history_words.ASKERS, history_words.LEVELS, history_words.VISITS, history_words.OUTCOMES,
    history_words.THEMES,
)  # fmt: skip
KNOWN = {word for of in HELD for word in known_words(of)} | EMPTY | {plain(word) for word in (*YES, *NO)}
ASKERS = set(known_words(history_words.ASKERS)) | EMPTY


def may_come_along(heading: str, texts: Sequence[str], rows: Sequence[int]) -> bool:
    """Whether nobody is named or told about in these different texts, that stand in so many rows each."""
    if is_plainly_known(heading) and not _is_of_names(heading, texts, rows):
        long = [(text, number) for text, number in zip(texts, rows, strict=True) if not _is_label(text)]
        return all(number >= FEWEST_ROWS for _, number in _own(long))
    own = list(_own(zip(texts, rows, strict=True)))
    return len(own) <= MOST_OWN and all(number >= FEWEST_ROWS and _is_word(text) for text, number in own)


def _own(counted: Iterable[tuple[str, int]]) -> Iterator[tuple[str, int]]:
    """Those that we cannot read."""
    for text, number in counted:
        if not (plain(text) in KNOWN or text == IS_FORMULA or _is_small_number(text) or _is_day(text)):
            yield text, number


def _is_of_names(heading: str, texts: Sequence[str], rows: Sequence[int]) -> bool:
    if field_of(heading) is not Field.ASKED_BY:
        return False
    askers = sum(number for text, number in zip(texts, rows, strict=True) if text and plain(text) in ASKERS)
    return askers < FEWEST_ASKERS * sum(rows[1:])


def _is_label(text: str) -> bool:
    return len(text) <= LONGEST_LABEL and len(plain(text).split()) <= MOST_LABEL_WORDS


def _is_word(text: str) -> bool:
    return len(text) <= LONGEST_OWN and len(plain(text).split()) <= MOST_OWN_WORDS and not suspicious(text)


def _is_day(text: str) -> bool:
    """Written as one: a number that could be a day may be that of a pupil."""
    return not text.isdigit() and is_a_day(text)


def _is_small_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 4
