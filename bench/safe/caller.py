"""A browser's worth of HTTP from any address of this machine, with what a browser tells about itself."""

import http.client
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode, urlsplit

import lxml.html

from bench.safe.filling import encoded, ways
from bench.safe.walk import LANGUAGE, Form, forms_on


@dataclass
class Reply:
    """As the test client of Flask gives it, as far as it is needed."""

    status_code: int
    headers: dict[str, str]
    body: bytes

    @property
    def mimetype(self) -> str:
        """Without its parameters."""
        return self.headers.get("Content-Type", "").partition(";")[0]

    def get_data(self, as_text: bool = False) -> Any:
        """The body."""
        return self.body.decode(errors="replace") if as_text else self.body


@dataclass
class Caller:
    """Keeps cookies; every request is a connection of its own."""

    port: int
    source: str = "127.0.0.1"
    told: dict[str, str] = field(default_factory=dict)
    cookies: dict[str, str] = field(default_factory=dict)
    seen: list[int] = field(default_factory=list)
    sent: list[str] = field(default_factory=list)  # forms, each with its last answer
    missing: list[str] = field(default_factory=list)  # forms that were not on the page

    def get(self, address: str, query_string: str = "") -> Reply:
        """Open it."""
        return self._send("GET", address + (f"?{query_string}" if query_string else ""), b"")

    def post(self, address: str, data: Any, content_type: str = "application/x-www-form-urlencoded") -> Reply:
        """Send a form."""
        return self._send("POST", address, data if isinstance(data, bytes) else urlencode(data).encode(), content_type)

    def _send(self, method: str, address: str, body: bytes, kind: str = "") -> Reply:
        headers = {"Sec-Fetch-Site": "same-origin", **self.told}
        if self.cookies:
            headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if kind:
            headers["Content-Type"] = kind
        connection = http.client.HTTPConnection("127.0.0.1", self.port, 30, source_address=(self.source, 0))
        try:
            connection.request(method, address, body or None, headers)
            answer = connection.getresponse()
            for name, value in answer.getheaders():
                if name.lower() == "set-cookie":
                    key, _is, content = value.partition(";")[0].partition("=")
                    self.cookies[key] = content
            self.seen.append(answer.status)
            return Reply(answer.status, dict(answer.getheaders()), answer.read())
        finally:
            connection.close()

    def follow(self, reply: Reply) -> Reply:
        """Where it leads, as long as it leads on."""
        for _step in range(5):
            if "Location" not in reply.headers:
                break
            there = urlsplit(reply.headers["Location"])
            reply = self.get(there.path + (f"?{there.query}" if there.query else ""))
        return reply

    def fill(self, house: Any, page: str, endpoint: str, /, **typed: str) -> Reply:
        """Open a page, fill in the form that goes to that view as somebody would, and send it until it is taken."""
        return self.fill_page(house, self.get(page).get_data(as_text=True), page, endpoint, **typed)

    def fill_page(self, house: Any, text: str, page: str, endpoint: str, /, **typed: str) -> Reply:
        """The same for a page that is open already."""
        root = lxml.html.document_fromstring(text or "<p>")
        forms = [form for form in forms_on(house, "", page, root) if form.endpoint == endpoint]
        found = [form for form in forms if not form.button or form.button[0] != LANGUAGE]
        if not found:
            self.missing.append(endpoint)
            return Reply(0, {}, b"")
        reply = self._try(found[-1], typed)
        self.sent.append(f"{endpoint} {reply.status_code}")
        return reply

    def _try(self, form: Form, typed: dict[str, str]) -> Reply:
        reply = Reply(0, {}, b"")
        for values in ways(form):
            reply = self.post(form.action, encoded({**values, **{name: [text] for name, text in typed.items()}}))
            if reply.status_code < 400:
                return reply
        return reply
