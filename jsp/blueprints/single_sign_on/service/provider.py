"""Talks with the provider: where it stands, with which keys it signs, and what it gives for a code.

Nobody waits long for it (PATIENCE), and no transaction is open meanwhile. What it gives is looked at and thrown away.
"""

import time
from dataclasses import dataclass, field
from typing import Any

import requests
from authlib.integrations.base_client import OAuthError
from authlib.integrations.requests_client import OAuth2Session
from flask import current_app

from jsp import mail
from jsp.blueprints.single_sign_on.service import refused
from jsp.blueprints.single_sign_on.service.offer import provider_name
from jsp.blueprints.single_sign_on.service.refused import DownError, NotProvedError
from jsp.extensions import db

PATIENCE = 5  # seconds, for each question
KEPT = 3600.0  # seconds that its own description and keys are believed
REST = 10.0  # seconds in which one that did not answer is not asked again: nobody waits for it twice
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")
WELL_KNOWN = "/.well-known/openid-configuration"
KEY = "single_sign_on"


@dataclass(slots=True)
class Known:
    """What this process knows of the provider."""

    document: dict[str, Any] = field(default_factory=dict)
    keys: dict[str, Any] = field(default_factory=dict)
    read_at: float = 0.0
    failed_at: float | None = None


def document() -> dict[str, Any]:
    """How the provider describes itself; raises DownError."""
    known = _known()
    if not known.document or not 0 <= time.monotonic() - known.read_at < KEPT:
        issuer = current_app.config["OIDC_ISSUER"]
        found = _ask(issuer.rstrip("/") + WELL_KNOWN)
        if found.get("issuer") != issuer or not all(_is_address(found.get(name)) for name in NEEDED):
            raise _down("document")
        known.document, known.keys, known.read_at = found, {}, time.monotonic()
    return known.document


def keys(*, anew: bool = False) -> dict[str, Any]:
    """The keys with which it signs; `anew` when it signed with one that we do not know."""
    known, address = _known(), document()["jwks_uri"]
    if anew or not known.keys:
        found = _ask(address)
        if not isinstance(found.get("keys"), list):
            raise _down("keys")
        known.keys = found
    return known.keys


def client(*, scope: str = "openid") -> OAuth2Session:
    """Somebody to talk to it on our behalf."""
    known, config = document(), current_app.config
    ways = known.get("token_endpoint_auth_methods_supported") or ["client_secret_basic"]
    return OAuth2Session(
        config["OIDC_CLIENT_ID"], config["OIDC_CLIENT_SECRET"], scope=scope, code_challenge_method="S256",
        token_endpoint_auth_method="client_secret_basic" if "client_secret_basic" in ways else "client_secret_post",
        redirect_uri=mail.link("single_sign_on.back"),
    )  # fmt: skip


def fetch_tokens(code: str, verifier: str) -> dict[str, Any]:
    """What it gives for the code, once; raises NotProvedError where it gives nothing for it."""
    address = document()["token_endpoint"]
    db.session.rollback()
    try:
        with client() as session:
            given = session.fetch_token(
                address, grant_type="authorization_code", code=code, code_verifier=verifier, timeout=PATIENCE,
                allow_redirects=False,
            )  # fmt: skip
    except OAuthError as error:
        raise NotProvedError(refused.DOUBTFUL, why="code", name=provider_name()) from error
    except (requests.RequestException, ValueError) as error:
        raise _down("token") from error
    if not isinstance(given.get("id_token"), str):
        raise NotProvedError(refused.DOUBTFUL, why="no_id_token", name=provider_name())
    return dict(given)


def more_claims(access_token: Any) -> dict[str, Any]:
    """What it tells of the person beside the token: some tell an e-mail address only there."""
    address = document().get("userinfo_endpoint")
    if not _is_address(address) or not isinstance(access_token, str):
        return {}
    return _ask(str(address), Authorization=f"Bearer {access_token}")


def way_out() -> str | None:
    """Where people sign out of it, if it has such a place and can be reached."""
    try:
        address = document().get("end_session_endpoint")
    except DownError:
        return None
    return str(address) if _is_address(address) else None


def _ask(address: str, **headers: str) -> dict[str, Any]:
    known = _known()
    if known.failed_at is not None and 0 <= time.monotonic() - known.failed_at < REST:
        raise _down("rest")
    db.session.rollback()  # nobody shall wait at the database for somebody who waits for the provider
    try:
        answer = requests.get(address, headers=headers, timeout=PATIENCE, allow_redirects=False)
        answer.raise_for_status()
        found = answer.json()
    except (requests.RequestException, ValueError) as error:
        known.failed_at = time.monotonic()
        raise _down("ask") from error
    if not isinstance(found, dict):
        raise _down("answer")
    known.failed_at = None
    return found


def _is_address(said: Any) -> bool:
    """Whether it is an address that a secret may be sent to."""
    own = current_app.config["OIDC_ISSUER"].partition("://")[0]
    return isinstance(said, str) and said.startswith(("https://", f"{own}://"))


def _down(why: str) -> DownError:
    return DownError(refused.DOWN, why=why, name=provider_name())


def _known() -> Known:
    known: dict[str, Known] = current_app.extensions.setdefault(KEY, {})
    return known.setdefault(current_app.config["OIDC_ISSUER"], Known())
