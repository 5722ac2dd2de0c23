"""A provider of OpenID Connect on this machine: does what the standard says, or what a test makes it do wrong."""

import base64
import hashlib
import json
import secrets
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlencode

from joserfc import jwt
from joserfc.jwk import KeySet, RSAKey
from werkzeug.serving import WSGIRequestHandler, make_server
from werkzeug.wrappers import Request, Response

CLIENT, SECRET = "jsp", "what only we and the provider know"


class Quiet(WSGIRequestHandler):
    def log(self, *_words: object) -> None:
        """Nothing on the screen of who runs the tests."""


class Provider:
    """`claims` is who signs in next; `spoil` changes the token on its way, `more` the answer of the first address."""

    def __init__(self) -> None:
        self.issuer = ""
        self.keys = [RSAKey.generate_key(2048, {"kid": "first", "use": "sig", "alg": "RS256"})]
        self.anew()

    def anew(self) -> None:
        """As if nobody had been here."""
        self.claims: dict[str, Any] = {}
        self.userinfo: dict[str, Any] = {}
        self.spoil: Callable[[dict[str, Any]], None] = lambda _claims: None
        self.sign: Callable[[dict[str, Any]], str] = self.sign_well
        self.more: dict[str, str] = {}
        self.document_more: dict[str, Any] = {}
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[dict[str, str]] = []
        self.hits: list[str] = []
        self.broken: tuple[str, ...] = ()
        self.moved: dict[str, str] = {}
        del self.keys[1:]

    def rotate(self) -> None:
        """From now on it signs with another key."""
        self.keys = [RSAKey.generate_key(2048, {"kid": secrets.token_hex(4), "use": "sig", "alg": "RS256"})]

    def sign_well(self, claims: dict[str, Any]) -> str:
        return jwt.encode({"alg": "RS256", "kid": self.keys[0].kid or ""}, claims, self.keys[0])

    def __call__(self, environ: Any, start: Any) -> Any:
        request = Request(environ)
        self.hits.append(request.path)
        act = {
            "/.well-known/openid-configuration": self._document, "/keys": self._keys, "/authorize": self._authorize,
            "/token": self._token, "/userinfo": self._userinfo, "/end": self._end,
        }[request.path]  # fmt: skip
        if request.path in self.moved:
            answer = Response(status=307, headers={"Location": self.issuer + self.moved[request.path]})
        else:
            answer = Response("broken", 500) if request.path in self.broken else act(request)
        return answer(environ, start)

    def _document(self, _request: Request) -> Response:
        paths = {"authorization_endpoint": "/authorize", "token_endpoint": "/token", "jwks_uri": "/keys",
                 "userinfo_endpoint": "/userinfo", "end_session_endpoint": "/end"}  # fmt: skip
        described = {name: self.issuer + path for name, path in paths.items()}
        return _json({"issuer": self.issuer, **described, **self.document_more})

    def _keys(self, _request: Request) -> Response:
        return _json(KeySet(list(self.keys)).as_dict(private=False))

    def _authorize(self, request: Request) -> Response:
        asked = request.args.to_dict()
        self.asked.append(asked)
        code = secrets.token_urlsafe(12)
        self.codes[code] = asked
        back = {"code": code, "state": asked["state"], **self.more}
        query = urlencode({name: value for name, value in back.items() if value})
        return Response(status=302, headers={"Location": f"{asked['redirect_uri']}?{query}"})

    def _token(self, request: Request) -> Response:
        asked, given = self.codes.pop(request.form.get("code", ""), None), request.authorization
        verifier = hashlib.sha256(request.form.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(verifier).decode().rstrip("=")
        if given is None or (given.username, given.password) != (CLIENT, SECRET):
            return _json({"error": "invalid_client"}, 401)
        if (
            asked is None
            or challenge != asked["code_challenge"]
            or request.form["redirect_uri"] != asked["redirect_uri"]
        ):
            return _json({"error": "invalid_grant"}, 400)
        now = int(time.time())
        claims = {
            "iss": self.issuer,
            "aud": CLIENT,
            "iat": now,
            "exp": now + 300,
            "nonce": asked["nonce"],
        } | self.claims
        self.spoil(claims)
        access = secrets.token_urlsafe(12)
        return _json({"access_token": access, "token_type": "Bearer", "expires_in": 300, "id_token": self.sign(claims)})

    def _userinfo(self, _request: Request) -> Response:
        return _json(self.userinfo)

    def _end(self, request: Request) -> Response:
        return Response(status=302, headers={"Location": request.args["post_logout_redirect_uri"]})


def _json(said: Any, status: int = 200) -> Response:
    return Response(json.dumps(said), status, mimetype="application/json")


@contextmanager
def running(tls: ssl.SSLContext | None = None) -> Iterator[Provider]:
    """The provider at a port of its own."""
    provider = Provider()
    server = make_server("127.0.0.1", 0, provider, threaded=True, request_handler=Quiet, ssl_context=tls)
    provider.issuer = f"{'https' if tls else 'http'}://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield provider
    finally:
        server.shutdown()
        server.server_close()
        thread.join(5)
