"""From an empty database to the first conversation: people, second factors, setting up; and the end of an account."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from jsp import clock
from tests.conftest import DATABASES, make_database
from tests.e2e.conftest import ROOT, SECRET, free_port, run_python, serving
from tests.e2e.newcomer import Newcomer
from tests.mailbox import Mailbox, catching

ADMIN, COORDINATOR, WORKER = "beheer@jsp.example", "renske@jsp.example", "sanne@jsp.example"
Started = tuple[dict[str, str], Mailbox]


@pytest.fixture(params=DATABASES)
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Started]:
    """A running app without any data, and the mailbox that its mail goes to."""
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path / 'empty.sqlite'}"
    else:
        url = f"{request.getfixturevalue('postgres_url')}/jsp_empty_{os.environ.get('PYTEST_XDIST_WORKER', 'main')}"
        make_database(url)
    port = free_port()
    with catching() as box:
        settings = {"DATABASE_URL": url, "SECRET_KEY": SECRET, "FLASK_APP": "wsgi", "DEVELOPMENT": "1",
                    "HOST": "127.0.0.1", "PORT": port, "WORKERS": "1", "BASE_URL": f"http://localhost:{port}",
                    "MAIL_SERVER": box.address}  # fmt: skip
        run_python("flask", "db", "upgrade", **settings)
        with serving(settings):
            yield settings, box


def create_admin(settings: dict[str, str]) -> str:
    """The link that the server prints for the first administrator."""
    command = [sys.executable, "-m", "flask", "users", "create-admin", ADMIN, "--name", "Beheer"]
    said = subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, check=True, capture_output=True, text=True)
    return re.findall(r"http\S+", said.stdout)[0]


def invitation(settings: dict[str, str], box: Mailbox, to: str) -> str:
    """The link in the mail, once the jobs have run."""
    run_python("flask", "jobs", "run", **settings)
    text = box.newest(to).get_payload(decode=True).decode()
    return re.findall(r"http\S+/invitation/\S+", text)[0]


@pytest.mark.parametrize("empty", ["sqlite"], indirect=True)  # who signs in and how is tried on both in tests/accounts
def test_the_first_people_come_in_and_one_goes_out(empty: Started, chromium: Browser) -> None:
    settings, box = empty
    base = settings["BASE_URL"]
    admin = Newcomer(chromium, base, ADMIN)
    admin.accept(create_admin(settings))
    admin.set_up_app()
    expect(admin.page.get_by_role("heading", level=1)).to_have_text("Vandaag")

    admin.invite(COORDINATOR, "Renske", "JSP-coördinator")
    coordinator = Newcomer(chromium, base, COORDINATOR)
    coordinator.accept(invitation(settings, box, COORDINATOR))
    coordinator.set_up_passkey()
    coordinator.sign_out()
    coordinator.sign_in()
    coordinator.page.get_by_role("button", name="Gebruik mijn passkey").click()
    expect(coordinator.page.get_by_role("heading", level=1)).to_have_text("Vandaag")

    coordinator.set_up_jsp(clock.local_now())
    expect(coordinator.page.get_by_text("Jullie JSP is open voor de eerste bezoeker.")).to_be_visible()
    assert (coordinator.clicks, coordinator.fields) == (11, 9)  # as README.md says
    coordinator.page.goto("/")
    expect(coordinator.page.get_by_text("Renske is er. Kom gerust.")).to_be_visible()

    admin.invite(WORKER, "Sanne", "JSP-medewerker", site="Raayland College")
    worker = Newcomer(chromium, base, WORKER)
    worker.accept(invitation(settings, box, WORKER))
    worker.page.goto("/today/")
    expect(worker.page.get_by_text("Je bent binnen, maar je hebt nog geen rol.")).to_be_visible()
    coordinator.page.goto("/accounts/people/")
    coordinator.page.get_by_role("button", name="Ja, doen").click()
    worker.sign_in()
    worker.set_up_app()
    expect(worker.page.get_by_role("heading", level=1)).to_have_text("Vandaag")

    desk = worker.page.locator("form[data-desk]")
    desk.locator("[data-step=themes]").get_by_role("checkbox", name="Geld", exact=True).click()
    desk.get_by_role("radio", name="leerling", exact=True).click()
    desk.get_by_role("button", name="Luisterend oor", exact=True).click()
    expect(worker.page.locator("[data-toast]")).to_contain_text("Opgeslagen. Geld · leerling · Luisterend oor")

    admin.page.goto("/accounts/people/")
    admin.page.get_by_role("link", name="Sanne").click()
    admin.page.get_by_role("link", name="Account sluiten").click()
    admin.page.get_by_label("Waarom?").fill("werkt hier niet meer")
    admin.page.get_by_role("button", name="Account sluiten").click()
    worker.page.get_by_role("link", name="Mijn profiel").click()
    expect(worker.page.get_by_role("heading", level=1)).to_have_text("Inloggen")

    said = " ".join(message.get_payload(decode=True).decode() + message["Subject"] for message in box.caught)
    assert not [word for word in ("JSP-medewerker", "december", "werkt hier niet meer") if word in said]
    for person in (admin, coordinator, worker):
        person.context.close()
