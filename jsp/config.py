"""Settings of one installation, read once from the environment."""

import os
from pathlib import Path
from typing import Any

from environs import Env

from jsp import clock
from jsp.rules import sign_in

MAX_REQUEST_BYTES = 1_500_000


def secret_key(env: Env, instance: Path) -> str:
    """SECRET_KEY of the environment, else one that this installation made for itself and keeps (0600)."""
    given: str = env.str("SECRET_KEY", "")
    if given:
        return given
    path = instance / "secret.key"
    if not path.exists():
        instance.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(path, os.O_CREAT | os.O_WRONLY | os.O_TRUNC, 0o600), "w") as file:
            file.write(os.urandom(32).hex())
    return path.read_text()


def database_url(env: Env, instance: Path) -> str:
    """DATABASE_URL, else SQLite in the instance folder; postgresql:// is read as psycopg 3."""
    url: str = env.str("DATABASE_URL", "") or f"sqlite:///{instance / 'jsp.sqlite'}"
    for prefix in ("postgres://", "postgresql://"):
        if url.startswith(prefix):
            return "postgresql+psycopg://" + url.removeprefix(prefix)
    return url


def load(instance: Path) -> dict[str, Any]:
    """Flask settings for the folder where this installation keeps its own files."""
    env = Env()
    return {
        "SECRET_KEY": secret_key(env, instance),
        "SQLALCHEMY_DATABASE_URI": database_url(env, instance),
        "HTTPS_ONLY": env.bool("HTTPS_ONLY", False),
        **FIXED,
        "SESSION_COOKIE_SECURE": env.bool("HTTPS_ONLY", False),
        "SESSION_COOKIE_NAME": "__Host-jsp" if env.bool("HTTPS_ONLY", False) else "jsp",
    }


FIXED: dict[str, Any] = {
    "MAX_CONTENT_LENGTH": MAX_REQUEST_BYTES,
    "MAX_FORM_MEMORY_SIZE": MAX_REQUEST_BYTES,
    "PERMANENT_SESSION_LIFETIME": sign_in.IDLE,
    "SESSION_COOKIE_HTTPONLY": True,
    "SESSION_COOKIE_SAMESITE": "Lax",
    "SQLALCHEMY_ENGINE_OPTIONS": {"pool_pre_ping": True},
    "WTF_CSRF_TIME_LIMIT": None,
    "BABEL_DEFAULT_LOCALE": "nl",
    "BABEL_DEFAULT_TIMEZONE": "Europe/Amsterdam",
    "BABEL_TRANSLATION_DIRECTORIES": "translations",
    "SECURITY_URL_PREFIX": None,
    "SECURITY_STATIC_FOLDER": None,
    "SECURITY_LOGIN_URL": "/accounts/sign-in",
    "SECURITY_LOGOUT_URL": "/accounts/sign-out",
    "SECURITY_LOGOUT_METHODS": ["POST"],
    "SECURITY_LOGIN_USER_TEMPLATE": "accounts/sign_in.html",
    "SECURITY_POST_LOGIN_VIEW": "today.show",
    "SECURITY_POST_LOGOUT_VIEW": "public.home",
    "SECURITY_UNAUTHORIZED_VIEW": None,
    "SECURITY_PASSWORD_SCHEMES": ["argon2"],
    "SECURITY_PASSWORD_SINGLE_HASH": ["argon2"],
    "SECURITY_DEPRECATED_PASSWORD_SCHEMES": [],
    "SECURITY_PASSWORD_LENGTH_MIN": 12,
    "SECURITY_RETURN_GENERIC_RESPONSES": True,
    "SECURITY_EMAIL_VALIDATOR_ARGS": {"check_deliverability": False},
    "SECURITY_DATETIME_FACTORY": clock.now,
    "SECURITY_API_ENABLED_METHODS": ["session"],
    "SECURITY_FLASH_MESSAGES": False,
    "SECURITY_SEND_REGISTER_EMAIL": False,
    "SECURITY_DEFAULT_REMEMBER_ME": False,
    "SECURITY_I18N_DIRNAME": ["builtin"],
}
