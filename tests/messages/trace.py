"""An installation with a real server, and people who go through every public flow of it, leaving marks to look for."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from urllib.parse import urlencode

from sqlalchemy import DateTime, Float, Integer, Interval, Numeric, Time, create_engine, text

from tests.browser import Page
from tests.e2e.conftest import ROOT, SECRET, surroundings, wait_until_ready
from tests.e2e.desk import PASSWORD
from tests.messages.asker import CODE, ENTER, TALK
from tests.reply_codes import words_of

ADDRESS, AGENT, FORWARDED, REFERRER = "127.0.0.77", "MarkerBrowser/77", "203.0.113.77", "zoekmachine.example"
ASKED, WRITTEN_BACK = "kruidkoek in de fietsenstalling", "dan neem ik mijn nichtje mee"
ANSWERED = "kom gerust langs in het lokaal met de paarse deur"
ERASED, LEFT, FAILED = "toch maar niet over de vuurtoren", "bel me over de zeilboot", "een bericht dat nooit aankomt"
NUMBER, NAME, MAILED_TO = "06-77 00 77 00", "Zwaluwtje", "zonnebloem77@demo.example"
SAID = (ASKED, WRITTEN_BACK, ANSWERED, ERASED, LEFT, FAILED, NUMBER, NAME)
WAIT = 3.1  # the form refuses what is sent sooner
TO_READ = ("/", "/raayland", "/raayland/poster", "/nu-hulp", "/gegevens", "/openings.json", "/raayland/openings.ics",
           "/openapi.json", "/healthz", "/readyz", "/static/theme.css")  # fmt: skip
FORM = "application/x-www-form-urlencoded"
OF_ASKERS = ("thread", "thread_reader", "message", "signal", "reach", "class_request", "thread_trace")
# What such a table may hold of time, or of numbers that are no key: when a worker opened it, by what hour we promised,
# how often its asker closed it on a device.
MAY_HOLD: dict[type, set[str]] = {
    DateTime: {"thread_reader.at"}, Time: {"thread.promised_until", "thread.told_until"}, Interval: set(),
    Integer: {"thread.school_days", "thread.visit", "message.position", "thread_trace.number"}, Numeric: set(),
    Float: set(),
}  # fmt: skip


@dataclass
class Installation:
    """One installation: where it writes, what it wrote while it ran, and what has to be nowhere in that."""

    folder: Path
    url: str
    port: str
    began: float
    codes: list[list[str]] = field(default_factory=list)
    written: dict[str, bytes] = field(default_factory=dict)

    @property
    def settings(self) -> dict[str, str]:
        return {"DATABASE_URL": self.url, "SECRET_KEY": SECRET, "DATA_KEY_FILE": str(self.folder / "data.key"),
                "FLASK_APP": "wsgi", "FLASK_DEBUG": "0", "DEVELOPMENT": "1", "MAIL_SERVER": "terminal:",
                "HOST": "127.0.0.1", "PORT": self.port, "WORKERS": "1", "TMPDIR": str(self.folder / "tmp"),
                "PYTHONPATH": str(ROOT)}  # fmt: skip

    def start(self, name: str, *words: str) -> subprocess.Popen[bytes]:
        """A process of the app, in the folder of this test; what it says goes into two files there."""
        out, err = self.folder / f"{name}.out", self.folder / f"{name}.err"
        with out.open("wb") as said, err.open("wb") as complained:
            return subprocess.Popen([sys.executable, "-m", *words], cwd=self.folder, env=surroundings(self.settings),
                                    stdout=said, stderr=complained)  # fmt: skip

    @contextmanager
    def serving(self) -> Iterator[None]:
        server = self.start("server", "gunicorn", "-c", str(ROOT / "gunicorn.conf.py"), "wsgi:app")
        try:
            wait_until_ready(server, f"http://127.0.0.1:{self.port}")
            yield
            self.look([*self.own_files(), *self.files_of_postgres()])  # the log of SQLite is still beside it
        finally:
            server.terminate()
            server.wait(30)
            self.look(self.own_files())

    def run_jobs(self) -> None:
        assert self.start("jobs", "flask", "jobs", "run").wait(60) == 0

    def look(self, files: list[Path]) -> None:
        """Keep what stands in these files by now; a database may throw one away at any moment."""
        for path in files:
            with suppress(FileNotFoundError):
                self.written[str(path)] = self.written.get(str(path), b"") + path.read_bytes().lower()

    def own_files(self) -> list[Path]:
        return [path for path in self.folder.rglob("*") if path.is_file()]

    def files_of_postgres(self) -> list[Path]:
        """Those of this database, its log, and all else that the server wrote since we began; none with SQLite."""
        if self.url.startswith("sqlite"):
            return []
        engine = create_engine(self.url, isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            connection.execute(text("CHECKPOINT"))
            data = Path(str(connection.scalar(text("SHOW data_directory"))))
            own = connection.scalar(text("SELECT oid FROM pg_database WHERE datname = current_database()"))
        engine.dispose()
        beside = [path for path in data.rglob("*") if path.is_file() and data / "base" not in path.parents]
        recent = [path for path in beside if os.path.exists(path) and os.path.getmtime(path) >= self.began]
        return [data.parent / "log", *(data / f"base/{own}").iterdir(), *recent]

    def holding(self, words: str) -> list[str]:
        """The files with these words in them, as written or as a browser sends them."""
        looks = {words.lower().replace(" ", joint).encode() for joint in (" ", "+", "-", "%20")}
        return [name for name, held in self.written.items() if any(look in held for look in looks)]

    def holding_database(self, words: str) -> list[str]:
        return [name for name in self.holding(words) if ".sqlite" in name or "/base/" in name or "/pg_wal/" in name]


class Visitor:
    """A browser that can be told by its address and its name."""

    def __init__(self, installed: Installation) -> None:
        self.port = int(installed.port)
        self.cookies: dict[str, str] = {}

    def get(self, address: str) -> Page:
        return self.send("GET", address)

    def post(self, address: str, values: dict[str, Any]) -> Page:
        return self.send("POST", address, urlencode(values, doseq=True).encode(), kind=FORM)

    def send(self, method: str, address: str, body: bytes | None = None, *, kind: str = "") -> Page:
        line = HTTPConnection("127.0.0.1", self.port, timeout=30, source_address=(ADDRESS, 0))
        headers = {"User-Agent": AGENT, "X-Forwarded-For": FORWARDED, "Referer": f"https://{REFERRER}/",
                   "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}  # fmt: skip
        line.request(method, address, body, {**headers, "Content-Type": kind} if kind else headers)
        answer = line.getresponse()
        page = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            for name, morsel in SimpleCookie(cookie).items():
                self.cookies[name] = morsel.value
        line.close()
        return Page(SimpleNamespace(
            status_code=answer.status, headers=answer.headers, get_data=lambda **_how: page,
            mimetype=answer.headers.get_content_type(),
        ))  # type: ignore[arg-type]  # fmt: skip

    def press(self, page: Page, action: str, *, shown_as: str | None = "", **more: Any) -> Page:
        """Send the form of a page that leads to `action`; `shown_as` is what it says itself, where that is less."""
        return self.post(action, page.form(action if shown_as == "" else shown_as) | more)  # type: ignore[arg-type]


def live_through(installed: Installation) -> None:
    """All that somebody without an account can do, and what a worker does about it."""
    asker, other, called, worker = (Visitor(installed) for _each in range(4))
    first, second, third = [each.get("/vraag").form("/vraag") for each in (asker, other, called)]
    given = time.monotonic()
    look_around(asker)
    go_wrong(asker, first)
    page = worker.get("/accounts/sign-in")
    worker.press(page, "/accounts/sign-in", email="sanne@demo.example", password=PASSWORD)
    before = listed(worker)
    time.sleep(max(0, given + WAIT - time.monotonic()))
    theme = asker.get("/vraag").choices("theme")["Geld"]

    code = ask(asker, first | {"theme": theme, "question": ASKED})
    installed.codes.append(code)
    page = asker.press(asker.get(CODE), CODE, shown_as=None, told="mail", address=MAILED_TO, word=asked_word(asker))
    assert page.response.headers["Location"] == TALK
    asker.press(asker.get(TALK), "/antwoord/sluiten")
    come_back(installed, asker, code)
    asker.press(asker.get(TALK), TALK, shown_as=None, text=WRITTEN_BACK)
    [id] = listed(worker) - before
    page = worker.get(f"/messages/{id}")
    assert WRITTEN_BACK in page.words
    assert worker.press(page, f"/messages/{id}/answer", text=ANSWERED).status == 303
    installed.run_jobs()
    assert ANSWERED in asker.get(TALK).words
    assert asker.press(asker.get(TALK), "/antwoord/klaar").status == 303
    assert asker.get("/antwoord/weg").status == 302

    installed.codes.append(ask(other, second | {"theme": theme, "question": ERASED}))
    page = other.get("/antwoord/wissen")
    assert "Alles is gewist" in other.press(page, "/antwoord/wissen", shown_as=None).text
    told = called.post("/vraag", third | {"theme": theme, "question": LEFT, "way": "reach", "reach": NUMBER,
                                          "first_name": NAME})  # fmt: skip
    assert told.response.headers["Location"] == "/vraag/verstuurd"
    assert called.get("/vraag/verstuurd").status == 200


def look_around(asker: Visitor) -> None:
    assert [asker.get(address).status for address in TO_READ] == [200] * len(TO_READ)
    assert asker.post("/taal", {"language": "nl", "back": "/vraag"}).status in (302, 303)


def go_wrong(asker: Visitor, form: dict[str, Any]) -> None:
    """Whatever the server can refuse, each with words that may not be kept."""
    words = urlencode({"question": FAILED})
    assert asker.get(f"/vraag?{words}&school={AGENT}").status == 200
    assert asker.get(f"/bestaat-niet/{words}?{words}").status == 404
    assert asker.send("DELETE", f"/vraag?{words}").status == 405
    assert asker.send("POST", "/vraag", b'{"question": "%s"}' % FAILED.encode(), kind="application/json").status == 415
    assert asker.post("/vraag", {"question": FAILED}).status == 422
    assert asker.send("POST", "/vraag", FAILED.encode(), kind="multipart/form-data; boundary=x").status == 422
    assert asker.post("/vraag", form | {"question": FAILED}).status == 422
    assert asker.post("/vraag", form | {"question": f"{FAILED} " * 60_000}).status == 413
    assert asker.post(ENTER, asker.get(ENTER).form(ENTER) | {"code": FAILED}).status == 422
    assert asker.get(TALK).status == 303
    with socket.create_connection(("127.0.0.1", asker.port), timeout=30, source_address=(ADDRESS, 0)) as line:
        line.sendall(f"{FAILED} \x00 HTTP/9\r\nUser-Agent: {AGENT}\r\n\r\n".encode())
        assert b"400" in line.recv(1000)


def ask(asker: Visitor, values: dict[str, Any]) -> list[str]:
    """Send the question; the words of the code that come of it."""
    page = asker.post("/vraag", values)
    assert (page.status, page.response.headers["Location"]) == (303, CODE), page.words
    return words_of(asker.get(CODE))


def asked_word(asker: Visitor) -> str:
    page = asker.get(CODE)
    number = re.search(r"Typ woord (\d) van je code", page.words)
    assert number
    return words_of(page)[int(number[1]) - 1]


def come_back(installed: Installation, asker: Visitor, code: list[str]) -> None:
    """With a code of nobody, with one that is too short, and with the right one."""
    wrong = code[::-1]
    installed.codes.append(wrong)
    for typed, status in ((" ".join(wrong), 422), ("-".join(code[:7]), 422), (" ".join(code), 303)):
        page = asker.post(ENTER, asker.get(ENTER).form(ENTER) | {"code": typed})
        assert page.status == status, page.words
    assert ASKED in asker.get(TALK).words


def listed(worker: Visitor) -> set[str]:
    """The messages that a worker finds."""
    page = worker.get("/messages/")
    assert page.status == 200
    return set(re.findall(r'href="/messages/([0-9a-f-]{36})"', page.text))
