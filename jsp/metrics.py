"""What the house counts about itself, for Prometheus, where METRICS_TOKEN is set. No person, site or theme is in it.

What is open to everybody counts as one thing, without its address, its kind or its time: else figures that are fetched
every few seconds would show at which moment somebody asked something, or opened an answer.
"""

import hmac
import os
from collections.abc import Iterable
from http import HTTPStatus
from time import perf_counter
from typing import Any

from flask import Flask, Response, current_app, request
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    disable_created_metrics,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from jsp.access import need_of
from jsp.standing import Standing

PATH = "/metrics"
SEEN = "jsp.metrics.seen"
OPEN, NO_RULE, FILE = "open", "none", "file"
METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
SLOW = 2.0  # seconds
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.3, 0.5, 1.0, 2.0, 5.0, 10.0)
FOLDER = "PROMETHEUS_MULTIPROC_DIR"  # where the processes of one server count together, see gunicorn.conf.py
OURS = CollectorRegistry()
disable_created_metrics()  # type: ignore[no-untyped-call]  # when something was first asked for is nobody's business
REQUESTS = Counter(
    "jsp_requests", "Answers to who is signed in, and of the sign-in itself", ["rule", "method", "status"],
    registry=OURS,
)  # fmt: skip
SECONDS = Histogram(
    "jsp_request_seconds", "How long such an answer took", ["rule"], buckets=BUCKETS, registry=OURS
)  # fmt: skip
OPEN_REQUESTS = Counter(
    "jsp_open_requests", "Answers of pages that are open to everybody, of all of them together", ["status"],
    registry=OURS,
)  # fmt: skip
OPEN_SLOW = Counter("jsp_open_slow", f"Those of them that took {SLOW:.0f} seconds or more", registry=OURS)
FILES = Counter("jsp_files", "Styles, scripts and pictures", registry=OURS)
Environ = dict[str, Any]


def serve(app: Flask) -> None:
    """Count every request from here on; without a token nothing is counted and nothing is shown."""
    if app.config.get("METRICS_TOKEN"):
        app.after_request(_note_rule)
        app.wsgi_app = _Layer(app, app.wsgi_app)  # type: ignore[method-assign]


class _Layer:
    """Stands before everything else, so that it also counts what never reaches the app."""

    def __init__(self, app: Flask, inner: Any) -> None:
        self.app, self.inner = app, inner

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        if environ.get("PATH_INFO") == PATH:
            return self._show(environ)(environ, start_response)
        seen: list[str] = []  # the app gets a copy of the environ, with this list in it
        environ[SEEN] = seen
        status, began = ["500"], perf_counter()

        def started(line: str, *rest: Any) -> Any:
            status[0] = line[:3]
            return start_response(line, *rest)

        try:
            return self.inner(environ, started)  # type: ignore[no-any-return]
        finally:
            count(_rule(seen, environ), environ["REQUEST_METHOD"], int(status[0]), perf_counter() - began)

    def _show(self, environ: Environ) -> Response:
        given = environ.get("HTTP_AUTHORIZATION", "").encode("latin-1", "replace")
        if not hmac.compare_digest(given, f"Bearer {self.app.config['METRICS_TOKEN']}".encode()):
            answer = Response("A token is needed.\n", HTTPStatus.UNAUTHORIZED, mimetype="text/plain")
            answer.headers["WWW-Authenticate"] = "Bearer"
        else:
            answer = Response(_shown(self.app), content_type=CONTENT_TYPE_LATEST)
        answer.headers["Cache-Control"] = "no-store"
        answer.headers["X-Content-Type-Options"] = "nosniff"
        return answer


def count(rule: str, method: str, status: int, seconds: float) -> None:
    """Add one answer to the figures."""
    if rule == FILE:
        FILES.inc()
    elif rule == OPEN:
        OPEN_REQUESTS.labels(str(status) if status >= HTTPStatus.INTERNAL_SERVER_ERROR else "answered").inc()
        OPEN_SLOW.inc(seconds >= SLOW)
    else:
        REQUESTS.labels(rule, method if method in METHODS else "other", str(status)).inc()
        SECONDS.labels(rule).observe(seconds)


def _rule(seen: list[str], environ: Environ) -> str:
    """What the app noted; what did not come so far is a file or a page that is kept."""
    if seen:
        return seen[0]
    return FILE if environ.get("PATH_INFO", "").startswith("/static/") else OPEN


def _note_rule(response: Response) -> Response:
    request.environ.get(SEEN, []).append(_label())
    return response


def _label() -> str:
    rule, endpoint = request.url_rule, request.endpoint
    if rule is None or endpoint is None:
        return NO_RULE
    if endpoint == "static":
        return FILE
    is_of_staff = need_of(current_app, endpoint).signed_in or endpoint.startswith("security.")
    return rule.rule if is_of_staff else OPEN


def _shown(app: Flask) -> bytes:
    registry = OURS
    if FOLDER in os.environ:
        registry = CollectorRegistry()
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    standing = CollectorRegistry()
    standing.register(Standing(app))
    return generate_latest(registry) + generate_latest(standing)
