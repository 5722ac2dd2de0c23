"""A code is eight words that forgive: it is read whatever way it is written, and a slip in it is noticed."""

import math
import re
from collections.abc import Callable
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.reply_code import BITS, LENGTH, MOST_TYPED, WORDS, first_word, holds_code, is_one_slip, make_code, read

A_TO_Z = "abcdefghijklmnopqrstuvwxyz"
CODES_IN_ALL = math.perm(len(WORDS), LENGTH)
WORD = st.sampled_from(WORDS)
CODES = st.lists(WORD, min_size=LENGTH, max_size=LENGTH).map(" ".join)
BETWEEN = st.sampled_from([" ", "  ", "-", " - ", "\n", "\r\n", "\t", ", ", ". ", "/", "\u00a0", "\u2013", "\u200b"])
ACCENTS = {"a": "áàâäå", "e": "éèêëę", "i": "íïî", "o": "óöô", "u": "úüû", "n": "ñ", "c": "ç"}
CUT = [("aalm", "aalbes"), ("adeg", "adelaar"), ("aal", "aalbes"), ("adxel", "adelaar")]  # aalb, adel and a slip
EVERYDAY = (
    "Ik durf niet naar huis, want er is elke avond ruzie over geld.",
    "Mijn vriend heeft de foto van het feest doorgestuurd en nu lacht de hele klas.",
    "Kan ik op dinsdag langskomen, of is er dan niemand bij de balie?",
    "Sinds de winter slaap ik slecht en ben ik op school altijd moe.",
    "Mijn moeder zegt dat ik moet stoppen met gamen, maar dan heb ik niks meer.",
    "Ze hebben mijn fiets, mijn jas en mijn telefoon afgepakt bij het station.",
    "Hoe vertel ik mijn ouders dat ik met de opleiding wil stoppen?",
    "Op maandag heb ik stage in de keuken van een hotel, dus dan kan ik niet.",
    "Appel, banaan, citroen: alles wat ik eet tel ik, en mijn zus vindt dat niet gezond.",
    "Ik heb een brief van de bank gekregen en ik snap er echt helemaal niks van.",
)
ABSURD = (
    "", " ", "\0", "\0" * 10**6, "a" * 10**6, "aalbes" * 200_000, "\u202eaal\u202cbes" * 100_000, "😀" * 10**6,
    "👩‍👩‍👧" * 100_000, "漢字" * 10**5, "é" * 10**6, "\n" * 10**6, "1234567890" * 10**5, "\ud800", "<b>" * 10**5,
)  # fmt: skip


def slips(word: str) -> set[str]:
    """Everything that one slip makes of a word."""
    cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
    found = {front + rest[1:] for front, rest in cuts if rest}
    found |= {front + rest[1] + rest[0] + rest[2:] for front, rest in cuts if len(rest) > 1}
    found |= {front + letter + rest for front, rest in cuts for letter in A_TO_Z}
    found |= {front + letter + rest[1:] for front, rest in cuts for letter in A_TO_Z if rest}
    return found - {word}


def begun_by(text: str) -> list[str]:
    """The words of which this is the beginning, four letters or more."""
    return [word for word in WORDS if len(text) >= 4 and word.startswith(text)]


@st.composite
def scribbles(draw: st.DrawFn) -> tuple[str, str]:
    """A code, and one of the many ways to write it down."""

    def letter(plain: str) -> str:
        written = draw(st.sampled_from([plain, plain, *ACCENTS.get(plain, "")]))
        return draw(st.sampled_from([written, written.upper()]))

    code = draw(CODES)
    ends = [draw(st.integers(4, len(word))) for word in code.split()]
    written = ["".join(map(letter, word[:end])) for word, end in zip(code.split(), ends, strict=True)]
    return code, draw(BETWEEN).join(written)


@st.composite
def mistyped_codes(draw: st.DrawFn) -> tuple[str, int, str]:
    """The words of a code, one of them with a slip: the code, the place of that word, and what was typed."""
    code, place = draw(CODES), draw(st.integers(0, LENGTH - 1))
    words = code.split()
    words[place] = draw(st.sampled_from(sorted(slips(words[place]))))
    return code, place, " ".join(words)


def test_the_words_are_plain_sorted_and_never_twice_the_same() -> None:
    assert [word for word in WORDS if not re.fullmatch("[a-z]{4,8}", word)] == []
    assert list(WORDS) == sorted(set(WORDS))


def test_there_are_enough_words_that_nobody_guesses_a_code() -> None:
    assert len(WORDS) >= 1024
    assert BITS >= 80
    assert pytest.approx(CODES_IN_ALL) == 2**BITS


def test_four_letters_stand_for_one_word() -> None:
    assert len({word[:4] for word in WORDS}) == len(WORDS)


def test_no_slip_makes_one_word_into_another() -> None:
    known = set(WORDS)
    assert [(word, slips(word) & known) for word in WORDS if slips(word) & known] == []


@given(WORD)
def test_a_slip_is_known_as_one_from_both_sides(word: str) -> None:
    assert all(is_one_slip(word, typed) and is_one_slip(typed, word) for typed in slips(word))


def test_what_is_more_than_a_slip_is_none() -> None:
    texts = ["".join(letters) for length in range(5) for letters in product("ab", repeat=length)]
    assert all(is_one_slip(one, other) == (other in slips(one)) for one in texts for other in texts)


@given(st.lists(st.sampled_from(WORDS), min_size=LENGTH, max_size=LENGTH, unique=True))
def test_every_word_can_come_up_at_every_place_and_none_twice(words: list[str]) -> None:
    left, number, weight = list(WORDS), 0, 1
    for word in words:
        number += weight * left.index(word)
        weight *= len(left)
        left.remove(word)
    assert make_code(number.to_bytes(32)) == " ".join(words)


@given(st.integers(0, CODES_IN_ALL - 1), st.integers(0, 256**32 // CODES_IN_ALL - 1))
def test_every_code_comes_up_equally_often(number: int, turn: int) -> None:
    assert make_code((number + turn * CODES_IN_ALL).to_bytes(32)) == make_code(number.to_bytes(32))


@given(st.integers(0, CODES_IN_ALL - 1), st.integers(0, CODES_IN_ALL - 1))
def test_a_seed_always_gives_its_own_code(one: int, other: int) -> None:
    assert (make_code(one.to_bytes(32)) == make_code(other.to_bytes(32))) == (one == other)


@given(st.binary(max_size=31))
def test_a_seed_that_could_be_guessed_is_refused(seed: bytes) -> None:
    with pytest.raises(ValueError):
        make_code(seed)


def test_a_code_is_known_at_the_desk_by_its_first_word() -> None:
    assert first_word("aalbes boter dakraam egel fiets gitaar haring ijsbeer") == "aalbes"


@given(scribbles())
def test_it_does_not_matter_how_it_is_written(scribble: tuple[str, str]) -> None:
    code, written = scribble
    assert read(written).code == code
    assert read(written).unsure == []


@pytest.mark.parametrize("write", [
    str.upper, str.title,
    lambda code: code.replace(" ", ""),
    lambda code: code.replace(" ", "", 3),
    lambda code: "".join(f"{at}. {word}\n" for at, word in enumerate(code.split(), 1)),
    lambda code: f"\u202e{code}\u202c 😀",
    lambda code: code.replace("e", "e\u0301"),
    lambda code: "".join(chr(ord(letter) + 0xFEE0) if letter != " " else "\u3000" for letter in code),  # full width
    lambda code: code.replace("ij", "ĳ"),
    lambda code: " ".join(word[:4] for word in code.split()),
], ids=["capitals", "titles", "as one", "some", "numbered", "marks", "accents", "wide", "ĳ", "cut"])  # fmt: skip
@given(code=CODES)
def test_it_is_read_however_it_came(write: Callable[[str], str], code: str) -> None:
    assert read(write(code)).code == code


def test_the_longest_code_is_looked_at_to_its_end() -> None:
    code = " ".join([max(WORDS, key=len)] * LENGTH)
    assert len(code) < MOST_TYPED
    assert read(code).code == code


@given(st.lists(WORD, max_size=2 * LENGTH))
def test_eight_words_are_a_code_and_any_other_number_is_none(words: list[str]) -> None:
    assert read(" ".join(words)).code == (" ".join(words) if len(words) == LENGTH else "")


@given(CODES)
def test_words_cut_and_written_as_one_are_never_another_code(code: str) -> None:
    assert read("".join(word[:4] for word in code.split())).code in ("", code)


def test_words_cut_and_written_as_one_are_read() -> None:
    assert read("balsloketwijhartgehelamaquiztoma").code == "balsem loket twijg hartig geheim lama quiz tomaat"


@given(mistyped_codes())
def test_a_slip_is_noticed_and_the_right_word_offered(mistyped: tuple[str, int, str]) -> None:
    code, place, typed = mistyped
    reading, begun = read(typed), begun_by(typed.split()[place])
    if begun:  # it says another word, or still the same
        assert [reading.parts[place].word] == begun
    else:
        assert reading.code == ""
        assert len(reading.parts) > LENGTH or code.split()[place] in reading.parts[place].offers


@given(mistyped_codes())
def test_a_slip_that_only_one_word_explains_is_mended(mistyped: tuple[str, int, str]) -> None:
    code, _place, typed = mistyped
    reading = read(typed)
    if [len(part.offers) for part in reading.unsure] == [1]:
        assert read(reading.mended).code == code


@pytest.mark.parametrize(("typed", "word"), [("koek", "koekoek"), ("brui", "bruin"), ("balk", "balkon")])
def test_what_looks_like_the_beginning_of_a_word_is_shown_as_completed(typed: str, word: str) -> None:
    """It may be a slip in another word (boek, brug, bank): who is refused then sees how it was read."""
    [part] = read(typed).completed
    assert (part.typed, part.word) == (typed, word)


@pytest.mark.parametrize(("typed", "word"), [("bakffiets", "bakfiets"), ("adeljaar", "adelaar")])
def test_a_slip_that_makes_two_words_is_a_slip_all_the_same(typed: str, word: str) -> None:
    assert word in read(typed).parts[0].offers


@pytest.mark.parametrize(("typed", "word"), CUT)
def test_a_slip_in_a_word_that_was_cut_offers_that_word(typed: str, word: str) -> None:
    assert word in read(typed).parts[0].offers


@pytest.mark.parametrize("typed", ["xyzzy", "de", "a", "fietsbelletje", "hadelaar"])
def test_what_nothing_or_more_than_one_word_explains_stays_as_it_was_typed(typed: str) -> None:
    assert read(typed).mended == typed
    assert read(typed).code == ""


@given(CODES, BETWEEN, st.sampled_from(EVERYDAY), st.sampled_from(EVERYDAY))
def test_a_code_in_a_message_is_found(code: str, between: str, before: str, after: str) -> None:
    assert holds_code(f"{before} Mijn code is {code.replace(' ', between)}. {after}")
    assert holds_code(code.upper())


@pytest.mark.parametrize("text", [*EVERYDAY, " ".join(EVERYDAY)])
def test_what_people_write_is_no_code(text: str) -> None:
    assert not holds_code(text)


@given(st.lists(WORD, max_size=LENGTH - 1), st.lists(WORD, max_size=LENGTH - 1))
def test_fewer_words_in_a_row_are_no_code(some: list[str], more: list[str]) -> None:
    assert not holds_code(f"{' '.join(some)} en {' '.join(more)}")


@given(st.text(st.characters()))
def test_whatever_is_typed_there_is_an_answer(text: str) -> None:
    reading = read(text)
    assert all(not part.word or part.word in WORDS for part in reading.parts)
    assert holds_code(text) is False


@pytest.mark.parametrize("text", ABSURD, ids=range(len(ABSURD)))
def test_what_nobody_means_is_no_code(text: str) -> None:
    assert read(text).code == ""
    assert len(read(text).mended) <= 2 * MOST_TYPED
    assert read(text) == read(text[:MOST_TYPED])
    assert not holds_code(text)
