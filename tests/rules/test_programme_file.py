"""A programme as a file: what is written can be read again, and what cannot be read says where it is wrong."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jsp.content.usual_programmes import FOLDER, usual_programmes
from jsp.rules.programme import Programme
from jsp.rules.programme_file import read_file, write_file
from jsp.rules.refusal import DomainError
from jsp.rules.toml_file import MOST_BYTES
from tests.rules.programmes import FEW, programmes

RESPECT = (FOLDER / "respect.toml").read_bytes()
FIRST, LAST = RESPECT[: RESPECT.index(b"[[lessons]]")].count(b"\n") + 1, RESPECT.count(b"\n") + 1
NAME = ".".join("a" * 28_000)  # reading it takes a quarter of a minute


def refusal(data: bytes) -> str:
    with pytest.raises(DomainError) as caught:
        read_file(data)
    assert caught.value.field == "file"
    return caught.value.message % caught.value.values


@settings(max_examples=FEW)
@given(programmes())
def test_what_is_written_is_read_as_it_was(programme: Programme) -> None:
    assert read_file(write_file(programme).encode()) == programme


@pytest.mark.parametrize("code", list(usual_programmes()))
def test_ours_stand_as_we_would_write_them(code: str) -> None:
    assert write_file(usual_programmes()[code]) == (FOLDER / f"{code}.toml").read_text()


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_in_words(data: bytes) -> None:
    read_or_refuse(data)


SLIPS = (
    b"9" * 5000,
    b"[" * 3000,
    b'"\\u0000"',
    b'"\\u202e"',
    b"1979-05-27",
    b"[[lessons]]\n",
    b"\n\n[x]\n",
    b"true",
    b"1e9",
)


@given(st.integers(0, len(RESPECT)), st.integers(0, 40), st.binary(max_size=8) | st.sampled_from(SLIPS))
def test_a_file_with_a_slip_is_read_or_refused_in_words(at: int, gone: int, put: bytes) -> None:
    read_or_refuse(RESPECT[:at] + put + RESPECT[at + gone :])


def read_or_refuse(data: bytes) -> None:
    try:
        read = read_file(data)
    except DomainError as error:
        read = error.message % error.values
    assert read


def changed(before: str, after: str) -> bytes:
    text = RESPECT.decode()
    assert before in text
    return text.replace(before, after, 1).encode()


@pytest.mark.parametrize(("data", "said"), [
    (b"x" * (MOST_BYTES + 1), "This file is too large. At most 256 kB fit."),
    (RESPECT.decode().encode("utf-16"), "This file is no text in UTF-8."),
    (changed('name = "Respect"', "name = Respect"), "Line 10 of the file cannot be read."),
    (RESPECT + b"x =", f"Line {LAST} of the file cannot be read."),
    (changed('key = "3"', 'key = "drie"'), "Lesson 3 is missing: number them 1, 2, 3 and so on."),
    (changed('key = "3"', 'key = "2"'), "Two lessons have the same key."),
    (changed('key = "3"', f'key = "{"x" * 21}"'), "lessons 3: key has to be a word of letters, digits, - and _, at most"
     " 20 long."),
    (changed('code = "respect"', 'code = "../respect"'), "code has to be a word of letters, digits, - and _, at most 40"
     " long."),
    (changed("minutes = 10", 'minutes = "tien"'), "lessons 1: activities 1: minutes has to be a whole number above 0."),
    (changed("minutes = 10", "minutes = 600"), "Lesson 'Zo doen wij het hier' takes 634 minutes. At most 240 fit."),
    (changed("minutes = 45", "minutes = 600"), "A lesson of 600 minutes does not fit. At most 240 do."),
    (changed("minutes = 10\n", ""), "lessons 1: activities 1: minutes has to be a whole number above 0."),
    (changed("minutes = 10", "minuten = 10\nminutes = 10"), "lessons 1: activities 1: minuten is not known here."),
    (changed('"physical"', '"fysiek"'), "lessons 1: activities 1: methods has to be one of: verbal, mental, physical."),
    (changed("\nis_core = true", '\nis_core = "ja"'), "lessons 1: activities 1: is_core has to be true or false."),
    (changed("Beste ouder", "Beste \\u0000 ouder"), "letter holds characters that nobody can read."),
    (changed('key = "2"', 'key = "h"'), "Two lessons have the same key."),
    (b"minutes = " + b"9" * 5000, "This file cannot be read."),
    (changed("minutes = 10", "minutes = 0x" + "F" * 20_000), "lessons 1: activities 1: minutes is far too large a"
     " number."),
    (changed("minutes = 45", f"minutes = {2**31}"), "minutes is far too large a number."),
    (changed("[[lessons]]", f"[[{NAME}]]"), f"Line {FIRST} of the file has a name with more than 5 dots."),
    (RESPECT + NAME.encode() + b"=1", f"Line {LAST} of the file has a name with more than 5 dots."),
    (RESPECT + b"x={'a'" + b" . 'a'" * 28_000 + b"=1}", f"Line {LAST} of the file has a name with more than 5 dots."),
    (b"", "code has to be a word of letters, digits, - and _, at most 40 long."),
    (b'code = "x"\nname = "x"\nminutes = 1', "A programme needs a lesson."),
    (b'code = "x"\nname = "x"\nminutes = 1\nlessons = 3', "lessons has to be a list of parts."),
])  # fmt: skip
def test_what_is_wrong_is_said_with_its_place(data: bytes, said: str) -> None:
    assert refusal(data) == said


def test_of_more_than_forty_lessons_is_said_how_many_fit() -> None:
    lesson = '[[lessons]]\nkey = "{}"\ntitle = "Les"\nactivities = [{{key = "a", title = "a", minutes = 1}}]\n'
    rows = "".join(lesson.format(number) for number in range(1, 42))
    data = f'code = "x"\nname = "x"\nminutes = 45\n{rows}'
    assert refusal(data.encode()) == "This programme has 41 lessons. At most 40 fit."


def test_a_file_of_windows_is_read() -> None:
    data: Any = b"\xef\xbb\xbf" + RESPECT.replace(b"\n", b"\r\n")
    assert read_file(data) == usual_programmes()["respect"]


def test_lists_in_each_other_without_end_are_refused() -> None:
    assert refusal(b"x = " + b"[" * 100_000)


@pytest.mark.parametrize(("mark", "said"), [
    ('"', r"a.b.c.d.e.f.g=1 ' # \" ......... \\"), ("'", 'a.b.c.d.e.f.g=1 " # ......... \\'),
    ('"""', 'a.b.c.d.e.f.g=1 \\""" "" # \n.........\n \'\'\' '),
    ("'''", "a.b.c.d.e.f.g=1 '' # \n.........\n \"\"\" \\"),
])  # fmt: skip
def test_dots_in_a_text_are_no_name(mark: str, said: str) -> None:
    data = changed('"over respectvol gedrag"', f"{mark}{said}{mark} # .........")
    assert read_file(data).subtitle.startswith("a.b.c.d.e.f.g=1")


def test_a_method_counts_once_and_a_code_is_in_small_letters() -> None:
    many = '"physical", ' * 9000
    data = changed("methods = [\n", f"methods = [{many}").replace(b'code = "respect"', b'code = "Respect"')
    assert read_file(data) == usual_programmes()["respect"]
