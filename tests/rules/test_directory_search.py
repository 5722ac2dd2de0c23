"""What a word finds in the directory: tables of what people say, and all held against a slow search of a few lines."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import OSA

from jsp.rules.directory_search import SHORTEST_PART, Entry, Index, words_of
from jsp.rules.theme_words import EXACT_WORDS, LINE_WORDS, STOP_WORDS, THEME_WORDS

THEMES = [(code, [code]) for code in THEME_WORDS]
ONE_EACH = Index([Entry(key=code, name=f"Zqx {code}", themes=[code]) for code in THEME_WORDS], THEMES)
LINES = Index([Entry(key=code, name="", words=words) for code, words in LINE_WORDS.items()])
LETTERS = st.text("abdelnorstu", min_size=1, max_size=6)
ENTRIES = st.lists(st.tuples(LETTERS, LETTERS, LETTERS, st.sampled_from(sorted(THEME_WORDS))), max_size=8)


@pytest.mark.parametrize(
    ("said", "theme"),
    [
        *((word, "money") for word in ("schuld", "schulden", "Lenen", "deurwaarder", "blut", "shculd", "gled",
                                       "schuldeisers", "geldproblemen", "ik heb schulden", "kredietschuld",
                                       "deurwarder", "debt")),
        *((word, "housing") for word in ("kamer", "huur", "dakloos", "dakloso", "huurachterstand", "kamre")),
        *((word, "substances") for word in ("blowen", "vapen", "wiet", "vapne", "gameverslavingg", "Lachgas")),
        *((word, "health") for word in ("somber", "depressie", "depresie", "angsitg", "psycholoog", "psygoloog")),
        *((word, "respect_safety") for word in ("gepest", "pesten", "discriminatie", "discrimenatie")),
        *((word, "sexuality") for word in ("soa", "anticonceptie", "zwanger", "zwagner")),
        *((word, "leisure") for word in ("voetbal", "sporten", "voetbalclub")),
        *((word, "relationships") for word in ("weglopen", "ik ben weggelopen")),
        *((word, "health") for word in ("bang", "mezelf pijn doen", "snijden", "eetstoornis", "zelfmoord")),
        *((word, "respect_safety") for word in ("sugardaddy", "aanranding")),
        *((word, "placement") for word in ("stage", "stageplek", "stagebegeleidr")),
    ],
)  # fmt: skip
def test_an_everyday_word_finds_its_theme_first(said: str, theme: str) -> None:
    assert ONE_EACH.search(said)[0] == theme


@pytest.mark.parametrize(
    ("said", "line"),
    [
        *((word, "suicide") for word in ("zelfmoord", "mezelf pijn doen", "ik wil dood", "hurt myself", "krassen")),
        ("sugardaddy", "assault"),
        ("weglopen", "home"),
        ("kindertelefoon", "talk_young"),
    ],
)
def test_a_cry_for_help_finds_its_line_first(said: str, line: str) -> None:
    assert LINES.search(said)[0] == line


def test_a_sentence_that_cannot_wait_finds_who_is_there_for_it() -> None:
    assert ONE_EACH.search("i want to die") == ONE_EACH.search("zelfmoord") == ["health"]
    assert ONE_EACH.search("mijn vader slaat me")[0] == "respect_safety"
    assert ONE_EACH.search("geslagen") == ["respect_safety"]


def test_an_everyday_word_is_never_taken_for_another() -> None:
    assert ONE_EACH.search("geld") == ["money"], "not for the beginning of a word of another theme"
    assert ONE_EACH.search("aanranding") == ["respect_safety", "sexuality"], "not for a reminder of a debt"
    assert ONE_EACH.search("pijn doen") == ["health"]
    assert LINES.search("geld") == LINES.search("pijn") == LINES.search("wat kan ik doen") == []


@pytest.mark.parametrize("said", ["zzzzzz", "qqq", "🙂🙂", "\x00", "xq"])
def test_what_nobody_says_finds_nothing(said: str) -> None:
    assert words_of(said) == [] or ONE_EACH.search(said) == []


def test_without_a_word_all_of_it_is_there_by_name() -> None:
    index = Index([Entry(key=2, name="Zomer"), Entry(key=1, name="Élan"), Entry(key=3, name="bibliotheek")])
    assert index.search("") == index.search(" -- ") == [3, 1, 2]


def test_who_bears_the_name_comes_before_who_does_it_and_that_before_who_only_has_the_theme() -> None:
    index = Index(
        [
            Entry(key="theme", name="A", themes=["money"]),
            Entry(key="offer", name="B", themes=["money"], offer="Hulp bij schulden"),
            Entry(key="words", name="C", themes=["money"], words="schulden"),
            Entry(key="name", name="Schulden de baas", themes=["money"]),
            Entry(key="other", name="D", themes=["school"]),
        ],
        THEMES,
    )
    assert index.search("schulden") == ["name", "words", "offer", "theme"]


def test_of_equally_good_ones_who_is_nearby_comes_first() -> None:
    index = Index([Entry(key="far", name="Aa geld", is_far=True), Entry(key="near", name="Zz geld")])
    assert index.search("geld") == index.search("") == ["near", "far"]


def test_a_typing_error_stands_for_what_was_meant_and_so_for_what_begins_with_it() -> None:
    index = Index([Entry(key=1, name="Hulp", offer="Schuldhulp"), Entry(key=2, name="Steun", offer="schuld")])
    assert index.search("shculd") == [2, 1]


def test_only_what_differs_least_is_meant() -> None:
    index = Index([Entry(key="one", name="Gemeentehuis"), Entry(key="two", name="Gemeentehoes")])
    assert index.search("gemeenteguis") == ["one"]


def test_a_word_that_was_typed_twice_counts_once() -> None:
    index = Index([Entry(key="ball", name="Voetbal"), Entry(key="dance", name="Dansen")])
    assert index.search("voetbal dansen voetbal") == ["dance", "ball"]


def test_a_whole_word_comes_before_the_beginning_of_a_longer_one() -> None:
    index = Index([Entry(key="long", name="Aap sportief"), Entry(key="whole", name="Zeb sport")])
    assert index.search("sport") == ["whole", "long"]


def test_more_words_find_what_fits_most_of_them() -> None:
    index = Index([Entry(key="both", name="Grip Venray"), Entry(key="one", name="Grip Helmond")])
    assert index.search("grip venray") == ["both"]
    assert index.search("grip eindhoven") == ["one", "both"]
    assert index.search("grip venray", lambda key: key != "both") == ["one"], "counted among what may be shown"


def test_small_words_count_only_where_nothing_else_was_typed() -> None:
    index = Index([Entry(key="small", name="Voor Jou"), Entry(key="money", name="Grip", themes=["money"])], THEMES)
    assert index.search("voor mijn geld") == ["money"]
    assert index.search("voor") == ["small"]


def test_an_endless_text_is_read_at_its_beginning() -> None:
    assert ONE_EACH.search("schuld " * 200_000) == ["money"]
    assert ONE_EACH.search("x" * 1_000_000) == []


@given(ENTRIES, LETTERS)
def test_it_finds_what_a_slow_search_finds(rows: list[tuple[str, str, str, str]], word: str) -> None:
    entries = [Entry(key=at, name=one, offer=two, words=three, themes=[theme])
               for at, (one, two, three, theme) in enumerate(rows)]  # fmt: skip
    assert set(Index(entries, THEMES).search(word)) == slowly(entries, word)


@given(ENTRIES, LETTERS, LETTERS)
def test_capitals_accents_and_order_do_not_matter(rows: list[tuple[str, str, str, str]], one: str, two: str) -> None:
    index = Index([Entry(key=at, name=row[0], offer=row[1]) for at, row in enumerate(rows)], THEMES)
    assert index.search(f"{one} {two}") == index.search(f"{two.upper()}  {one.replace('e', 'é')}")


def slowly(entries: Sequence[Entry[int]], word: str) -> set[int]:
    """By the words of each entry and its themes, one after the other."""
    if word in STOP_WORDS:
        return {each.key for each in entries if any(known.startswith(word) for known in said_by(each))} or nearest(
            entries, word
        )
    theme_words = {known for each in THEME_WORDS for known in of_theme(each)}
    parts = {part for size in range(SHORTEST_PART, len(word)) for part in (word[:size], word[-size:])} & theme_words
    known = theme_words | {said for each in entries for said in said_by(each)}
    if parts or any(each.startswith(word) for each in known):
        return {
            each.key for each in entries
            if any(said.startswith(word) or said in parts for said in own(each))
            or any(said == word or (word not in EXACT_WORDS and (said.startswith(word) or said in parts))
                   for code in each.themes for said in of_theme(code))
        }  # fmt: skip
    return set() if word in EXACT_WORDS else nearest(entries, word)


def nearest(entries: Sequence[Entry[int]], word: str) -> set[int]:
    known = {said for each in entries for said in said_by(each)} | {k for c in THEME_WORDS for k in of_theme(c)}
    near = {each: OSA.distance(word, each) for each in known}
    least = min(near.values())
    if len(word) < 4 or least > (1 if len(word) < 8 else 2):
        return set()
    meant = [each for each, distance in near.items() if distance == least]
    return set().union(*(slowly(entries, each) for each in meant))


def said_by(entry: Entry[int]) -> set[str]:
    return own(entry) | {word for code in entry.themes for word in of_theme(code)}


def own(entry: Entry[int]) -> set[str]:
    return {*words_of(f"{entry.name} {entry.offer} {entry.words}")}


def of_theme(code: str) -> set[str]:
    return {*words_of(f"{code} {THEME_WORDS[code]}")} - STOP_WORDS
