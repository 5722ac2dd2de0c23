"""How the tests look at an installation."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from flask import Flask

from jsp import doctor
from jsp.doctor import Check
from jsp.rules.finding import Finding, State
from jsp.rules.keys import make_keys


def look(app: Flask, check: Check) -> list[Finding]:
    """What that check finds."""
    with app.app_context():
        return list(doctor.examine([check]))


def states(findings: Iterable[Finding]) -> set[State]:
    return {each.state for each in findings}


def wrongs(findings: Iterable[Finding]) -> str:
    """What is wrong, as it is printed."""
    return "\n".join(each.line for each in findings if each.state is State.WRONG)


def notes(findings: Iterable[Finding]) -> str:
    return "\n".join(each.line for each in findings if each.state is State.NOTE)


def settled(app: Flask, folder: Path) -> Iterator[Path]:
    """The app as an installation in a folder of its own where all is well."""
    folder.mkdir(mode=0o700)
    before, kept = app.instance_path, dict(app.config)
    app.instance_path = str(folder)
    app.config |= {
        "DEVELOPMENT": False, "HTTPS_ONLY": True, "MAIL_SERVER": "smtp://127.0.0.1:1",
        "DATA_KEY_FILE": folder / "data.key", "BACKUP_KEY_FILE": folder / "backup.key",
        "AUDIT_HEAD_FILE": folder / "heads.jsonl",
    }  # fmt: skip
    for name, text in (("data.key", make_keys()), ("backup.key", "another"), ("secret.key", "x" * 64)):
        write(folder / name, text)
    yield folder
    app.instance_path = before
    app.config.clear()
    app.config.update(kept)


def write(path: Path, text: str, mode: int = 0o400) -> None:
    path.unlink(missing_ok=True)
    path.write_text(text)
    path.chmod(mode)
