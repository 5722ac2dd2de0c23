"""Serves the files of jsp/static: compressed once, kept by the browser until their content changes."""

import hashlib
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from flask import Flask, current_app, has_request_context, request
from whitenoise import WhiteNoise

ROOT = Path(__file__).parent / "static"
YEAR = 365 * 24 * 3600
MODULES = ("/static/coding/", "/static/talk/")  # what scripts import has no mark in its address, so is asked for again
POLICY = "base-uri 'none'; frame-ancestors 'none'; object-src 'none'; script-src 'none'"  # opened by itself


def serve(app: Flask) -> None:
    """Put the file server before the app, and a mark of the content behind every static address."""
    app.wsgi_app = WhiteNoise(  # type: ignore[method-assign]
        app.wsgi_app,
        root=str(ROOT),
        prefix="static/",
        max_age=YEAR,
        allow_all_origins=False,
        add_headers_function=_plain,
    )

    @app.url_defaults
    def mark(endpoint: str, values: dict[str, Any]) -> None:
        if endpoint == "static" and "filename" in values:
            values["v"] = _mark(values["filename"])


def address(endpoint: str, **values: Any) -> str:
    """What url_for gives; the address of a file, which a page names twenty times, is put together once."""
    if endpoint == "static" and values.keys() == {"filename"} and has_request_context():
        return _of_file(request.script_root, values["filename"])
    return current_app.url_for(endpoint, **values)


@lru_cache(maxsize=512)
def _of_file(_root: str, filename: str) -> str:
    return current_app.url_for("static", filename=filename)


def _plain(headers: Any, _path: str, url: str) -> None:
    if url.startswith(MODULES):
        headers["Cache-Control"] = "no-cache"
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Content-Security-Policy"] = POLICY
    headers["Referrer-Policy"] = "no-referrer"


@cache
def _mark(filename: str) -> str:
    return hashlib.sha256((ROOT / filename).read_bytes()).hexdigest()[:6]
