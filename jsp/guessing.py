"""Who guesses passwords slows down, and slows down nobody else.

A browser that signed in before carries a device cookie and has a counter of its own; all browsers without it share the
counter of the account. So whoever guesses from elsewhere makes a new browser wait, and never the browser that somebody
works with every day. A new password by mail is the way past: the browser in which it was chosen is known from then on.
"""

from uuid import uuid4

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from jsp import pace
from jsp.models.sealed import keys

COOKIE = "jsp-device"
KEPT_SECONDS = 180 * 24 * 3600
MOST = 8  # people of one shared laptop that it is known to


def may_try(address: str) -> bool:
    """Whether this browser may have a password checked for the address now."""
    device = _known_device(address)
    if device is not None:
        return pace.allows(pace.PASSWORDS, device)
    return pace.allows(pace.PASSWORDS, _account(address))


def count_failure(address: str) -> None:
    """A wrong password for the address; the caller commits."""
    pace.count(pace.PASSWORDS, _known_device(address) or _account(address))


def trust(address: str) -> None:
    """This browser proved that the mail of the address comes here: it may try at once, whoever guesses elsewhere."""
    pace.forget(pace.PASSWORDS, _known_device(address) or _account(address))
    know_device(address)


def know_device(address: str) -> None:
    """Let this browser be known for the address from now on."""
    known = {_mark(address): uuid4().hex, **_devices()}
    kept = dict(list(known.items())[:MOST])

    @after_this_request
    def remember(response: Response) -> Response:
        response.set_cookie(
            COOKIE, _signer().dumps(kept), max_age=KEPT_SECONDS, httponly=True, samesite="Strict",
            secure=current_app.config["HTTPS_ONLY"], path="/accounts",
        )  # fmt: skip
        return response


def _known_device(address: str) -> str | None:
    number = _devices().get(_mark(address))
    return f"device {number}" if number else None


def _account(address: str) -> str:
    return f"account {address.strip().casefold()}"


def _mark(address: str) -> str:
    return keys().mark(address.strip().casefold(), purpose="device")[:32]


def _devices() -> dict[str, str]:
    try:
        known: dict[str, str] = _signer().loads(request.cookies.get(COOKIE, ""), max_age=KEPT_SECONDS)
    except BadSignature:
        return {}
    return known


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="device")
