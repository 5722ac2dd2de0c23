"""Raw bytes: no file of the database, no log of it and no dump holds a name, a number or what it is about.

And what was erased is not even there sealed: its text and its key are gone from the file, its log and a dump.
"""

import subprocess
from base64 import b64encode
from uuid import UUID

import pytest
from flask import Flask
from freezegun.api import FrozenDateTimeFactory
from sqlalchemy import select, text

from jsp import jobs
from jsp.extensions import db
from jsp.models.referrals import Packet
from jsp.rules.keys import SealBrokenError
from jsp.rules.passport import Line, LineKind
from jsp.rules.referral import Side, State
from jsp.verbs import partner_links, referring
from tests import postgres
from tests.lesson_form.test_anonymity import BEGINNING, files
from tests.referrals.rows import add_referral, referral

LINES = (
    Line(LineKind.FIRST_NAME, "Wolfhilde", True),
    Line(LineKind.LAST_NAME, "Onbestaand-Verzonnen", False),
    Line(LineKind.PHONE, "06-98700123", True),
    Line(LineKind.MAIL, "wolfhilde@nergens.example", True),
    Line(LineKind.ABOUT, "Ik slaap al weken slecht door de schulden thuis.", True),
)
NOTES = ("Wij bellen Wolfhilde dinsdag terug.", "Mijn nummer klopt niet meer.")
WORDS = ("Wolfhilde", "Onbestaand", "98700123", "nergens.example", "slecht door de schulden", "dinsdag terug",
         "klopt niet meer")  # fmt: skip


@pytest.fixture
def two(committing: Flask) -> tuple[UUID, UUID]:
    """Two that were sent, with words of both sides."""
    with committing.app_context():
        ids = add_referral(lines=LINES), add_referral(lines=LINES)
        for id in ids:
            for side, words in zip((Side.PARTNER, Side.YOUNG_PERSON), NOTES, strict=True):
                referring.add_note(referral(id), side, words)
        db.session.commit()
        return ids


def kept(app: Flask) -> dict[str, bytes]:
    """All that lies on the disk, and a dump where the database is PostgreSQL."""
    found = files(app)
    with app.app_context():
        if db.engine.dialect.name == "postgresql":
            found["dump"] = dump(app)
    return found


def dump(app: Flask) -> bytes:
    binaries = postgres.binaries()
    assert binaries is not None
    url = str(app.config["SQLALCHEMY_DATABASE_URI"]).replace("+psycopg", "")
    return subprocess.run([binaries / "pg_dump", url], check=True, capture_output=True).stdout


def sealed(id: UUID) -> list[bytes]:
    """What is kept of one, as the database keeps it: the packet, the words, the code, the key."""
    row = referral(id)
    assert row.packet is not None
    assert row.link is not None
    assert row.key_sealed is not None
    texts = [row.packet.lines_sealed, row.link.code_sealed, row.key_sealed, *(each.text_sealed for each in row.notes)]
    return [bytes(each)[:BEGINNING] for each in texts]


def forms(piece: bytes) -> tuple[bytes, ...]:
    """As it lies in a file, and as a dump writes it."""
    return piece, piece.hex().encode(), b64encode(piece)


def test_no_byte_tells_who_it_is_about(committing: Flask, two: tuple[UUID, UUID]) -> None:
    with committing.app_context():
        codes = [partner_links.code(referral(id)) for id in two]
        tokens = [partner_links.token(referral(id)) for id in two]
    for name, raw in kept(committing).items():
        found = [word for word in (*WORDS, *tokens) if word.encode() in raw]
        assert not found, name
        if name == "dump":
            assert not [code for code in codes if f"\t{code}\t".encode() in raw]


@pytest.mark.parametrize("way", ["withdrawn", "expired"])
def test_what_is_over_is_not_even_there_sealed(
    committing: Flask, two: tuple[UUID, UUID], way: str, frozen: FrozenDateTimeFactory
) -> None:
    id = two[0]
    with committing.app_context():
        pieces = sealed(id)
        assert all(any(form in raw for raw in kept(committing).values() for form in forms(each)) for each in pieces)
        if way == "withdrawn":
            referring.withdraw(referral(id), of_nobody=True)
            db.session.commit()
    if way == "expired":
        frozen.tick(15 * 24 * 3600)
    with committing.app_context():
        jobs.look_after_referrals()
        assert referral(id).state is State(way)
        assert db.session.get(Packet, id) is None
        is_sqlite = db.engine.dialect.name == "sqlite"
        db.session.remove()
        jobs.empty_log()
    places = kept(committing) if is_sqlite else {"dump": dump(committing)}
    for name, raw in places.items():
        assert not [each for each in pieces for form in forms(each) if form in raw], name


def test_a_key_opens_nothing_of_another(committing: Flask, two: tuple[UUID, UUID]) -> None:
    """Who moves a sealed text to another referral reads nothing of it."""
    with committing.app_context():
        one, other = (referral(id) for id in two)
        assert one.packet is not None
        assert other.packet is not None
        other.packet.lines_sealed = one.packet.lines_sealed
        with pytest.raises(SealBrokenError):
            referring.read_packet(other)
        db.session.rollback()


def test_what_is_known_apart_from_it_names_nobody(committing: Flask, two: tuple[UUID, UUID]) -> None:
    """The tables of which a list could be made hold no text that was typed about somebody."""
    with committing.app_context():
        for table in ("referral", "consent", "referral_task", "safety_path", "audit_entry", "outbox_mail"):
            rows = db.session.execute(text(f"SELECT * FROM {table}")).all()
            assert not [word for word in WORDS if word in repr(rows)], table
        assert db.session.scalars(select(Packet.name_mark)).all()
