"""Whether a column of a team's own table holds words to count by, or names and stories: judged by what stands in it."""

import re
from collections.abc import Collection, Mapping

from jsp.rules import history_words
from jsp.rules.history_days import is_a_day, looks_like_a_day, may_be_a_day, names_a_day
from jsp.rules.history_words import EMPTY, NO, YES, Field, field_of, is_plainly_known, known_words, plain
from jsp.rules.note_check import concerns, suspicious
from jsp.rules.sheet_parts import IS_FORMULA

HIDDEN = "…"  # stands for what is not taken over
# Below a heading of ours a word of their own may stand once: what it means is asked. It is a word, and no name, number,
# address or sentence. Below any other heading, and below "who", only what comes back in at least as many rows as a
# figure needs to be shown: a story is told once, and of the pupils of whom a table is kept most came once or twice. A
# list to count by is short, and so are its words: longer ones are told with names.
FEWEST_ROWS, MOST_OWN, LONGEST_OWN, MOST_OWN_WORDS = 5, 30, 30, 3
LONG_NUMBER = re.compile(r"\d{4}")
FEWEST_ASKERS = 0.5  # of the rows below "who": where most are no askers, they are names
HELD = (
    history_words.CHANNELS, history_words.ASKERS, history_words.LEVELS, history_words.VISITS, history_words.OUTCOMES,
    history_words.THEMES,
)  # fmt: skip
KNOWN = {word for of in HELD for word in known_words(of)} | EMPTY | {plain(word) for word in (*YES, *NO)}
ASKERS = set(known_words(history_words.ASKERS)) | EMPTY
Counted = Mapping[str, int]  # of the different texts of a column: in how many rows each stands


def to_hide(heading: str, counted: Counted, ours: Collection[str]) -> set[str] | None:
    """Of these texts those that may name or tell about somebody; None where they are so many that none is taken."""
    filled = sum(number for text, number in counted.items() if text)
    own = {text: number for text, number in counted.items() if not _is_read(text, ours)}
    what = field_of(heading)
    if _is_of_days(what, counted, own, filled):
        return {text for text in own if not _may_be_a_day(text, what)}
    if is_plainly_known(heading) and what is not Field.ON and not _is_of_names(what, counted, filled):
        hidden = {text for text, number in own.items() if number < FEWEST_ROWS and not _is_label(text, what)}
    else:
        hidden = {text for text, number in own.items() if number < FEWEST_ROWS or not _is_word(text)}
        if len(own.keys() - hidden) > MOST_OWN:
            return None
    hidden |= counted.keys() & {HIDDEN}
    is_little = sum(counted[text] for text in hidden) * 2 < filled or what is Field.NUMBER
    return hidden if is_little or not hidden else None


def _is_read(text: str, ours: Collection[str]) -> bool:
    """Whether we know what it says."""
    held = plain(text)
    return held in KNOWN or held in ours or text == IS_FORMULA or _is_small_number(text) or _is_day(text)


def _is_of_days(what: Field | None, counted: Counted, own: Counted, filled: int) -> bool:
    """Whether most of it is days; below the heading of a day half of it is enough, and words that say nothing are."""
    if what is Field.ON:
        return sum(number for text, number in own.items() if not _may_be_a_day(text, what)) * 2 <= filled
    return sum(number for text, number in counted.items() if _is_day(text)) * 2 > filled


def _may_be_a_day(text: str, what: Field | None) -> bool:
    if what is Field.ON and looks_like_a_day(text):
        return True
    return names_a_day(text) or (not text.isdigit() and may_be_a_day(text) and not concerns(text))


def _is_of_names(what: Field | None, counted: Counted, filled: int) -> bool:
    if what is not Field.ASKED_BY:
        return False
    return sum(number for text, number in counted.items() if text and plain(text) in ASKERS) < FEWEST_ASKERS * filled


def _is_label(text: str, what: Field | None) -> bool:
    """Below "who" whatever we do not know may be a name."""
    return what is not Field.ASKED_BY and _is_word(text) and (what is Field.NUMBER or not LONG_NUMBER.search(text))


def _is_word(text: str) -> bool:
    return len(text) <= LONGEST_OWN and len(plain(text).split()) <= MOST_OWN_WORDS and not suspicious(text)


def _is_day(text: str) -> bool:
    """Written as one: a number that could be a day may be that of a pupil."""
    return not text.isdigit() and is_a_day(text)


def _is_small_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 4
