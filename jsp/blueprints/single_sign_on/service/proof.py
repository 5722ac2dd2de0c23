"""Reads what the provider signed about a person; whatever does not hold proves nothing."""

from dataclasses import dataclass
from typing import Any

from authlib.oidc.core import CodeIDToken
from flask import current_app
from joserfc import jwt
from joserfc.errors import InvalidKeyIdError, JoseError
from joserfc.jwk import KeySet
from joserfc.jws import JWSRegistry

from jsp import clock
from jsp.blueprints.single_sign_on.service import provider, refused
from jsp.blueprints.single_sign_on.service.offer import provider_name
from jsp.blueprints.single_sign_on.service.refused import NotProvedError
from jsp.models.login_identities import LONGEST

# Signatures that only the holder of a private key can make: no "none", and nothing made with a secret that both know.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512")
SKEW = 60  # seconds that two clocks may differ


@dataclass(frozen=True, slots=True, kw_only=True)
class Proof:
    """Who somebody is according to the provider. `address` is theirs for certain, or None."""

    issuer: str
    subject: str
    address: str | None
    proved_at: float | None
    is_strong: bool


def read_tokens(given: dict[str, Any], *, nonce: str, with_address: bool) -> Proof:
    """What the tokens prove; raises NotProvedError. The address costs a question, so it is read only where needed."""
    claims = _claims(given, nonce)
    said = dict(claims)
    if with_address and "email" not in said:
        more = provider.more_claims(given.get("access_token"))
        if more and more.get("sub") != claims["sub"]:  # it is about another person
            raise _not_proved("userinfo_sub")
        said = {**more, **said}
    return Proof(
        issuer=claims["iss"], subject=claims["sub"], address=_address(said) if with_address else None,
        proved_at=_moment(claims.get("auth_time")), is_strong=_is_strong(claims),
    )  # fmt: skip


def _claims(given: dict[str, Any], nonce: str) -> CodeIDToken:
    issuer, client = current_app.config["OIDC_ISSUER"], current_app.config["OIDC_CLIENT_ID"]
    try:
        token = _decode(given["id_token"])
        options = {"iss": {"essential": True, "value": issuer}, "aud": {"essential": True, "value": client},
                   "sub": {"essential": True}}  # fmt: skip
        params = {"nonce": nonce, "client_id": client, "access_token": given.get("access_token")}
        claims = CodeIDToken(token.claims, token.header, options, params)
        claims.validate(now=int(clock.now().timestamp()), leeway=SKEW)
    except (JoseError, ValueError, TypeError, KeyError) as error:
        raise _not_proved(type(error).__name__) from error
    if not 0 < len(claims["sub"]) <= LONGEST or not claims["sub"].isprintable():
        raise _not_proved("sub")
    return claims


def _decode(text: str) -> jwt.Token:
    """The signature is looked at; with a key that is new to us the keys are asked for once more."""
    rules = JWSRegistry(algorithms=ALGORITHMS, strict_check_header=False)
    try:
        return jwt.decode(text, KeySet.import_key_set(provider.keys()), registry=rules)  # type: ignore[arg-type]
    except InvalidKeyIdError:
        return jwt.decode(text, KeySet.import_key_set(provider.keys(anew=True)), registry=rules)  # type: ignore[arg-type]


def _address(said: dict[str, Any]) -> str | None:
    """The address that the provider vouches for.

    Trusted by setting: for an organisation that hands out the addresses itself and does not say so (Entra). The name
    that people sign in with goes first there: `email` is what stands in a profile.
    """
    if said.get("email_verified") is True:
        names: tuple[str, ...] = ("email",)
    elif current_app.config["OIDC_TRUST_EMAIL"]:
        names = ("preferred_username", "upn", *(() if "email_verified" in said else ("email",)))
    else:
        names = ()
    found = (said.get(name) for name in names)
    return next((text for text in found if isinstance(text, str) and "@" in text), None)


def _is_strong(claims: dict[str, Any]) -> bool:
    """Whether the provider says that more than a password was asked."""
    ways = claims.get("amr")
    return (isinstance(ways, list) and "mfa" in ways) or claims.get("acr") in current_app.config["OIDC_MFA_ACR"]


def _moment(said: Any) -> float | None:
    """In seconds since 1970; what is still to come (in milliseconds, say) proves nothing of now."""
    is_number = isinstance(said, int | float) and not isinstance(said, bool)
    return float(said) if is_number and 0 <= said <= clock.now().timestamp() + SKEW else None


def _not_proved(why: str) -> NotProvedError:
    return NotProvedError(refused.DOUBTFUL, why=why, name=provider_name())
