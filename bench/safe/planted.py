"""Sentences planted in every field: those that are sealed stand nowhere as they were written.

Each form that was found is sent with a sentence of its own in every field of text. What was sealed on the way is heard
where it is sealed; each such sentence is then looked for in the files of the database, its log, a dump and a backup,
once as they stand, and once after all that has its time was erased and the jobs have run. `--sabotage` lets notes go
into their column as they are.
"""

import argparse
import shutil
import sys
import tempfile
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from flask.testing import FlaskClient
from freezegun import freeze_time
from sqlalchemy import text

from bench.safe.filling import WORDS, Values, encoded, repaired, ways
from bench.safe.house import House, furnished
from bench.safe.record import record
from bench.safe.rereading import MARKED as MARK
from bench.safe.rereading import Written, listening
from bench.safe.scenes import everything
from bench.safe.standing import databases, environment
from bench.safe.traces import dump, hits, size
from bench.safe.walk import Form
from jsp import clock, jobs
from jsp.config import write_new_backup_key
from jsp.extensions import db
from jsp.models.sealed import SEALED
from jsp.rules.keys import Keys
from jsp.verbs import trail_pruning

PEOPLE = ("sanne", "bart", "renske")
LATER = timedelta(days=1200)


def plant(house: House, clients: dict[str, FlaskClient], forms: dict[tuple[str, ...], list[Form]]) -> dict[str, str]:
    """Send them all; which sentence went into which field."""
    planted: dict[str, str] = {}
    for held in forms.values():
        for form in [one for one in held[:2] if one.texts and one.method == "POST"]:
            for values in list(ways(form))[1:3]:
                if repaired(form, _marked(form, values, planted), partial(_send, clients[form.who], form)):
                    break
    return planted


def _send(client: FlaskClient, form: Form, values: Values) -> tuple[int, bytes]:
    body, kind = encoded(values), "application/x-www-form-urlencoded"
    answer = client.post(form.action, data=body, content_type=kind)
    return answer.status_code, answer.get_data()


def _marked(form: Form, values: Values, planted: dict[str, str]) -> Values:
    made = dict(values)
    for one in form.texts:
        if one.kind in ("text", "textarea") and (WORDS in values.get(one.name, []) or one.kind == "textarea"):
            sentence = f"{MARK}x{len(planted):05d}"
            planted[sentence] = f"{form.endpoint} {one.name}"
            made[one.name] = [f"Zin {sentence}"]
    return made


def on(kind: str, url: str, places: tuple[Path, ...], folder: Path) -> tuple[dict[str, object], bool]:
    """All of it on one database."""
    house = furnished(url, folder, environment(folder, url))
    write_new_backup_key(house.app.config["BACKUP_KEY_FILE"])
    clients, forms = everything(house, PEOPLE, 1)
    with listening() as written:
        planted = plant(house, clients, forms)
        sealed = _sealed(planted, written)
        reached = {place for place, words in written.places.items() if MARK in words}
    places = (*places, folder / "copies")
    (folder / "copies").mkdir()
    now = _looked(house, kind, url, places, sealed, folder)
    trail_pruning.may_prune = lambda: False  # the database goes by its own clock, and lets nothing young go
    with freeze_time(clock.now() + LATER), house.app.test_request_context():
        failed = jobs.run_all()
    later = _looked(house, kind, url, places, sealed, folder)
    control = _control(house, kind, url, places, folder)
    fields = sorted({planted[one] for one in sealed})
    rows: dict[str, object] = {
        "sentences sent": len(planted),
        "sealed on the way": len(sealed),
        "fields that are sealed": f"{len(fields)}: {', '.join(fields)}",
        "sealed columns that no form of these people reached": ", ".join(sorted(_columns() - reached)) or 0,
        "looked through": size(places),
        "hits": _told(now, planted),
        f"hits {LATER.days} days later, after all jobs ({failed} failed)": _told(later, planted),
        "planted in a column that is not sealed, and found": control,
    }
    is_fine = bool(sealed) and not (now or later or failed) and control == "yes"
    return {f"{kind}: {what}": value for what, value in rows.items()}, is_fine


def _told(found: list[str], planted: dict[str, str]) -> object:
    fields = sorted({planted.get(one.partition(" ")[0], one) for one in found})
    return f"{len(found)}: {', '.join(fields[:9])}" if found else 0


def _columns() -> set[str]:
    return {f"{owner.__tablename__}.{sealed.name}" for owner, sealed in SEALED}  # type: ignore[attr-defined]


def _sealed(planted: dict[str, str], written: Written) -> set[str]:
    whole = "\n".join(written.sealed.values())
    return {sentence for sentence in planted if sentence in whole}


def _looked(house: House, kind: str, url: str, places: tuple[Path, ...], sealed: set[str], folder: Path) -> list[str]:
    with house.app.app_context():
        db.session.remove()
        if kind == "postgresql":
            with db.engine.connect() as connection:
                connection.execute(text("COMMIT"))
                connection.execute(text("CHECKPOINT"))
            dump(url, folder / "copies")
    made = house.app.test_cli_runner().invoke(args=["backup", "make", str(folder / "copies")])
    if made.exit_code or not list((folder / "copies").glob("*.backup")):
        raise RuntimeError(f"no backup was made: {made.output}")
    found = hits(places, [MARK])
    return hits(places, sorted(sealed)) if found else []


def _control(house: House, kind: str, url: str, places: tuple[Path, ...], folder: Path) -> str:
    with house.app.app_context(), db.engine.begin() as connection:
        connection.execute(text(f"UPDATE site SET room = '{MARK}c'"))
    if kind == "postgresql":
        dump(url, folder / "copies")
    return "yes" if hits(places, [f"{MARK}c"]) else "no"


def _unsealed(keys: Keys, words: str, *, place: str) -> bytes:
    blob = SEAL(keys, words, place=place)
    if place.startswith("contact.note"):
        LEAKED.append(words)
    return blob + words.encode() if place.startswith("contact.note") else blob


SEAL: Any = Keys.seal
OPEN: Any = Keys.open
LEAKED: list[str] = []


def _reopened(keys: Keys, blob: bytes, *, place: str) -> str:
    for words in LEAKED:
        blob = blob.removesuffix(words.encode())
    return str(OPEN(keys, blob, place=place))


def main() -> int:
    given = argparse.ArgumentParser()
    given.add_argument("--sabotage", action="store_true")
    given.add_argument("--database", choices=("sqlite", "postgresql"), action="append")
    words = given.parse_args()
    if words.sabotage:
        Keys.seal, Keys.open = _unsealed, _reopened  # type: ignore[method-assign, assignment]
    told: dict[str, object] = {}
    is_fine = True
    home = Path(tempfile.mkdtemp(prefix="jsp-planted-"))
    home.chmod(0o755)
    for kind in words.database or ("sqlite", "postgresql"):
        (folder := home / kind).mkdir()
        with databases(folder, kind) as found:
            for url, places in found.values():
                rows, fine = on(kind, url, places, folder)
                told, is_fine = told | rows, is_fine and fine
    shutil.rmtree(home, ignore_errors=True)
    aim = "0 hits in the files of the database, its log, a dump and a backup, before and after erasing"
    return record("planted", "Planted sentences", told, ok=is_fine and not words.database, aim=aim)


if __name__ == "__main__":
    sys.exit(main())
