"""A transcript says who said what, from whichever tool it comes; what is none is refused with a reason."""

from collections.abc import Sequence
from string import ascii_letters

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jsp.rules.refusal import DomainError
from jsp.rules.talk_text import MOST_CHARACTERS, paragraphs
from jsp.rules.transcript import (
    GUESSED,
    NO_TEXT,
    NOBODY,
    OLD_WORD,
    OTHER,
    WORDS,
    Speaker,
    read_file,
    read_text,
    speakers,
    written,
)
from jsp.rules.transcript_lines import Turn
from tests.rules.transcripts import as_lines, as_srt, as_vtt, as_word

NAMES = st.sampled_from(["Anna de Wit", "Bilal", "Spreker 3", "Ödön Šipka", "M1", "Dhr. Jansen (mentor)"])
SAYINGS = st.lists(
    st.sampled_from(["Wij", "café", "😀", "één", "3", "nee,", "dat", "kan", "&", "10:15", "een"]),
    min_size=1,
    max_size=9,
).map(lambda words: f"Ja {' '.join(words)}")
TALKS = st.lists(st.tuples(NAMES, SAYINGS), min_size=1, max_size=12)


def looked_at(data: bytes) -> Sequence[Turn]:
    """What is read in it; nothing where it is refused beside its field. Any other exception fails the test."""
    try:
        return read_file(data).turns
    except DomainError as error:
        return () if error.field == "file" else [Turn("refused elsewhere", "\n")]


def one_after_another(said: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """As subtitles are read: who goes on has one line."""
    found: list[tuple[str, str]] = []
    for name, words in said:
        if found and found[-1][0] == name:
            found[-1] = (name, f"{found[-1][1]} {words}")
        else:
            found.append((name, words))
    return found


@given(TALKS)
def test_lines_give_back_who_said_what(said: list[tuple[str, str]]) -> None:
    assert list(read_text(as_lines(said)).turns) == said
    assert list(read_file(as_lines(said).replace("\n", "\r\n").encode("utf-8-sig")).turns) == said
    assert list(read_file(as_lines(said).encode("utf-16")).turns) == said


@given(TALKS)
def test_subtitles_give_back_who_said_what(said: list[tuple[str, str]]) -> None:
    assert list(read_file(as_vtt(said).replace("&", "&amp;").encode()).turns) == one_after_another(said)
    assert list(read_text(as_srt(said)).turns) == one_after_another(said)


@given(TALKS)
def test_a_word_file_gives_back_who_said_what(said: list[tuple[str, str]]) -> None:
    assert list(read_file(as_word(said)).turns) == said


@given(
    st.binary(max_size=400), st.sampled_from([b"", b"PK\x03\x04", b"WEBVTT\n\n", b"1\n00:00:01,000 --> ", b"\xff\xfe"])
)
def test_any_bytes_are_read_or_refused_with_a_reason(data: bytes, begin: bytes) -> None:
    turns = looked_at(begin + data)
    assert all(turn.words and "\n" not in turn.speaker + turn.words for turn in turns)


@given(st.text(max_size=300))
def test_any_text_keeps_its_letters(text: str) -> None:
    turns = looked_at(f"Begin. {text}".encode(errors="replace"))
    back = "".join(f"{turn.speaker}{turn.words}" for turn in turns)
    assert [each for each in back if each in ascii_letters] == [
        each for each in f"Begin.{text if turns else ''}" if each in ascii_letters and turns
    ]


def test_the_speakers_stand_in_order_with_how_often_and_how_they_begin() -> None:
    turns = read_text("Ine: Welkom.\nAb: Dank.\nIne: Wie begint?").turns
    assert speakers(turns) == [Speaker("Ine", 2, "Welkom."), Speaker("Ab", 1, "Dank.")]


def test_a_name_in_a_transcript_becomes_a_tag_nobody_or_words() -> None:
    turns = read_text("# Wat helpt?\nIne: Welkom.\nAb: Dank.\nSamen: rust.\nKortom: klaar.\nIedereen knikt.").turns
    text = written(turns, {"Ine": "G1", "Ab": NOBODY, "Samen": WORDS})
    assert text == "# Wat helpt?\nG1: Welkom.\nDank.\nSamen: rust.\nKortom: klaar.\nIedereen knikt."


def test_words_that_look_like_a_tag_or_a_question_are_neither() -> None:
    turns = read_text("Ab: M2: dat zei hij\nAb: # niet zo").turns
    lines = paragraphs(written(turns, {"Ab": NOBODY}))
    assert [(line.said_by, line.is_heading) for line in lines] == [("", False), ("", False)]


def test_what_a_meeting_tool_puts_above_the_words_is_the_speaker() -> None:
    text = "Ine Vos   0:03\nWelkom allemaal.\nWe beginnen.\n\nAb  0:07\nDank.\nIne Vos   1:00:12\nTot slot."
    assert list(read_text(text).turns) == [
        ("Ine Vos", "Welkom allemaal. We beginnen."), ("Ab", "Dank."), ("Ine Vos", "Tot slot.")
    ]  # fmt: skip


def test_a_time_before_a_name_goes_and_one_in_the_words_stays() -> None:
    text = "[00:01:02] Ine: Om 10:15 is pauze.\n0:05 - Ab: Goed.\n10:15 was het stil."
    assert list(read_text(text).turns) == [("Ine", "Om 10:15 is pauze."), ("Ab", "Goed."), ("", "10:15 was het stil.")]


@pytest.mark.parametrize("rest", ["  En nog iets.", "\tEn nog iets.", "en nog iets."])
def test_a_line_that_goes_on_belongs_to_who_spoke(rest: str) -> None:
    assert read_text(f"Ine: Dit is iets,\n{rest}").turns[0].words.casefold().endswith("iets, en nog iets.")


def test_any_other_line_is_said_by_nobody() -> None:
    assert list(read_text("Ine: Dit is iets.\nEn nog iets.\n\nen dit ook").turns) == [
        ("Ine", "Dit is iets."), ("", "En nog iets."), ("", "en dit ook")
    ]  # fmt: skip


def test_a_sentence_with_a_colon_is_no_speaker() -> None:
    assert read_text("daarna zei ze: nee").turns[0] == ("", "daarna zei ze: nee")
    assert read_text("Zie https://jsp.example voor meer").turns[0].speaker == ""


def test_several_voices_in_one_piece_are_several_lines() -> None:
    text = "WEBVTT - overleg\nKind: captions\n\nNOTE van Ine\n\nSTYLE\n::cue { color: red }\n\n1\n"
    text += "00:01.000 --> 00:02.000\n"
    text += "<v.luid Ine>Hoi <i>Ab</i></v>\n<v Ab>Dag &amp; welkom</v>\n\n"
    text += "00:03.000 --> 00:04.000 line:0\nAb: Nog iets\nvan mij"
    assert list(read_text(text).turns) == [("Ine", "Hoi Ab"), ("Ab", "Dag & welkom Nog iets van mij")]


def test_subtitles_of_which_a_piece_cannot_be_read_are_refused_whole() -> None:
    broken = as_vtt([("Ine", "Hoi"), ("Ab", "Dag")]).replace("00:00:01.900", "straks")
    with pytest.raises(DomainError, match="Part of this file") as refused:
        read_file(broken.encode())
    assert refused.value.values == {"read": 1, "all": 2}


def test_nobody_in_subtitles_has_a_line_for_each_sentence() -> None:
    said = [("", "Dit is"), ("", "een zin."), ("", "Dit ook.")]
    assert list(read_text(as_vtt(said)).turns) == [("", "Dit is een zin."), ("", "Dit ook.")]


def test_old_letters_are_read_with_a_remark() -> None:
    found = read_file("Ine: één café".encode("cp1252"))
    assert (found.turns[0].words, found.remark) == ("één café", GUESSED)
    assert read_file("Ine: één café".encode()).remark == ""


@pytest.mark.parametrize(
    ("data", "told"),
    [(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1rest", OLD_WORD), (b"%PDF-1.7", OTHER), (b"\0\0\0\x18ftypmp42", OTHER),
     (b"Ine: \x00hoi", NO_TEXT), (b"Ine: \x81\x8d", NO_TEXT), (b"\xff\xfea", NO_TEXT)],
)  # fmt: skip
def test_what_is_no_transcript_is_told_as_what_it_is(data: bytes, told: str) -> None:
    with pytest.raises(DomainError) as refused:
        read_file(data)
    assert (refused.value.message, refused.value.field) == (told, "file")


@pytest.mark.parametrize("data", [b"", b"  \n\n", b"WEBVTT\n\n", b"\xef\xbb\xbf"])
def test_without_words_it_is_refused(data: bytes) -> None:
    with pytest.raises(DomainError, match="no words"):
        read_file(data)


def test_fifty_thousand_words_are_read_and_a_million_letters_are_not() -> None:
    said = [("Ine" if at % 2 else "Ab", "Dit zijn tien woorden die iemand in het gesprek zei.") for at in range(5_000)]
    assert len(read_text(as_lines(said)).turns) == 5_000
    with pytest.raises(DomainError, match="characters long"):
        read_text("Ine: hallo\n" * (MOST_CHARACTERS // 8))


@pytest.mark.parametrize("begun", ["<c ", "<v.", "<v ", "<v a", "<1:", "<font x"])
def test_a_mark_that_is_begun_very_often_and_never_ended_is_words(begun: str) -> None:
    turns = read_text(f"WEBVTT\n\n00:01.000 --> 00:02.000\n{begun * 20_000}\n").turns
    assert [turn.speaker for turn in turns] == [""]


def test_a_voice_with_a_very_long_name_is_nobody() -> None:
    text = f"WEBVTT\n\n00:01.000 --> 00:02.000\n<v {'a' * 80}>Hoi</v>\n<v {'a' * 81}>Dag</v>"
    assert list(read_text(text).turns) == [("a" * 80, "Hoi Dag")]


@pytest.mark.parametrize("head", ["", "WEBVTT\n\n00:01.000 --> 00:02.000\n"])
def test_very_many_lines_that_go_on_are_one(head: str) -> None:
    lines = ["Ine: Hoi", *["en nog iets"] * 60_000]
    assert list(read_text(head + "\n".join(lines)).turns) == [("Ine", f"Hoi{' en nog iets' * 60_000}")]
