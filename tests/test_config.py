"""What is not safe does not start, and says what to do about it."""

import os
from pathlib import Path

import pytest

from jsp import config, new_key
from jsp.config import UnsafeConfigError
from jsp.rules.keys import make_keys

SAFE = {"BASE_URL": "https://jsp.example.nl", "SECRET_KEY": "0123456789abcdefghijklmnopqrstuvwxyz"}


@pytest.fixture
def instance(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("DEVELOPMENT", "HTTPS_ONLY", "BASE_URL", "SECRET_KEY", "DATA_KEY_FILE", "FLASK_DEBUG", "DATABASE_URL",
                 "MAIL_SERVER"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "instance"


def key_file(instance: Path, mode: int = 0o400, text: str | None = None) -> Path:
    instance.mkdir(exist_ok=True)
    path = instance / "data.key"
    path.write_text(make_keys() if text is None else text)
    path.chmod(mode)
    return path


def load(instance: Path, monkeypatch: pytest.MonkeyPatch, **changes: str) -> dict[str, object]:
    for name, value in (SAFE | changes).items():
        monkeypatch.setenv(name, value)
    return config.load(instance)


def test_a_safe_one_starts(instance: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key_file(instance)
    settings = load(instance, monkeypatch)
    assert (settings["HTTPS_ONLY"], settings["SESSION_COOKIE_NAME"]) == (True, "__Host-jsp")
    assert settings["TRUSTED_HOSTS"] == ["jsp.example.nl", "127.0.0.1", "localhost"]


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"FLASK_DEBUG": "1"}, "FLASK_DEBUG is on"),
    ({"HTTPS_ONLY": "0"}, "HTTPS_ONLY is off"),
    ({"BASE_URL": ""}, "BASE_URL must be"),
    ({"BASE_URL": "http://jsp.example.nl"}, "BASE_URL must be"),
    ({"SECRET_KEY": "changeme"}, "SECRET_KEY can be guessed"),
    ({"SECRET_KEY": "a" * 64}, "SECRET_KEY can be guessed"),
    ({"SECRET_KEY": "change-me-change-me-change-me-now"}, "SECRET_KEY can be guessed"),
    ({"SECRET_KEY": "abcdefgh" * 4}, "SECRET_KEY can be guessed"),
    ({"BASE_URL": "https://somebody@jsp.example.nl"}, "BASE_URL must be"),
    ({"BASE_URL": "https://jsp.example.nl:99999"}, "BASE_URL must be"),
    ({"BASE_URL": "https://jsp.example.nl/path"}, "BASE_URL must be"),
    ({"MAIL_SERVER": "terminal:"}, "MAIL_SERVER would show"),
    ({"MAIL_SERVER": "mail.example.nl"}, "Take smtps:// or"),
    ({"MAIL_SERVER": "mail.example.nl:587"}, "Take smtps:// or"),
    ({"MAIL_SERVER": "smtp+ssl://mail.example.nl"}, "MAIL_SERVER would show"),
    ({"MAIL_SERVER": "starttls://127.0.0.1"}, "MAIL_SERVER would show"),
    ({"MAIL_SERVER": "smtps://jsp:half/word@mail.example.nl"}, "MAIL_SERVER is no address"),
    ({"MAIL_SERVER": "smtps://mail.example.nl:99999"}, "MAIL_SERVER is no address"),
    ({"BACKUP_DAYS": "0"}, "BACKUP_DAYS must be"),
    ({"BACKUP_DAYS": "-1"}, "BACKUP_DAYS must be"),
    ({"BACKUP_DAYS": "a month"}, "BACKUP_DAYS must be"),
    ({"SECRET_KEY": "abcdefghijkl" * 3}, "SECRET_KEY can be guessed"),
    ({"MAIL_SERVER": "smtp://u:p@mail.example.nl"}, "MAIL_SERVER would show"),
])  # fmt: skip
def test_an_unsafe_one_does_not(
    instance: Path, monkeypatch: pytest.MonkeyPatch, changes: dict[str, str], sentence: str
) -> None:
    key_file(instance)
    with pytest.raises(UnsafeConfigError, match=sentence):
        load(instance, monkeypatch, **changes)


def test_no_data_key_no_start(instance: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(UnsafeConfigError, match=r"There is no data key.*Bring back its key"):
        load(instance, monkeypatch)
    assert not (instance / "data.key").exists()


@pytest.mark.parametrize(
    "server", ["", "smtps://mail.example.nl", "smtp+tls://u:p@mail.example.nl:587", "smtp://127.0.0.1:25"]
)
def test_mail_that_nobody_else_reads_is_fine(instance: Path, monkeypatch: pytest.MonkeyPatch, server: str) -> None:
    key_file(instance)
    assert load(instance, monkeypatch, MAIL_SERVER=server)["MAIL_SERVER"] == server


@pytest.mark.parametrize(("text", "mode", "sentence"), [
    ("", 0o600, "SECRET_KEY can be guessed"), ("x", 0o600, "SECRET_KEY can be guessed"),
    ("0123456789abcdefghijklmnopqrstuvwxyz", 0o644, "Others can read the key"),
])  # fmt: skip
def test_its_own_secret_is_looked_at_too(
    instance: Path, monkeypatch: pytest.MonkeyPatch, text: str, mode: int, sentence: str
) -> None:
    key_file(instance)
    (instance / "secret.key").write_text(text)
    (instance / "secret.key").chmod(mode)
    with pytest.raises(UnsafeConfigError, match=sentence):
        load(instance, monkeypatch, SECRET_KEY="")


@pytest.mark.parametrize("mode", [0o440, 0o404, 0o644, 0o420])
def test_a_key_that_others_can_read_is_refused(instance: Path, monkeypatch: pytest.MonkeyPatch, mode: int) -> None:
    key_file(instance, mode)
    with pytest.raises(UnsafeConfigError, match="Others can read"):
        load(instance, monkeypatch)


@pytest.mark.parametrize("text", ["", "1 geen sleutel", "x"])
def test_a_key_that_is_none_is_refused(instance: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    key_file(instance, text=text)
    with pytest.raises(UnsafeConfigError, match="cannot be read"):
        load(instance, monkeypatch)


def test_in_development_it_makes_its_own_keys_for_itself(instance: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEVELOPMENT", "1")
    first = config.load(instance)
    again = config.load(instance)
    assert first["DATA_KEYS"] == again["DATA_KEYS"]
    assert first["SECRET_KEY"] == again["SECRET_KEY"]
    assert {path.name: path.stat().st_mode & 0o777 for path in instance.iterdir()} == {
        "data.key": 0o400, "secret.key": 0o600,
    }  # fmt: skip


def test_the_key_maker_never_touches_a_key_that_is_there(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "keys" / "data.key"
    assert new_key.main([str(path)]) == 0
    made = path.read_bytes()
    assert path.stat().st_mode & 0o777 == 0o400
    assert new_key.main([str(path)]) == 1
    assert "must never be replaced" in capsys.readouterr().err
    assert path.read_bytes() == made
    assert os.environ.get("DATA_KEY_FILE") is None
