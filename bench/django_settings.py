"""What the Django twins share: the settings of a usual project, over a database with the durability of the app."""

import os
from typing import Any
from urllib.parse import urlsplit

import django
from django.conf import settings


def database(url: str) -> dict[str, Any]:
    """Django's settings for the same database, with the same durability; connections are kept."""
    if url.startswith("sqlite:///"):
        pragmas = "journal_mode=WAL", "synchronous=FULL", "busy_timeout=10000", "secure_delete=ON"
        init = ";".join(f"PRAGMA {pragma}" for pragma in pragmas)
        name, options = url.removeprefix("sqlite:///"), {"transaction_mode": "IMMEDIATE", "init_command": init}
        return {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": options, "CONN_MAX_AGE": None}
    parts = urlsplit(url)
    where = {"HOST": parts.hostname, "PORT": parts.port, "USER": parts.username, "NAME": parts.path[1:]}
    return {"ENGINE": "django.db.backends.postgresql", **where, "CONN_MAX_AGE": None}


def set_up(addresses: str) -> None:
    """Begin Django with the addresses of that module; models and views can be imported after it."""
    settings.configure(
        SECRET_KEY=os.environ.get("SECRET_KEY", "bench"),
        ALLOWED_HOSTS=["localhost"],
        ROOT_URLCONF=addresses,
        DATABASES={"default": database(os.environ.get("DATABASE_URL", "sqlite:///:memory:"))},
        INSTALLED_APPS=["django.contrib.auth", "django.contrib.contenttypes", "django.contrib.sessions", "bench"],
        MIDDLEWARE=[
            "django.middleware.security.SecurityMiddleware",
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.common.CommonMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.middleware.clickjacking.XFrameOptionsMiddleware",
        ],
        DEFAULT_AUTO_FIELD="django.db.models.AutoField",
        LOGIN_URL="/sign-in",
        LANGUAGE_CODE="nl",
        TIME_ZONE="Europe/Amsterdam",
        USE_TZ=True,
    )
    django.setup()
