"""What a client has to know of a page: the fields of one of its forms, and keys of forms that it has not opened."""

from html.parser import HTMLParser

from itsdangerous import URLSafeSerializer
from sqlalchemy import select
from sqlalchemy.engine import Engine

from bench.servers import SECRET
from jsp.models.accounts import User

Attributes = list[tuple[str, str | None]]


class _Reader(HTMLParser):
    """Collects what stands in the form that holds a field of that name."""

    def __init__(self, wanted: str) -> None:
        super().__init__()
        self.wanted = wanted
        self.open: dict[str, list[str]] = {}
        self.found: dict[str, list[str]] = {}

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        """Its fields."""
        given = dict(attrs)
        if tag == "form":
            self.open = {}
        name = given.get("name")
        if name and tag in ("input", "textarea", "select", "button"):
            self.open.setdefault(name, []).append(given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        """The one that was looked for."""
        if tag == "form" and self.wanted in self.open and not self.found:
            self.found = self.open


def form_with(field: str, body: bytes) -> dict[str, list[str]]:
    """All values by name of the form that has this field; a page without it ends the run."""
    reader = _Reader(field)
    reader.feed(body.decode())
    if not reader.found:
        raise RuntimeError(f"no form with {field} on the page")
    return reader.found


def signer_of(engine: Engine, form: str, email: str) -> URLSafeSerializer:
    """Signs once-keys of that form, as pages do that are given to this person."""
    with engine.connect() as connection:
        mark = connection.scalar(select(User.fs_uniquifier).where(User.email == email))
    return URLSafeSerializer(SECRET, salt=f"once:{form}:{mark}")
