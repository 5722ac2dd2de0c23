"""A guide as data and as a file: what is written can be read again, and what cannot be says where it is."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsp.content.usual_guides import FOLDER, TOGETHER, USUAL, usual_guide
from jsp.rules.guide import Guide
from jsp.rules.guide_data import guide_from, to_data
from jsp.rules.guide_file import read_file, write_file
from jsp.rules.refusal import DomainError
from jsp.rules.toml_file import MOST_BYTES
from tests.rules.guides import guides
from tests.rules.programmes import FEW

OURS = (FOLDER / f"{TOGETHER}.toml").read_bytes()


@settings(max_examples=FEW)
@given(guides())
def test_what_is_written_is_read_as_it_was(one: Guide) -> None:
    assert guide_from(json.loads(json.dumps(to_data(one)))) == one
    assert read_file(write_file(one).encode()) == one


@pytest.mark.parametrize("code", USUAL)
def test_ours_stand_as_we_would_write_them(code: str) -> None:
    assert write_file(usual_guide(code)).encode() == (FOLDER / f"{code}.toml").read_bytes()


def refusal(data: bytes) -> str:
    with pytest.raises(DomainError) as caught:
        read_file(data)
    assert caught.value.field == "file"
    return caught.value.message % caught.value.values


SLIPS = (b"9" * 5000, b"[" * 3000, b'"\\u0000"', b"1979-05-27", b"[[questions]]\n", b"\n\n[x]\n", b"true")


@given(st.integers(0, len(OURS)), st.integers(0, 40), st.binary(max_size=8) | st.sampled_from(SLIPS))
def test_a_file_with_a_slip_is_read_or_refused_in_words(at: int, gone: int, put: bytes) -> None:
    try:
        read: object = read_file(OURS[:at] + put + OURS[at + gone :])
    except DomainError as error:
        read = error.message % error.values
    assert read


def changed(before: str, after: str) -> bytes:
    text = OURS.decode()
    assert before in text
    return text.replace(before, after, 1).encode()


QUESTION = b'[[questions]]\nkey = "k%d"\nnl = "a"\n'
RULE = b'[[rules]]\nnl = "a"\n'


@pytest.mark.parametrize(("data", "said"), [
    (b"x" * (MOST_BYTES + 1), "This file is too large. At most 256 kB fit."),
    (OURS.decode().encode("utf-16"), "This file is no text in UTF-8."),
    (OURS + b"x =", f"Line {OURS.count(bytes([10])) + 1} of the file cannot be read."),
    (OURS + ".".join("a" * 28_000).encode() + b"=1", " has a name with more than 5 dots."),
    (OURS + b"".join(QUESTION % at for at in range(1000)), "A guide has 1 to 20 questions."),
    (OURS + RULE * 1000, "A guide has at most 20 rules."),
    (changed('key = "1"', 'key = "2"'), "Two questions have the key 2."),
    (changed('key = "1"', 'key = "ja zeker"'), "questions 1: key has to be a word"),
    (changed('key = "1"', f'key = "{"x" * 41}"'), "questions 1: key has to be a word"),
    (changed('key = "1"\nnl = "', 'key = "1"\nnl = "' + "x" * 301), "questions 1: nl is longer than 300 characters."),
    (changed('key = "1"\nnl = "', 'key = "1"\nnl = "\\u0000'), "questions 1: nl holds characters that nobody can"),
    (changed('key = "1"\nnl', 'key = "1"\nen_nl'), "questions 1: en_nl is not known here."),
    (changed("[questions.prompt]\nnl", "[questions.prompt]\nen_nl"), "questions 1: prompt: en_nl is not known here."),
    (changed("minutes = ", 'minutes = "tien" #'), "questions 1: minutes has to be a whole number above 0."),
    (changed("minutes = ", "minutes = 241 #"), "more than 240 minutes"),
    (changed("minutes = ", "minutes = -1 #"), "questions 1: minutes has to be a whole number above 0."),
    (changed("[opening]", "[openign]"), "openign is not known here."),
    (changed("[name]", "[naam]"), "name is missing, or is no text."),
    (changed("[[rules]]", "[rules_too]\n[[rules]]"), "rules_too is not known here."),
    (b"", "code has to be a word of letters, digits, - and _, at most 40 long."),
])  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(data: bytes, said: str) -> None:
    assert said in refusal(data)
