"""The app as it runs at a school: gunicorn with the demo in it, and a real browser in front of it."""

import fcntl
import os
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tests.conftest import DATABASES, absent, make_database
from tests.e2e.desk import sign_in
from tests.made_once import made_once

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "jsp/static"
# What Playwright switches off itself, as the last list is the one that counts, and two pages that hide in every window.
OFF = ("AvoidUnnecessaryBeforeUnloadCheckSync", "DestroyProfileOnBrowserClose", "HttpsUpgrades",
       "HttpsFirstBalancedModeAutoEnable", "LensOverlay", "MediaRouter", "PaintHolding",
       "ThirdPartyStoragePartitioning", "AvoidCorsURLLoaderRestartOnRedirect", "OptimizationHints",
       "NetworkTimeServiceQuerying", "AimEnabled", "PreconnectToSearch", "Translate",
       "WebUIOmniboxPopup", "WebUIOmniboxAimPopup", "WebUIOmniboxFullPopup")  # fmt: skip
QUIET = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync",
         "--no-first-run", f"--disable-features={','.join(OFF)}")  # fmt: skip
# The first is the engine of the second without its windows: half the work for the same pages.
BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
PATIENCE = 30
UNCHECKED = ssl._create_unverified_context()  # a certificate that the test made a moment ago
SECRET = "only-for-the-tests-in-a-browser-0123456789"
DATABASE_OF: dict[str, str] = {}  # by the address of a running app, for a test that lets a day come
Opener = Callable[..., Page]
SignedIn = dict[tuple[str, str], tuple[Any, float]]
SIGNS_OUT = 600  # seconds; the app lets go of who did nothing for a quarter of an hour


@pytest.fixture(scope="session")
def compressed(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The static files as `make run` serves them; test processes take turns."""
    with (tmp_path_factory.getbasetemp().parent / "compress.lock").open("w") as turn:
        fcntl.flock(turn, fcntl.LOCK_EX)
        plain = [path for path in STATIC.rglob("*") if path.is_file() and path.suffix != ".gz"]
        packed = STATIC / "theme.css.gz"
        if not packed.exists() or packed.stat().st_mtime < max(path.stat().st_mtime for path in plain):
            run_python("whitenoise.compress", "--quiet", "--no-brotli", str(STATIC))


@pytest.fixture(scope="session")
def lives(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, compressed: None
) -> Iterator[dict[str, str]]:  # fmt: skip
    """The address of a running app with the demo, by database; started when it is first asked for, until the end."""
    with ExitStack() as running:
        yield _Lives(lambda database: running.enter_context(_demo(database, request, tmp_path_factory)))


@pytest.fixture(params=DATABASES)
def live(request: pytest.FixtureRequest, lives: dict[str, str]) -> str:
    """The address of a running app with the demo, on each database."""
    return lives[request.param]


class _Lives(dict[str, str]):
    """Starts what is not there yet."""

    def __init__(self, start: Callable[[str], str]) -> None:
        self.start = start

    def __missing__(self, database: str) -> str:
        self[database] = self.start(database)
        return self[database]


@contextmanager
def _demo(
    database: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:  # fmt: skip
    if database == "sqlite":
        file = request.getfixturevalue("prepared")
        url = f"sqlite:///{shutil.copy(file, tmp_path_factory.mktemp('live') / 'live.sqlite')}"
    else:
        url = f"{request.getfixturevalue('postgres_url')}/jsp_live_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
        make_database(url)
    settings = {**settings_of(url), "WORKERS": "2"}
    if database != "sqlite":
        run_python("flask", "prepare", **settings)
    with serving(settings) as address:
        DATABASE_OF[address] = url
        yield address


@pytest.fixture(scope="session")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database file with the demo in it, to copy; making it takes seconds."""
    return made_once(
        tmp_path_factory, "demo.sqlite",
        lambda path: run_python("flask", "prepare", **settings_of(f"sqlite:///{path}")),
    )  # fmt: skip


def settings_of(url: str) -> dict[str, str]:
    """An app for developing on this database, at a port of its own."""
    return {"DATABASE_URL": url, "SECRET_KEY": SECRET, "FLASK_APP": "wsgi", "FLASK_DEBUG": "0",
            "DEVELOPMENT": "1", "HOST": "127.0.0.1", "PORT": free_port(), "WORKERS": "1"}  # fmt: skip


def free_port() -> str:
    """A port of this machine that nobody uses."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


def run_python(module: str, *words: str, **settings: str) -> None:
    command = [sys.executable, "-m", module, *words]
    subprocess.run(command, cwd=ROOT, env=surroundings(settings), check=True, stdout=subprocess.DEVNULL)


def surroundings(settings: dict[str, str]) -> dict[str, str]:
    """What a process of the app sees; coverage is not for them, it makes them slow."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("COVERAGE_")}
    return kept | settings


@contextmanager
def serving(settings: dict[str, str], *options: str) -> Iterator[str]:
    """Run the app, and give its address once it answers."""
    address = f"{'https' if options else 'http'}://{settings['HOST']}:{settings['PORT']}"
    command = [sys.executable, "-m", "gunicorn", "wsgi:app", *options]
    server = subprocess.Popen(command, cwd=ROOT, env=surroundings(settings))
    try:
        wait_until_ready(server, address)
        yield address
    finally:
        server.terminate()
        server.wait(PATIENCE)


def wait_until_ready(server: subprocess.Popen[bytes], address: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        assert server.poll() is None, "the app stopped"
        try:
            with urlopen(f"{address}/readyz", timeout=5, context=UNCHECKED if "https" in address else None):
                return
        except OSError:
            time.sleep(0.05)
    raise TimeoutError(f"{address} did not answer within {PATIENCE} s")


@pytest.fixture(scope="package")
def chromium() -> Iterator[Browser]:
    """The browser of the system; playwright's own are never fetched."""
    path = next(filter(None, map(shutil.which, BROWSERS)), None)
    if path is None:
        absent("Chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(QUIET))
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def signed_in() -> SignedIn:
    """The cookies of who has signed in already, and when those were used last; signing in is slow on purpose."""
    return {}


@pytest.fixture
def opened(chromium: Browser, live: str, signed_in: SignedIn) -> Iterator[Opener]:
    """Opens a page in a browser profile of its own, `by` somebody who is signed in or by a stranger."""
    contexts: list[BrowserContext] = []

    def profile(**options: Any) -> Page:
        options = {"viewport": {"width": 1280, "height": 900}, **options}
        context = chromium.new_context(base_url=live, locale="nl-NL", timezone_id="Europe/Amsterdam", **options)
        context.set_default_timeout(10_000)
        contexts.append(context)
        return context.new_page()

    def open_page(*, by: str | None = None, **options: Any) -> Page:
        if by is None:
            return profile(**options)
        state, used = signed_in.get((live, by), (None, float("-inf")))
        if time.monotonic() - used >= SIGNS_OUT:
            page = profile()
            sign_in(page, by)
            state = page.context.storage_state()
        signed_in[live, by] = state, time.monotonic()
        return profile(**options, storage_state=state)

    yield open_page
    for context in contexts:
        context.close()
