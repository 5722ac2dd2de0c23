"""Settings of single sign-on: with which provider people can prove who they are, and whether passwords stay."""

import stat
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from environs import Env

OFF: dict[str, Any] = {
    "OIDC_ISSUER": "",
    "OIDC_CLIENT_ID": "",
    "OIDC_CLIENT_SECRET": "",
    "OIDC_NAME": "",
    "OIDC_TRUST_EMAIL": False,
    "OIDC_MFA_ACR": (),
    "LOCAL_SIGN_IN": True,
}
OF_EVERYBODY = ("common", "organizations", "consumers")  # at Entra: whoever has an account anywhere
LOOPBACK = ("127.0.0.1", "localhost")


def read(env: Env, *, development: bool) -> dict[str, Any]:
    """What the environment says about it; raises ValueError, with what to do about it, where it cannot work safely."""
    issuer, local = env.str("OIDC_ISSUER", ""), env.bool("LOCAL_SIGN_IN", True)
    if not issuer:
        if not local:
            raise ValueError("LOCAL_SIGN_IN is off without OIDC_ISSUER: nobody could sign in. Set both, or neither.")
        return dict(OFF)
    _check_issuer(issuer, development=development)
    trusts = env.bool("OIDC_TRUST_EMAIL", False)
    client, secret = env.str("OIDC_CLIENT_ID", ""), _secret(env)
    if not client or not secret:
        raise ValueError("OIDC_ISSUER needs OIDC_CLIENT_ID, and OIDC_CLIENT_SECRET or OIDC_CLIENT_SECRET_FILE.")
    return {
        "OIDC_ISSUER": issuer,
        "OIDC_CLIENT_ID": client,
        "OIDC_CLIENT_SECRET": secret,
        "OIDC_NAME": env.str("OIDC_NAME", "").strip(),
        "OIDC_TRUST_EMAIL": trusts,
        "OIDC_MFA_ACR": tuple(env.str("OIDC_MFA_ACR", "").split()),
        "LOCAL_SIGN_IN": local,
    }


def _check_issuer(issuer: str, *, development: bool) -> None:
    try:
        parts = urlsplit(issuer)
        host = parts.hostname
    except ValueError:
        raise ValueError("OIDC_ISSUER is no address.") from None
    is_here = development and parts.scheme == "http" and host in LOOPBACK
    if not host or "@" in parts.netloc or parts.query or parts.fragment or not (parts.scheme == "https" or is_here):
        raise ValueError("OIDC_ISSUER must be the https address of the provider, as its discovery document says it.")
    if not set(parts.path.split("/")).isdisjoint(OF_EVERYBODY):
        raise ValueError("OIDC_ISSUER is that of everybody. Take the one of your own organisation, with its tenant id.")


def _secret(env: Env) -> str:
    file = env.str("OIDC_CLIENT_SECRET_FILE", "")
    if not file:
        return str(env.str("OIDC_CLIENT_SECRET", ""))
    path = Path(file)
    try:
        if stat.S_IMODE(path.stat().st_mode) & 0o077:
            raise ValueError(f"Others can read the secret {path}. Close it with: chmod 400 {path}")
        return path.read_text().strip()
    except OSError as error:
        raise ValueError(f"OIDC_CLIENT_SECRET_FILE: {path} cannot be read.") from error
