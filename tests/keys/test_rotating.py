"""A new key: everything follows it, also when that is killed in the middle, and then the old one can go."""

import signal
import subprocess
import sys
from pathlib import Path
from uuid import uuid4

import pytest
from flask import Flask
from sqlalchemy import insert, select, update

from jsp import clock, config, credentials
from jsp.extensions import db
from jsp.models.accounts import User
from jsp.models.contacts import Contact
from jsp.models.ground import Site, Theme
from jsp.models.reference import Outcome
from jsp.models.sealed import keys
from jsp.rules.contact import AskedBy, Channel
from jsp.rules.keys import DossierKey, Keys, number_of, read_keys, with_new_key, write_keys
from jsp.verbs import rewrapping
from tests.conftest import KEYS
from tests.make import id_of, person
from tests.test_cli import run

MANY = 3 * rewrapping.BATCH
KILLED = """
import os, signal, sys
from jsp import config, create_app
from jsp.rules.keys import read_keys
from jsp.verbs import rewrapping
from tests.conftest import settings
app = create_app(settings(sys.argv[1]) | config.of_keys(read_keys(open(sys.argv[2]).read())))
with app.app_context():
    for table, sealed in rewrapping._columns():
        for number, _done in enumerate(rewrapping._batches(table, sealed)):
            if number == 1:
                os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def key_file(committing: Flask, tmp_path: Path) -> Path:
    """The key file of this installation, and nothing sealed with anything else."""
    path = tmp_path / "data.key"
    path.write_text(write_keys(KEYS))
    path.chmod(0o400)
    committing.config.update(config.of_keys(KEYS), DATA_KEY_FILE=path)
    with committing.app_context():
        db.session.execute(update(Contact).values(note_sealed=None, strengths_sealed=None))
        db.session.execute(update(User).values(tf_totp_secret=None))
        db.session.commit()
    return path


def write(count: int) -> dict[object, str]:
    """So many conversations with a note; what stands in each."""
    row = {
        "site_id": id_of(Site, "gilde"), "theme_id": id_of(Theme, "money"), "outcome_id": id_of(Outcome, "listened"),
        "writer_id": person("sanne").id, "owner_id": person("sanne").id, "on": clock.today(),
        "channel": Channel.WALK_IN, "asked_by": AskedBy.PUPIL, "is_return": False,
    }  # fmt: skip
    said = {uuid4(): f"notitie {number}" for number in range(count)}
    rows = [row | {"id": id, "note_sealed": Contact.note.seal(Contact, id, text)} for id, text in said.items()]
    db.session.execute(insert(Contact), rows)
    db.session.commit()
    return said


def read() -> dict[object, str]:
    rows = db.session.scalars(select(Contact).where(Contact.note_sealed.is_not(None)))
    return {row.id: row.note for row in rows}


def take(app: Flask, path: Path) -> None:
    """What a restart does."""
    app.config.update(config.of_keys(read_keys(path.read_text())))


def test_everything_follows_and_the_old_key_can_go(committing: Flask, key_file: Path) -> None:
    with committing.app_context():
        said = write(MANY)
    assert "Key 2 was added" in run(committing, "keys", "add").output
    assert key_file.stat().st_mode & 0o777 == 0o400
    take(committing, key_file)
    refused = run(committing, "keys", "drop", "1")
    assert refused.exit_code == 1
    assert f"{MANY} texts still need key 1" in refused.output
    done = run(committing, "keys", "rotate")
    assert (done.exit_code, f"contact: {MANY}" in done.output) == (0, True)
    assert run(committing, "keys", "drop", "1").exit_code == 0
    take(committing, key_file)
    assert list(keys_of(committing).by_number) == [2]
    with committing.app_context():
        assert read() == said


def keys_of(app: Flask) -> Keys:
    with app.app_context():
        return keys()


def test_a_key_that_somebody_else_added_meanwhile_stays(committing: Flask, key_file: Path) -> None:
    """Counting takes long where there is much: until then the file may have become another."""
    run(committing, "keys", "add")
    take(committing, key_file)
    for number in (3, 4):
        assert f"Key {number} was added" in run(committing, "keys", "add").output, "this process knows of 1 and 2"
    before = read_keys(key_file.read_text())
    assert run(committing, "keys", "drop", "1").exit_code == 0
    left = read_keys(key_file.read_text()).by_number
    assert left == {number: key for number, key in before.by_number.items() if number != 1}
    assert sorted(left) == [2, 3, 4]


def test_killed_in_the_middle_it_goes_on_where_it_was(committing: Flask, key_file: Path) -> None:
    with committing.app_context():
        said = write(MANY)
        url = db.engine.url.render_as_string(hide_password=False)
    run(committing, "keys", "add")
    command = [sys.executable, "-c", KILLED, url, str(key_file)]
    died = subprocess.run(command, cwd=Path(__file__).parents[2], check=False)
    assert died.returncode == -signal.SIGKILL
    take(committing, key_file)
    with committing.app_context():
        counted = rewrapping.count_by_key()
        batch = rewrapping.BATCH  # the second one was not committed yet, so it did not happen
        assert counted == {1: MANY - batch, 2: batch}
        assert read() == said
    assert run(committing, "keys", "rotate").exit_code == 0
    with committing.app_context():
        assert rewrapping.count_by_key() == {2: MANY}
        assert read() == said


def test_a_process_that_runs_takes_the_new_key_when_it_meets_it(committing: Flask, key_file: Path) -> None:
    with committing.app_context():
        said = write(2)
    run(committing, "keys", "add")
    take(committing, key_file)
    assert run(committing, "keys", "rotate").exit_code == 0
    committing.config.update(config.of_keys(KEYS))
    with committing.app_context():
        assert read() == said


def test_a_process_that_was_idle_seals_with_no_key_that_was_dropped(committing: Flask, key_file: Path) -> None:
    """It read the file before the new key came, and meets no text of it before it writes itself."""
    with committing.app_context():
        assert keys().newest == 1
        changed = with_new_key(KEYS)
        config.replace_keys(key_file, write_keys(Keys({2: read_keys(changed).by_number[2]}, KEYS.by_name)))
        [blob] = [Contact.note.seal(Contact, 1, "daarna")]
        assert number_of(blob or b"") == 2
    take(committing, key_file)
    with committing.app_context():
        assert keys().open(blob or b"", place="contact.note.1") == "daarna"


@pytest.mark.parametrize("held", ["", "1 half", write_keys(Keys({1: KEYS.by_number[1]}))])
def test_a_key_file_that_is_being_copied_takes_no_key_away(committing: Flask, key_file: Path, held: str) -> None:
    committing.config.update(config.of_keys(Keys(KEYS.by_number, {"index": bytes(32)})))
    with committing.app_context():
        before = keys()
        config.replace_keys(key_file, held)
        assert keys() == before


def test_what_was_sealed_without_an_envelope_gets_one(committing: Flask, key_file: Path) -> None:
    with committing.app_context():
        [id] = write(1)
        bare = DossierKey(KEYS.by_number[1]).seal("van vroeger", place=f"contact.note.{id}")
        db.session.execute(update(Contact).where(Contact.id == id).values(note_sealed=bare))
        db.session.commit()
    assert run(committing, "keys", "rotate").exit_code == 0
    with committing.app_context():
        [row] = db.session.scalars(select(Contact).where(Contact.note_sealed.is_not(None)))
        assert row.note_sealed.startswith(b"\0\1")
        assert row.note == "van vroeger"


def test_what_does_not_open_stops_it_with_a_sentence(committing: Flask, key_file: Path) -> None:
    with committing.app_context():
        [id] = write(1)
        foreign = Keys({1: bytes(32)}).seal("van een ander", place=f"contact.note.{id}")
        db.session.execute(update(Contact).where(Contact.id == id).values(note_sealed=foreign))
        db.session.commit()
    run(committing, "keys", "add")
    take(committing, key_file)
    refused = run(committing, "keys", "rotate")
    assert refused.exit_code == 1
    assert "contact.note" in refused.output
    assert "Traceback" not in refused.output


def test_authenticator_apps_follow_too(committing: Flask, key_file: Path) -> None:
    with committing.app_context():
        library = credentials.OnceTotp(committing.config["SECURITY_TOTP_SECRETS"], "JSP")
        kept = library.generate_totp_secret()
        shown = library.get_totp_b32_key(kept)
        db.session.execute(update(User).where(User.id == person("sanne").id).values(tf_totp_secret=kept))
        db.session.commit()
    run(committing, "keys", "add")
    take(committing, key_file)
    assert run(committing, "keys", "rotate").exit_code == 0
    assert run(committing, "keys", "drop", "1").exit_code == 0
    take(committing, key_file)
    with committing.app_context():
        library = credentials.OnceTotp(committing.config["SECURITY_TOTP_SECRETS"], "JSP")
        kept = str(db.session.scalar(select(User.tf_totp_secret).where(User.id == person("sanne").id)))
        assert library.get_totp_b32_key(kept) == shown


def test_a_process_that_runs_follows_at_once(committing: Flask, key_file: Path) -> None:
    """Another one seals with the new key, or makes all secrets follow; this one did not start anew."""
    with committing.app_context():
        library = committing.extensions["security"].totp_factory
        first = library.generate_totp_secret()
        shown = library.get_totp_b32_key(first)
        assert "Key 2 was added" in run(committing, "keys", "add").output
        old = dict(committing.config)
        take(committing, key_file)
        elsewhere = credentials.OnceTotp(committing.config["SECURITY_TOTP_SECRETS"], "JSP")
        again = elsewhere.sealed_anew(first)
        committing.config.update(old)
        assert again is not None
        assert library.get_totp_b32_key(again) == shown
        assert library.sealed_anew(library.generate_totp_secret()) is None, "it seals with the new one from here on"
        assert list(keys().by_number) == [1, 2]
        assert library.get_totp_b32_key(first) == shown
