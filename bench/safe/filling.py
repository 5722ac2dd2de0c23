"""Fills a form as somebody would who only wants it sent: what stands stays, what is empty gets something usual."""

from collections import Counter
from collections.abc import Callable, Iterator
from datetime import timedelta
from http import HTTPStatus
from urllib.parse import quote, unquote, urlencode

import werkzeug.urls  # noqa: F401 - knows how what is no UTF-8 is read

from bench.safe.walk import Control, Form
from jsp import clock
from jsp.demo.people import PASSWORD

Values = dict[str, list[str]]
WORDS = "Een gewone zin"
BY_NAME = {"class_words": "", "website": "", "own_colour": "#1f77b4", "phone": "0478-123456", "word": "", "since": ""}
BY_KIND = {
    "email": "iemand@demo.example",
    "number": "2",
    "password": PASSWORD,
    "tel": "0478-123456",
    "url": "https://jsp.example",
}
TRAPS = ("website",)  # a field that people do not see
WAYS = 5
ROUNDS = 12
LONG = "vier-rustige-olifanten-lopen"  # a new password


def ways(form: Form) -> Iterator[Values]:
    """Some ways to fill it, the likeliest first."""
    for way in range(WAYS):
        values: Values = {}
        for one in form.controls:
            values[one.name] = _picked(one, way) if one.options else [_written(one, form, way)]
        if form.button:
            values[form.button[0]] = [form.button[1]]
        yield {name: each for name, each in values.items() if each}


def usual(one: Control, day_on: int = 7) -> str:
    """What somebody types in such a field."""
    if one.kind == "date" or one.name in ("on", "since"):
        return str(clock.today() + timedelta(days=day_on))
    if one.kind == "time":
        return "11:30" if "end" in one.name or "until" in one.name else "10:30"
    return BY_KIND.get(one.kind) or (WORDS[: one.most] if one.most else WORDS)


def _written(one: Control, form: Form, way: int) -> str:
    if one.kind in ("hidden", "file") or one.value or (one.name in TRAPS and form.who in ("nobody", "asker")):
        return one.value
    if way == 0 or not one.is_text:
        return ""
    if one.name in BY_NAME:
        return BY_NAME[one.name]
    return usual(one, 7 if way < 3 else -1)


def _picked(one: Control, way: int) -> list[str]:
    if one.kind == "select":
        full = [value for value in one.options if value]
        return list(one.chosen) if any(one.chosen) or not full or way == 0 else full[:1]
    if one.kind == "radio":
        full = [value for value in one.options if value] or list(one.options)
        return list(one.chosen) if any(one.chosen) and way < 4 else full[:1] if way < 4 else full[-1:]
    if way in (0, 1):
        return list(one.chosen)
    return list(one.chosen or one.options[:1]) if way == 2 else list(one.options)


def repaired(form: Form, values: Values, send: Callable[[Values], tuple[int, bytes]]) -> Values | None:
    """The same with other words wherever the form says that something is wrong, until it is taken; None if it never is.

    A page that shows what would happen has taken it as well. `send` gives the status and the page of an answer, and
    changes nothing for good.
    """
    turns: Counter[str] = Counter()
    for _round in range(ROUNDS):
        status, page = send(values)
        if status in (302, 303):
            return values
        wrong = [one for one in form.controls if f'id="{one.name}-error"'.encode() in page and one.kind != "file"]
        if not wrong:
            return values if status == HTTPStatus.OK else None
        for one in wrong:
            others = [each for each in one.options if each] or others_for(one)
            values = {**values, one.name: [others[turns[one.name] % len(others)]]}
            turns[one.name] += 1
    return None


def others_for(one: Control) -> list[str]:
    """What may be wanted in a field of text, the likeliest first."""
    if one.kind == "date":
        return [str(clock.today() + timedelta(days=on)) for on in (0, 1, 7, 30, 100, -1, -30)]
    if one.kind == "time":
        return ["10:30", "11:30", "13:30", "15:00"]
    days = [str(clock.today() + timedelta(days=on)) for on in (7, 0)]
    return [
        "2",
        "0",
        "60",
        "iemand@demo.example",
        "https://jsp.example",
        "0478-123456",
        "10:30",
        "Een",
        *days,
        PASSWORD,
        LONG,
    ]


def encoded(values: Values) -> bytes:
    """As a browser sends it, and with what no browser would send."""
    pairs = [(name, text) for name, texts in values.items() for text in texts]
    return urlencode(pairs, encoding="utf-8", errors="surrogatepass").encode()


def received(text: str) -> str:
    """What the server makes of the bytes of a text: those of a lone surrogate are no text, and stay as %ED%A0%80."""
    return unquote(quote(text, errors="surrogatepass"), errors="werkzeug.url_quote")
