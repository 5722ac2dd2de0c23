"""The way to the provider and back: what a browser left with, so that only that browser comes back with it, once."""

import hmac
import secrets
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

from flask import current_app, session
from werkzeug.datastructures import MultiDict

from jsp import clock
from jsp.blueprints.single_sign_on.service import provider, refused
from jsp.blueprints.single_sign_on.service.offer import provider_name
from jsp.blueprints.single_sign_on.service.proof import Proof, read_tokens
from jsp.blueprints.single_sign_on.service.refused import NotProvedError

KEY = "journeys"
MOST = 3  # windows of one browser that are on their way at once
LONGEST = 600.0  # seconds


class Purpose(StrEnum):
    """What somebody goes to the provider for."""

    SIGN_IN = "sign_in"
    ACCEPT = "accept"
    LINK = "link"
    CONFIRM = "confirm"


WITH_ADDRESS = (Purpose.ACCEPT, Purpose.LINK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Journey:
    """One way to the provider; kept in the signed cookie of the browser until it comes back."""

    purpose: Purpose
    nonce: str
    verifier: str
    began: float
    next: str = ""
    token: str = ""
    user_id: int | None = None

    @property
    def needs_address(self) -> bool:
        """Whether an address has to be known at the end of it."""
        return self.purpose in WITH_ADDRESS


def set_out(purpose: Purpose, **more: Any) -> str:
    """The address at the provider to go to; raises DownError."""
    journey = Journey(
        purpose=purpose, nonce=secrets.token_urlsafe(24), verifier=secrets.token_urlsafe(48),
        began=clock.now().timestamp(), **more,
    )  # fmt: skip
    address, state = provider.client(scope=_scope(purpose)).create_authorization_url(
        provider.document()["authorization_endpoint"], state=secrets.token_urlsafe(24),
        code_verifier=journey.verifier, nonce=journey.nonce, **_asked(purpose),
    )  # fmt: skip
    session[KEY] = [*session.get(KEY, []), [state, asdict(journey)]][-MOST:]
    return str(address)


def take_journey(state: str) -> Journey:
    """With what this browser left; from now on it has come back. Raises NotProvedError where it never left so."""
    under_way = session.get(KEY, [])
    kept = next((journey for known, journey in under_way if _same(known, state)), None)
    session[KEY] = [each for each in under_way if each[1] is not kept]
    age = clock.now().timestamp() - kept["began"] if kept else 0.0
    if kept is None or not 0 <= age <= LONGEST:
        raise _not_proved(refused.OVER, "state")
    return Journey(**{**kept, "purpose": Purpose(kept["purpose"])})


def come_back(journey: Journey, said: MultiDict[str, str]) -> Proof:
    """What the provider proves about who came back; raises DownError or NotProvedError."""
    issuer = said.get("iss")
    must_say = provider.document().get("authorization_response_iss_parameter_supported") is True
    if (issuer is not None or must_say) and not _same(issuer or "", current_app.config["OIDC_ISSUER"]):
        raise _not_proved(refused.DOUBTFUL, "iss")
    if said.get("error") or not said.get("code"):
        raise _not_proved(refused.STOPPED, "stopped")
    given = provider.fetch_tokens(said["code"], journey.verifier)
    return read_tokens(given, nonce=journey.nonce, with_address=journey.needs_address)


def _scope(purpose: Purpose) -> str:
    """As little as will do: who comes back is known by a number."""
    if purpose not in WITH_ADDRESS:
        return "openid"
    return "openid email profile" if current_app.config["OIDC_TRUST_EMAIL"] else "openid email"


def _asked(purpose: Purpose) -> dict[str, str]:
    """What is asked of the provider beside who it is."""
    levels = " ".join(current_app.config["OIDC_MFA_ACR"])
    asked = {"acr_values": levels} if levels else {}
    return {**asked, "prompt": "login", "max_age": "0"} if purpose is Purpose.CONFIRM else asked


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())


def _not_proved(message: str, why: str) -> NotProvedError:
    return NotProvedError(message, why=why, name=provider_name())
