"""A questionnaire as data and as a file: what is written can be read again, and what cannot be says where it is."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsp.content.usual_questionnaires import FOLDER, USUAL, usual_questionnaire
from jsp.rules.questionnaire import Questionnaire
from jsp.rules.questionnaire_data import questionnaire_from, to_data
from jsp.rules.questionnaire_file import read_file, write_file
from jsp.rules.refusal import DomainError
from jsp.rules.toml_file import MOST_BYTES
from tests.rules.programmes import FEW
from tests.rules.questionnaires import questionnaires

OURS = (FOLDER / f"{USUAL}.toml").read_bytes()


@settings(max_examples=FEW)
@given(questionnaires())
def test_what_is_written_is_read_as_it_was(one: Questionnaire) -> None:
    assert questionnaire_from(json.loads(json.dumps(to_data(one)))) == one
    assert read_file(write_file(one).encode()) == one


def test_ours_stands_as_we_would_write_it() -> None:
    assert write_file(usual_questionnaire()).encode() == OURS


def refusal(data: bytes) -> str:
    with pytest.raises(DomainError) as caught:
        read_file(data)
    assert caught.value.field == "file"
    return caught.value.message % caught.value.values


SLIPS = (b"9" * 5000, b"[" * 3000, b'"\\u0000"', b"1979-05-27", b"[[items]]\n", b"\n\n[x]\n", b"true")


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


ITEM = b'[[items]]\nkey = "k%d"\nnl = "a"\nen = "b"\n'


@pytest.mark.parametrize(("data", "said"), [
    (b"x" * (MOST_BYTES + 1), "This file is too large. At most 256 kB fit."),
    (OURS.decode().encode("utf-16"), "This file is no text in UTF-8."),
    (OURS + b"x =", f"Line {OURS.count(bytes([10])) + 1} of the file cannot be read."),
    (OURS + ".".join("a" * 28_000).encode() + b"=1", " has a name with more than 5 dots."),
    (OURS + b"".join(ITEM % at for at in range(1000)), "A questionnaire has 1 to 12 items"),
    (changed('key = "safe"', 'key = "learned"'), "Two items have the key learned."),
    (changed('key = "safe"', 'key = "ja zeker"'), "items 2: key has to be a word"),
    (changed('key = "safe"', f'key = "{"x" * 41}"'), "items 2: key has to be a word"),
    (changed("Ik voelde me veilig in deze les.", "x" * 161), "items 2: nl is longer than 160 characters."),
    (changed("Ik voelde me", "Ik \\u0000 voelde me"), "items 2: nl holds characters that nobody can read."),
    (changed('en = "I felt safe in this lesson."\n', ""), "items 2: en is missing, or is no text."),
    (changed("\nin_short = true", '\nin_short = "ja"'), "items 1: in_short has to be true or false."),
    (changed("\nin_short = true", "\nin_kort = true"), "items 1: in_kort is not known here."),
    (changed("[open_question]", "[open_questoin]"), "open_question is missing, or is no text."),
    (changed('    { nl = "Nee, niet echt", en = "No, not really" },\n', ""), "There are 5 faces, each with its words."),
    (b"", "code has to be a word of letters, digits, - and _, at most 40 long."),
])  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(data: bytes, said: str) -> None:
    assert said in refusal(data)
