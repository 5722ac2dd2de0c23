"""Pages are light enough for a phone in a concrete school building, fonts and all."""

from http.client import HTTPConnection
from urllib.parse import urlsplit

import pytest

from jsp.demo.messages import TO_TRY
from tests.e2e.conftest import Opener

MOST_BYTES = 100_000
MOST_REQUESTS = 15
MOST_FOR_PUPILS = 60_000
MOST_OF_A_VISIT = 63_000  # the page with the code holds a drawing of it (QR)


@pytest.mark.parametrize("live", ["sqlite"], indirect=True)
def test_today_is_light(opened: Opener, live: str) -> None:
    page = opened(by="sanne")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto("/today/", wait_until="networkidle")
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in page.context.cookies())
    weights = {url: transferred(url, cookies) for url in asked}
    assert all(url.startswith(live) for url in asked), asked
    assert len(asked) <= MOST_REQUESTS, asked
    assert sum(weights.values()) <= MOST_BYTES, weights


@pytest.mark.parametrize("live", ["sqlite"], indirect=True)
@pytest.mark.parametrize("address", ["/", "/raayland", "/nu-hulp", "/vraag", "/antwoord"])
def test_a_page_for_pupils_is_lighter_still(opened: Opener, live: str, address: str) -> None:
    page = opened()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    weights = {url: transferred(url, "") for url in asked}
    assert all(url.startswith(live) for url in asked), asked
    assert sum(weights.values()) <= MOST_FOR_PUPILS, weights


@pytest.mark.parametrize("live", ["sqlite"], indirect=True)
@pytest.mark.parametrize("address", ["/antwoord/code", "/antwoord/gesprek"])
def test_so_is_what_a_code_opens(opened: Opener, live: str, address: str) -> None:
    page = opened()
    page.goto("/antwoord")
    page.get_by_label("Typ je antwoordcode").fill(TO_TRY)
    page.get_by_role("button", name="Antwoord lezen").click()
    page.wait_for_url("**/antwoord/gesprek")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(address, wait_until="networkidle")
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in page.context.cookies())
    weights = {url: transferred(url, cookies) for url in asked}
    assert all(url.startswith(live) for url in asked), asked
    assert f"{live}{address}" in weights
    assert sum(weights.values()) <= MOST_OF_A_VISIT, weights


def transferred(url: str, cookies: str) -> int:
    """The bytes of the body as the server sends it to a browser."""
    parts = urlsplit(url)
    connection = HTTPConnection(parts.netloc, timeout=10)
    connection.request(
        "GET", f"{parts.path}?{parts.query}", headers={"Accept-Encoding": "gzip, deflate, br", "Cookie": cookies}
    )
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    assert answer.status == 200, f"{url}: {answer.status}"
    return len(body)
