"""Answers that everybody gets alike: browsers and proxies may keep them until the minute is over, we for some seconds.

What a page says changes on the minute, so no copy outlives it. Who has a session gets a page of their own, kept by
nobody. Whatever is sent to this process makes it forget; another process follows within SECONDS (decision 0010).
"""

import gzip
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from http import HTTPStatus
from typing import Any

from flask import Flask, current_app, g, make_response, request, session
from werkzeug.datastructures import MultiDict
from werkzeug.http import parse_accept_header, parse_etags
from werkzeug.sansio.http import parse_cookie
from werkzeug.wrappers import Response

from jsp import clock
from jsp.extensions import LANGUAGES

SECONDS = timedelta(seconds=5)
MOST, BYTES = 300, 20_000_000  # pages, and what they hold together
KEY = "jsp-shared-pages"
SIGNED_IN = "jsp.signed_in"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
FOR_PROGRAMS = (".ics", ".json")  # the same for everybody, whatever cookies come along
View = Callable[..., Any]
Environ = dict[str, Any]
Key = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class _Kept:
    """A page, plain and packed: there is no secret in it that its size could betray (decision 0004)."""

    plain: bytes
    packed: bytes
    headers: list[tuple[str, str]]
    etag: str
    until: datetime


def shared(view: View) -> View:
    """Mark a view whose answer depends on its address, the language and the minute alone."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> Any:
        response = make_response(view(*args, **kwargs))
        if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
            response.cache_control.public, response.cache_control.max_age = True, _seconds_left(clock.now())
            response.vary.update(("Cookie", "Accept-Encoding"))
            g.own_headers = (*g.get("own_headers", ()), "Cache-Control")
        return response

    return answer


def packed(view: View) -> View:
    """Mark a view whose answer goes out packed to who has no session, though it is made for one person and not kept.

    Nobody else can make a browser ask for it with words of their own in it: its size betrays nothing (decision 0004).
    """

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> Any:
        response = make_response(view(*args, **kwargs))
        has_session = current_app.config["SESSION_COOKIE_NAME"] in request.cookies
        if request.accept_encodings["gzip"] > 0 and not has_session:
            response.set_data(gzip.compress(response.get_data(), mtime=0))
            response.content_encoding = "gzip"
        response.vary.add("Accept-Encoding")
        return response

    return answer


def serve(app: Flask) -> None:
    """Put the kept pages before the app."""
    app.extensions[KEY] = {}
    app.after_request(_note_who)
    app.wsgi_app = _Layer(app, app.wsgi_app)  # type: ignore[method-assign]


class _Layer:
    """Answers what it has kept itself, and hands everything else on."""

    def __init__(self, app: Flask, inner: Any) -> None:
        self.app, self.inner = app, inner

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in SAFE:
            return self._hand_on_and_forget(environ, start_response)
        key = self._key(environ)
        if key is None:
            return self.inner(environ, start_response)  # type: ignore[no-any-return]
        now, kept = clock.now(), self.pages.get(key)
        if kept is None or kept.until <= now:
            made = Response.from_app(self.inner, environ, buffered=True)
            if made.status_code != 200 or not made.cache_control.public or "Set-Cookie" in made.headers:
                return made(environ, start_response)
            kept = self._keep(key, made, now)
        return _answer(kept, environ, start_response, now)

    @property
    def pages(self) -> dict[Key, _Kept]:
        """What this process keeps."""
        found: dict[Key, _Kept] = self.app.extensions[KEY]
        return found

    def _hand_on_and_forget(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Who is not signed in, and what was refused, changes nothing that a page shows."""
        signed_in: list[bool] = []
        environ[SIGNED_IN] = signed_in  # the app gets a copy of the environ, with this list in it
        made = Response.from_app(self.inner, environ)
        if made.status_code < HTTPStatus.BAD_REQUEST and signed_in:
            self.pages.clear()
        return made(environ, start_response)

    def _key(self, environ: Environ) -> Key | None:
        """By what a page is kept; None for who may have a page of their own, and for files."""
        path = environ.get("PATH_INFO", "")
        if environ["REQUEST_METHOD"] != "GET" or path.startswith("/static/"):
            return None
        if path.endswith(FOR_PROGRAMS):
            environ.pop("HTTP_COOKIE", None)
        if self._has_session(environ) or environ.get("SCRIPT_NAME") or path.startswith("//"):
            return None
        host = environ.get("HTTP_HOST", "").partition(":")[0].lower()
        language = _cookies(environ).get("language")
        return host, path, language if language in LANGUAGES else LANGUAGES[0]

    def _has_session(self, environ: Environ) -> bool:
        return self.app.config["SESSION_COOKIE_NAME"] in _cookies(environ)

    def _keep(self, key: Key, made: Response, now: datetime) -> _Kept:
        minute_over = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
        left_out = ("Content-Length", "Cache-Control")
        headers = [(name, value) for name, value in made.headers if name not in left_out]
        body = made.get_data()
        etag = hashlib.sha256(body).hexdigest()[:20]
        kept = _Kept(body, gzip.compress(body, mtime=0), headers, etag, min(now + SECONDS, minute_over))
        if len(self.pages) >= MOST or sum(len(each.plain) for each in self.pages.values()) > BYTES:
            self.pages.clear()
        self.pages[key] = kept
        return kept


def _note_who(response: Response) -> Response:
    """Tell the layer whether somebody who is signed in sent this."""
    if request.method not in SAFE and session.get("sign_in"):
        request.environ.get(SIGNED_IN, []).append(True)
    return response


def _cookies(environ: Environ) -> MultiDict[str, str]:
    return parse_cookie(environ.get("HTTP_COOKIE"))


def _answer(kept: _Kept, environ: Environ, start_response: Any, now: datetime) -> Iterable[bytes]:
    packs = parse_accept_header(environ.get("HTTP_ACCEPT_ENCODING"))["gzip"] > 0
    etag = f"{kept.etag}-gz" if packs else kept.etag
    headers = [*kept.headers, ("ETag", f'"{etag}"'), ("Cache-Control", f"public, max-age={_seconds_left(now)}")]
    if parse_etags(environ.get("HTTP_IF_NONE_MATCH")).contains_weak(etag):
        start_response("304 Not Modified", headers)
        return []
    body = kept.packed if packs else kept.plain
    headers.append(("Content-Length", str(len(body))))
    if packs:
        headers.append(("Content-Encoding", "gzip"))
    start_response("200 OK", headers)
    return [body]


def _seconds_left(now: datetime) -> int:
    """Whole seconds until the minute is over, and never past it."""
    return 59 - now.second if now.microsecond else 60 - now.second
