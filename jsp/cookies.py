"""Over TLS every cookie says by its name that it came by TLS, so that nobody beside us on the network can plant one.

Inside the app they have their plain names. What comes in without such a name is not looked at.
"""

from collections.abc import Iterable
from typing import Any

from flask import Flask

HOST, SECURE = "__Host-", "__Secure-"  # whole site, this host alone; anything else that only TLS may set
Environ = dict[str, Any]


def name_for_tls(app: Flask) -> None:
    """Stand before everything that reads or makes a cookie."""
    if app.config["HTTPS_ONLY"]:
        app.wsgi_app = _Layer(app.wsgi_app, app.config["SESSION_COOKIE_NAME"])  # type: ignore[method-assign]


class _Layer:
    def __init__(self, inner: Any, own: str) -> None:
        self.inner, self.own = inner, own

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if "HTTP_COOKIE" in environ:
            given = environ["HTTP_COOKIE"].split(";")
            environ["HTTP_COOKIE"] = "; ".join(each for pair in given if (each := self._inside(pair.strip())))

        def started(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            named = [(key, self._outside(text) if key.lower() == "set-cookie" else text) for key, text in headers]
            return start_response(status, named, *rest)

        return self.inner(environ, started)  # type: ignore[no-any-return]

    def _inside(self, pair: str) -> str:
        """A cookie as the app knows it; nothing where it is none of ours."""
        if pair.startswith(f"{self.own}="):
            return pair
        plain = pair.removeprefix(HOST).removeprefix(SECURE)
        return "" if plain == pair or plain.startswith("__") else plain

    def _outside(self, text: str) -> str:
        if text.startswith(f"{self.own}="):
            return text
        marks = [each.strip().lower() for each in text.split(";")[1:]]
        is_for_all = "path=/" in marks and not any(each.startswith("domain=") for each in marks)
        return f"{HOST if is_for_all else SECURE}{text}{'' if 'secure' in marks else '; Secure'}"
