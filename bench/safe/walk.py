"""Walks from page to page as each person, and gathers the pages, their links and their forms."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qsl, urljoin, urlsplit

import lxml.html
from flask.testing import FlaskClient
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from bench.safe.house import House
from jsp.demo.messages import TO_TRY

TEXTS = ("text", "search", "email", "tel", "url", "password", "number", "date", "time", "month", "week")
ENDS = (
    "messages.exit", "card.exit", "security.tf_select", "security.two_factor_token_validation", "security.mf_recovery",
)  # fmt: skip
LANGUAGE = "language"  # the button for the other language, which sends what was typed and saves nothing
ALIKE = 3  # pages of one kind that are looked at, for each person
NUMBERED = re.compile(r"-\d+(?=-|$)")


@dataclass(frozen=True)
class Control:
    """What a form asks for under one name."""

    name: str
    kind: str  # as HTML names it; "textarea", "select"
    value: str = ""
    options: tuple[str, ...] = ()
    many: bool = False
    most: int = 0
    chosen: tuple[str, ...] = ()

    @property
    def is_text(self) -> bool:
        """Whether somebody types it."""
        return self.kind == "textarea" or self.kind in TEXTS


@dataclass(frozen=True)
class Form:
    """A form as it stands on a page, for one of its buttons."""

    who: str
    page: str
    action: str
    method: str
    endpoint: str
    is_multipart: bool
    controls: tuple[Control, ...]
    button: tuple[str, str] | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two forms the same kind: where they go and what they ask."""
        return (self.endpoint, self.method, *sorted({NUMBERED.sub("-#", one.name) for one in self.controls}))

    @property
    def texts(self) -> list[Control]:
        """What is typed in it."""
        return [one for one in self.controls if one.is_text]


@dataclass
class Found:
    """What one person came across."""

    pages: dict[str, tuple[str, int]] = field(default_factory=dict)  # endpoint and status, by address
    forms: dict[tuple[str, ...], list[Form]] = field(default_factory=dict)
    alike: Counter[tuple[str, ...]] = field(default_factory=Counter)


def endpoint_of(house: House, address: str, method: str = "GET") -> tuple[str, dict[str, Any]]:
    """The view behind an address, and what the address holds; an empty name where there is none."""
    adapter = house.app.url_map.bind("localhost")
    try:
        found = adapter.match(urlsplit(address).path, method=method)
    except RequestRedirect as moved:
        found = adapter.match(urlsplit(moved.new_url).path, method=method)
    except HTTPException:
        return "", {}
    return str(found[0]), dict(found[1])


def walk(house: House, name: str | None, client: FlaskClient, starts: list[str], alike: int = ALIKE) -> Found:
    """Open all that can be reached, at most so many pages of one kind."""
    found, waiting, seen = Found(), list(dict.fromkeys(starts)), set(starts)
    while waiting:
        address = waiting.pop(0)
        endpoint, given = endpoint_of(house, address)
        if not _is_new(found, address, endpoint, alike, is_one_of_many=bool(given)):
            continue
        answer = client.get(address)
        found.pages[address] = (endpoint, answer.status_code)
        for each in _nexts(house, name, address, answer, found):
            if each.startswith("/") and each not in seen:
                seen.add(each)
                waiting.append(each)
    return found


def _nexts(house: House, name: str | None, address: str, answer: Any, found: Found) -> list[str]:
    """Where a page leads; its forms are kept."""
    nexts = [answer.headers["Location"]] if "Location" in answer.headers else []
    if answer.mimetype == "text/html" and answer.status_code == 200:
        root = lxml.html.document_fromstring(answer.get_data(as_text=True) or "<p>")
        nexts += [str(each.get("href")) for each in root.iter("a") if each.get("href")]
        for form in forms_on(house, name or "nobody", address, root):
            found.forms.setdefault(form.key, []).append(form)
    return [urljoin(address, one).partition("#")[0] for one in nexts]


def _is_new(found: Found, address: str, endpoint: str, alike: int, *, is_one_of_many: bool) -> bool:
    kind = (endpoint, *sorted(name for name, _value in parse_qsl(urlsplit(address).query)))
    is_enough = found.alike[kind] >= alike and (is_one_of_many or len(kind) > 1)
    if not endpoint or endpoint in ("static", *ENDS) or is_enough:
        return False
    found.alike[kind] += 1
    return True


def starts(house: House) -> list[str]:
    """Every page that needs nothing in its address, but for those that end a visit."""
    rules = [rule for rule in house.app.url_map.iter_rules() if not rule.arguments and "GET" in (rule.methods or ())]
    return sorted(rule.rule for rule in rules if rule.endpoint not in ENDS)


def forms_on(house: House, who: str, page: str, root: Any) -> Iterator[Form]:
    """The forms of a page, once for each place that a button of it sends to."""
    loose = [each for each in root.iter("button", "input", "textarea", "select") if each.get("form")]
    for form in root.iter("form"):
        held = [*form.iter("input", "textarea", "select", "button"),
                *(each for each in loose if each.get("form") == form.get("id"))]  # fmt: skip
        buttons = [one for one in held if one.tag == "button" and one.get("type", "submit") == "submit"]
        buttons.sort(key=lambda one: one.get("name") == LANGUAGE)  # last: it saves nothing
        seen = set()
        for button in buttons or [None]:
            action = urljoin(
                page, (button.get("formaction") if button is not None else "") or form.get("action") or page
            )
            pushed = (
                (button.get("name"), button.get("value") or "") if button is not None and button.get("name") else None
            )
            method = (form.get("method") or "get").upper()
            if (action, pushed and pushed[0]) not in seen:
                seen.add((action, pushed and pushed[0]))
                endpoint, _given = endpoint_of(house, action, method)
                is_multipart = form.get("enctype") == "multipart/form-data"
                yield Form(who, page, action, method, endpoint, is_multipart, tuple(_controls(held)), pushed)


def _controls(held: list[Any]) -> Iterator[Control]:
    ticks: dict[str, list[Any]] = {}
    for each in held:
        name, kind = each.get("name"), each.get("type") or "text"
        if not name or each.tag == "button" or kind in ("submit", "button"):
            continue
        if kind in ("checkbox", "radio"):
            ticks.setdefault(name, []).append(each)
        else:
            yield _select(name, each) if each.tag == "select" else _typed(name, each)
    for name, boxes in ticks.items():
        yield _boxes(name, boxes)


def _typed(name: str, each: Any) -> Control:
    is_long = each.tag == "textarea"
    value = (each.text or "").removeprefix("\n") if is_long else each.get("value") or ""
    kind = "textarea" if is_long else each.get("type") or "text"
    return Control(name, kind, value, most=int(each.get("maxlength") or 0))


def _boxes(name: str, boxes: list[Any]) -> Control:
    chosen = tuple(str(box.get("value", "on")) for box in boxes if box.get("checked") is not None)
    values = tuple(str(box.get("value", "on")) for box in boxes)
    return Control(name, boxes[0].get("type"), "", values, boxes[0].get("type") == "checkbox", chosen=chosen)


def _select(name: str, each: Any) -> Control:
    options = list(each.iter("option"))
    chosen = [str(one.get("value") or "") for one in options if one.get("selected") is not None]
    values = tuple(str(one.get("value") or "") for one in options)
    return Control(name, "select", "", values, each.get("multiple") is not None, chosen=tuple(chosen or values[:1]))


def everybody(house: House, names: tuple[str, ...], alike: int = ALIKE) -> dict[str, tuple[FlaskClient, Found]]:
    """What each of them comes across, and who has no account: by themselves, by a link, with a code."""
    found = {}
    for name in names:
        client = house.visitor(name)
        found[name] = (client, walk(house, name, client, ["/today/", *starts(house)], alike))
    nobody = house.visitor()
    found["nobody"] = (nobody, walk(house, "nobody", nobody, [*house.doors, *starts(house)], 40))
    asker = house.visitor()
    asker.post("/antwoord", data={**hidden(asker, "/antwoord"), "code": TO_TRY})
    found["asker"] = (asker, walk(house, "asker", asker, ["/antwoord/gesprek", "/antwoord/code", "/antwoord/wissen"]))
    for number, (door, code) in enumerate(list(house.codes.items())[:3]):
        guest = house.visitor()
        guest.post(door, data={**hidden(guest, door), "code": code})
        found[f"partner{number}"] = (guest, walk(house, f"partner{number}", guest, ["/partner/packet"], alike))
    return found


def hidden(client: FlaskClient, page: str) -> dict[str, str]:
    """What the first form of a page sends along by itself."""
    root = lxml.html.document_fromstring(client.get(page).get_data(as_text=True))
    fields = [each for form in root.iter("form") if form.get("action") == page for each in form.iter("input")]
    return {each.get("name"): each.get("value") or "" for each in fields if each.get("type") == "hidden"}
