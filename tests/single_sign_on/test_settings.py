"""Settings that cannot work, or not safely, stop the app with a sentence that says what to do."""

import re
from pathlib import Path

import pytest

from jsp import config

ISSUER = "https://login.example/tenant/v2.0"
WHOLE = {"OIDC_ISSUER": ISSUER, "OIDC_CLIENT_ID": "jsp", "OIDC_CLIENT_SECRET": "secret"}


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for name in ("OIDC_ISSUER", "OIDC_CLIENT_ID", "OIDC_CLIENT_SECRET", "OIDC_CLIENT_SECRET_FILE", "OIDC_NAME",
                 "OIDC_TRUST_EMAIL", "OIDC_MFA_ACR", "LOCAL_SIGN_IN"):  # fmt: skip
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DEVELOPMENT", "1")


def load(monkeypatch: pytest.MonkeyPatch, folder: Path, **settings: str) -> dict[str, object]:
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    return config.load(folder)


def test_without_any_it_is_off(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    found = load(monkeypatch, tmp_path)
    assert (found["OIDC_ISSUER"], found["LOCAL_SIGN_IN"]) == ("", True)


def test_all_of_them(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    more = {"OIDC_NAME": " Gilde ", "OIDC_TRUST_EMAIL": "1", "OIDC_MFA_ACR": "a b", "LOCAL_SIGN_IN": "false"}
    found = load(monkeypatch, tmp_path, **WHOLE, **more)
    assert {name: found[name] for name in WHOLE} == WHOLE
    assert (found["OIDC_NAME"], found["OIDC_TRUST_EMAIL"], found["OIDC_MFA_ACR"]) == ("Gilde", True, ("a", "b"))
    assert found["LOCAL_SIGN_IN"] is False


@pytest.mark.parametrize(("settings", "why"), [
    ({"LOCAL_SIGN_IN": "false"}, "nobody could sign in"),
    ({**WHOLE, "OIDC_CLIENT_ID": ""}, "OIDC_CLIENT_ID"),
    ({**WHOLE, "OIDC_CLIENT_SECRET": ""}, "OIDC_CLIENT_SECRET"),
    ({**WHOLE, "OIDC_ISSUER": "http://login.example"}, "https"),
    ({**WHOLE, "OIDC_ISSUER": "login.example"}, "https"),
    ({**WHOLE, "OIDC_ISSUER": "https://me@login.example"}, "https"),
    ({**WHOLE, "OIDC_ISSUER": "https://login.example?x=1"}, "https"),
    ({**WHOLE, "OIDC_ISSUER": "https://[login"}, "no address"),
    ({**WHOLE, "OIDC_ISSUER": "https://login.microsoftonline.com/common/v2.0"}, "everybody"),
    ({**WHOLE, "OIDC_ISSUER": "https://login.microsoftonline.com/organizations/v2.0"}, "everybody"),
    ({**WHOLE, "OIDC_CLIENT_SECRET_FILE": "/not/there"}, "cannot be read"),
], ids=str)  # fmt: skip
def test_what_cannot_work_does_not_start(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, settings: dict[str, str], why: str
) -> None:
    with pytest.raises(config.UnsafeConfigError, match=re.escape(why)):
        load(monkeypatch, tmp_path, **settings)


def test_the_secret_may_stand_in_a_file_that_nobody_else_reads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    file = tmp_path / "oidc.secret"
    file.write_text("from a file\n")
    file.chmod(0o400)
    settings = {**WHOLE, "OIDC_CLIENT_SECRET": "", "OIDC_CLIENT_SECRET_FILE": str(file)}
    assert load(monkeypatch, tmp_path, **settings)["OIDC_CLIENT_SECRET"] == "from a file"
    file.chmod(0o440)
    with pytest.raises(config.UnsafeConfigError, match="Others can read"):
        load(monkeypatch, tmp_path, **settings)


def test_a_provider_on_this_machine_is_for_development_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    here = {**WHOLE, "OIDC_ISSUER": "http://127.0.0.1:9000"}
    assert load(monkeypatch, tmp_path, **here)["OIDC_ISSUER"] == "http://127.0.0.1:9000"
    monkeypatch.setenv("DEVELOPMENT", "0")
    monkeypatch.setenv("BASE_URL", "https://jsp.example.nl")
    monkeypatch.setenv("DATA_KEY_FILE", str(tmp_path / "data.key"))
    with pytest.raises(config.UnsafeConfigError):
        config.load(tmp_path)
