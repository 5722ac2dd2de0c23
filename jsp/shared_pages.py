"""Answers that everybody gets alike: browsers and proxies may keep them until the minute is over, we for some seconds.

What a page says changes on the minute, so no copy outlives it. Who has a session gets a page of their own, kept by
nobody. Whatever is sent to this process makes it forget; another process follows within SECONDS (decision 0010).
"""

import gzip
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import wraps
from typing import Any

from flask import Flask, Response, current_app, g, make_response, request

from jsp import clock
from jsp.extensions import language

SECONDS = timedelta(seconds=5)
MOST = 300  # pages, some 10 kB each
KEY = "jsp-shared-pages"
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
OPEN = ("Cache-Control", "Cross-Origin-Resource-Policy")
View = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class _Kept:
    body: bytes
    packed: bytes
    headers: list[tuple[str, str]]
    etag: str
    until: datetime


def shared(view: View) -> View:
    """Mark a view whose answer depends on its address, the language and the minute alone."""

    @wraps(view)
    def answer(*args: Any, **kwargs: Any) -> Any:
        if current_app.config["SESSION_COOKIE_NAME"] in request.cookies:
            return view(*args, **kwargs)
        now = clock.now()
        kept = _find(now) or _keep(make_response(view(*args, **kwargs)), now)
        return _answer(kept, now)

    return answer


def _answer(kept: _Kept, now: datetime) -> Response:
    """Packed where that is understood: there is no secret in it that its size could betray (decision 0004)."""
    packs = request.accept_encodings["gzip"] > 0
    response = Response(kept.packed if packs else kept.body, headers=kept.headers)
    if packs:
        response.content_encoding = "gzip"
    response.set_etag(kept.etag + ("-gz" if packs else ""))
    response.cache_control.public, response.cache_control.max_age = True, 60 - now.second
    response.vary.update(("Cookie", "Accept-Encoding"))
    g.own_headers = OPEN if "Access-Control-Allow-Origin" in response.headers else ("Cache-Control",)
    response.make_conditional(request)
    return response


def forget(app: Flask) -> None:
    """Let what is sent to this process be seen on its next page."""

    @app.after_request
    def forget_all(response: Response) -> Response:
        if request.method not in SAFE:
            _pages().clear()
        return response


def _find(now: datetime) -> _Kept | None:
    kept = _pages().get((request.path, language()))
    return kept if kept is not None and now < kept.until else None


def _keep(response: Response, now: datetime) -> _Kept:
    response.add_etag()
    minute_over = now.replace(second=0, microsecond=0) + timedelta(minutes=1)
    headers = [(name, value) for name, value in response.headers if name not in ("ETag", "Content-Length")]
    body, etag = response.get_data(), response.get_etag()[0] or ""
    kept = _Kept(body, gzip.compress(body, mtime=0), headers, etag, min(now + SECONDS, minute_over))
    pages = _pages()
    if len(pages) >= MOST:
        pages.clear()
    pages[request.path, language()] = kept
    return kept


def _pages() -> dict[tuple[str, str], _Kept]:
    found: dict[tuple[str, str], _Kept] = current_app.extensions.setdefault(KEY, {})
    return found
