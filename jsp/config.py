"""Settings of one installation, read once from the environment; what is not safe does not start."""

import os
import stat
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, urlsplit

from click import ClickException
from environs import Env

from jsp import sign_on_settings
from jsp.database_address import for_library, in_folder
from jsp.library_settings import SECURITY
from jsp.rules import sign_in
from jsp.rules.keys import Keys, KeysUnreadableError, make_backup_key, make_keys, read_keys

MAX_REQUEST_BYTES = 1_500_000
SECRET_LENGTH = 32
FEWEST_CHARACTERS = 12  # different ones; 64 random hexadecimal figures have more
BACKUP_DAYS = 35  # that a backup is kept
LOOPBACK = ("127.0.0.1", "localhost")


class UnsafeConfigError(ClickException, RuntimeError):
    """The app does not start like this; the text says what to do about it, and a command prints that alone."""


def load(instance: Path) -> dict[str, Any]:
    """Flask settings for the folder where this installation keeps its own files; raises UnsafeConfigError."""
    env = Env()
    development = env.bool("DEVELOPMENT", False)
    https = env.bool("HTTPS_ONLY", not development)
    address = env.str("BASE_URL", f"http://127.0.0.1:{env.str('PORT', '8000')}" if development else "")
    if not development:
        _check_production(env, https=https, address=address)
    return {
        **FIXED,
        **of_keys(data_keys(env, instance, development=development)),
        "DATA_KEY_FILE": data_key_file(env, instance),
        "BACKUP_KEY_FILE": Path(env.str("BACKUP_KEY_FILE", "") or instance / "backup.key"),
        "BACKUP_FOLDER": Path(env.str("BACKUP_FOLDER", "") or instance / "backups"),
        "AUDIT_HEAD_FILE": Path(env.str("AUDIT_HEAD_FILE", "") or instance / "audit_heads.jsonl"),
        "BACKUP_DAYS": backup_days(env),
        "ERASURE_JOURNAL": Path(env.str("ERASURE_JOURNAL", "") or instance / "erasures.jsonl"),
        "DEVELOPMENT": development,
        "SECRET_KEY": secret_key(env, instance),
        "SQLALCHEMY_DATABASE_URI": database_url(env, instance),
        "BASE_URL": address.rstrip("/"),
        "TRUSTED_HOSTS": None if development else [urlsplit(address).hostname, *LOOPBACK],
        "MAIL_SERVER": env.str("MAIL_SERVER", "terminal:" if development else ""),
        "MAIL_FROM": env.str("MAIL_FROM", "jsp@localhost"),
        "METRICS_TOKEN": metrics_token(env),
        "HTTPS_ONLY": https,
        "SESSION_COOKIE_SECURE": https,
        "SESSION_COOKIE_NAME": "__Host-jsp" if https else "jsp",
        **sign_on(env, development=development),
    }


def sign_on(env: Env, *, development: bool) -> dict[str, Any]:
    """With which provider people can sign in, and whether they still can with a password."""
    try:
        return sign_on_settings.read(env, development=development)
    except ValueError as error:
        raise UnsafeConfigError(str(error)) from error


def _check_production(env: Env, *, https: bool, address: str) -> None:
    hint = "To try the app on your own machine, set DEVELOPMENT=1."
    if env.bool("FLASK_DEBUG", False):
        raise UnsafeConfigError(f"FLASK_DEBUG is on: a visitor could run code on the server. Take it out. {hint}")
    if not https:
        raise UnsafeConfigError(f"HTTPS_ONLY is off: passwords and notes would travel in the open. {hint}")
    if not _is_site(address):
        raise UnsafeConfigError(f"BASE_URL must be the address of this site, such as https://jsp.example.nl. {hint}")
    server = _mail_server(env)
    is_here = server.scheme == "smtp" and server.hostname in LOOPBACK
    if server.geturl() and server.scheme not in ("smtps", "smtp+tls") and not is_here:
        raise UnsafeConfigError(
            "MAIL_SERVER would show mail to others, with the links in it. Take smtps:// or smtp+tls://, "
            f"or smtp:// to this machine. {hint}"
        )


def _mail_server(env: Env) -> SplitResult:
    try:
        server = urlsplit(env.str("MAIL_SERVER", ""))
        _ = server.port
    except ValueError as error:
        raise UnsafeConfigError(
            "MAIL_SERVER is no address. In its password write / as %2F, @ as %40, : as %3A, # as %23 and % as %25."
        ) from error
    return server


def _is_site(address: str) -> bool:
    """Whether this is the address of a site: https, a host, perhaps a port, and nothing more."""
    try:
        parts = urlsplit(address)
        known = parts.hostname and parts.port != 0
    except ValueError:
        return False
    return bool(known) and parts.scheme == "https" and parts.path in ("", "/") and "@" not in parts.netloc


def secret_key(env: Env, instance: Path) -> str:
    """SECRET_KEY of the environment, else one that this installation made for itself and keeps (0600)."""
    given: str = env.str("SECRET_KEY", "")
    if not given:
        path = instance / "secret.key"
        if not path.exists():
            _write_private(path, os.urandom(SECRET_LENGTH).hex(), mode=0o600)
        _check_private(path)
        given = path.read_text()
    repeats = given in (given + given)[1:-1]
    if len(given) < SECRET_LENGTH or len(set(given)) < FEWEST_CHARACTERS or repeats:
        raise UnsafeConfigError(
            f"SECRET_KEY can be guessed: it needs {SECRET_LENGTH} random characters. "
            "Leave it out, and the app makes one and keeps it in the instance folder."
        )
    return given


def metrics_token(env: Env) -> str:
    """METRICS_TOKEN, by which Prometheus may read the figures at /metrics; without it there are none."""
    given: str = env.str("METRICS_TOKEN", "")
    if given and (len(given) < SECRET_LENGTH or len(set(given)) < FEWEST_CHARACTERS):
        raise UnsafeConfigError(f"METRICS_TOKEN can be guessed: it needs {SECRET_LENGTH} random characters.")
    return given


def backup_days(env: Env) -> int:
    """For how long a backup is kept; what was erased is remembered twice as long."""
    try:
        days = int(env.str("BACKUP_DAYS", "") or BACKUP_DAYS)
    except ValueError:
        days = 0
    if days < 1:
        raise UnsafeConfigError("BACKUP_DAYS must be a number of days, 1 or more.")
    return days


def data_keys(env: Env, instance: Path, *, development: bool) -> Keys:
    """The keys in DATA_KEY_FILE (instance/data.key); in development it is made when it is not there yet."""
    path = data_key_file(env, instance)
    if not path.exists():
        if not development:
            raise UnsafeConfigError(
                f"There is no data key at {path}. Is there a database, or a backup of one? Bring back its key from the "
                f"safe: a new one opens nothing in it. Is all of it new? Then make one: python -m jsp.new_key {path}"
            )
        _write_private(path, make_keys(), mode=0o400)
    _check_private(path)
    try:
        return read_keys(path.read_text())
    except (KeysUnreadableError, UnicodeDecodeError) as error:
        raise UnsafeConfigError(f"The data key {path} cannot be read: {error}.") from error


def data_key_file(env: Env, instance: Path) -> Path:
    """Where the keys of this installation lie."""
    return Path(env.str("DATA_KEY_FILE", "") or instance / "data.key")


def write_new_key(path: Path) -> None:
    """Make a key file that only its owner can read; raises FileExistsError rather than touch one that is there."""
    _write_new(path, make_keys())


def write_new_backup_key(path: Path) -> None:
    """The same for the key of the backups."""
    _write_new(path, make_backup_key())


def _write_new(path: Path, text: str) -> None:
    if path.exists() or not _write_private(path, text, mode=0o400):
        raise FileExistsError(path)


def replace_keys(path: Path, text: str) -> None:
    """Put another text into a key file, whole or not at all; its owner and its mode stay."""
    held = path.stat()
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_EXCL, stat.S_IMODE(held.st_mode)), "w") as file:
        os.fchown(file.fileno(), held.st_uid, held.st_gid)
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def of_keys(keys: Keys) -> dict[str, Any]:
    """Settings that follow from the keys."""
    secrets = {number: key.hex() for number, key in keys.derive_by_number("totp").items()}
    return {"DATA_KEYS": keys, "SECURITY_TOTP_SECRETS": secrets}


def database_url(env: Env, instance: Path) -> str:
    """DATABASE_URL, else SQLite in the instance folder; postgresql:// is read as psycopg 3."""
    return in_folder(for_library(env.str("DATABASE_URL", "") or "sqlite:///jsp.sqlite"), instance)


def _check_private(path: Path) -> None:
    if stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise UnsafeConfigError(f"Others can read the key {path}. Close it with: chmod 400 {path}")


def _write_private(path: Path, text: str, *, mode: int) -> bool:
    """Write a file whole or not at all; False where another process was first, whose file then stays."""
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(draft, os.O_CREAT | os.O_WRONLY | os.O_EXCL, mode), "w") as file:
        file.write(text)
    try:
        os.link(draft, path)
    except FileExistsError:
        return False
    finally:
        draft.unlink()
    return True


FIXED: dict[str, Any] = {
    "MAX_CONTENT_LENGTH": MAX_REQUEST_BYTES,
    "MAX_FORM_MEMORY_SIZE": MAX_REQUEST_BYTES,
    "PERMANENT_SESSION_LIFETIME": sign_in.IDLE,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SQLALCHEMY_ENGINE_OPTIONS": {"pool_pre_ping": True, "hide_parameters": True},  # a failure tells no values
    "WTF_CSRF_TIME_LIMIT": None,
    "WTF_CSRF_SSL_STRICT": False,  # it wants the referrer that our pages withhold; access.py looks where a form is from
    "BABEL_DEFAULT_LOCALE": "nl",
    "BABEL_DEFAULT_TIMEZONE": "Europe/Amsterdam",
    "BABEL_TRANSLATION_DIRECTORIES": "translations",
    **SECURITY,
    **sign_on_settings.OFF,
}
