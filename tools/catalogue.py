"""Keeps the Dutch catalogue complete: `update` collects new texts, `check` fails on any that lacks a translation."""

import subprocess
import sys
import tempfile
from pathlib import Path

from babel.messages.pofile import read_po

ROOT = Path(__file__).parent.parent
PO = ROOT / "jsp/translations/nl/LC_MESSAGES/messages.po"
MARKS = ("lazy_gettext", "_", "N_", "lazy_pgettext:1c,2")
EXTRACT = ["extract", "-F", "babel.cfg", *(f"--keyword={mark}" for mark in MARKS), "--no-location", "--sort-output"]


def pybabel(*words: str) -> None:
    """Run pybabel in the root of the project."""
    subprocess.run([sys.executable, "-m", "babel.messages.frontend", "-q", *words], cwd=ROOT, check=True)


def template(folder: str) -> Path:
    """All texts of the code and the pages, freshly collected."""
    path = Path(folder) / "messages.pot"
    pybabel(*EXTRACT, "-o", str(path), ".")
    return path


def update() -> None:
    """Add new texts to the catalogue and drop those that are gone; nothing is guessed, the header stays."""
    header, _end, _texts = PO.read_text().partition("\n\n")
    with tempfile.TemporaryDirectory() as folder:
        pybabel("update", "-N", "--ignore-obsolete", "-l", "nl", "-i", str(template(folder)), "-o", str(PO))
    _new, _end, texts = PO.read_text().lstrip().partition("\n\n")
    PO.write_text(f"{header}\n\n{texts}")


def problems() -> list[str]:
    """What is missing, unsure or wrong in the catalogue."""
    with tempfile.TemporaryDirectory() as folder, template(folder).open("rb") as wanted, PO.open("rb") as kept:
        texts, catalogue = read_po(wanted), read_po(kept, locale="nl")
    found = []
    for text in texts:
        if not text.id:
            continue
        message = catalogue.get(text.id, text.context)
        parts = [] if message is None else message.string if isinstance(message.string, tuple) else [message.string]
        if not parts or not all(parts):
            found.append(f"missing: {text.id}")
        elif message.fuzzy:
            found.append(f"unsure: {text.id}")
        else:
            found += [f"wrong: {text.id}: {error}" for error in message.check(catalogue)]
    return found


if __name__ == "__main__":
    if sys.argv[1:] == ["update"]:
        update()
    else:
        wrong = problems()
        if wrong:
            print(*wrong, sep="\n")
        sys.exit(1 if wrong else 0)
