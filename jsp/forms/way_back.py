"""The page to come back to, as a form or an address says it."""

import re

from flask import current_app, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RoutingException

OWN_PATH = re.compile(r"/(?![/\\])[!-~]*")  # printable ASCII: browsers skip tabs and line ends in an address


def own_path(said: str | None, otherwise: str) -> str:
    """A path of this site; `otherwise` where it is none."""
    path = said or ""
    return path if OWN_PATH.fullmatch(path) else otherwise


def page_of_form(*, otherwise: str) -> str:
    """The address that a form was sent to, where that is a page to open; `otherwise` where it is none."""
    try:
        current_app.create_url_adapter(request).match(request.path, method="GET")  # type: ignore[union-attr]
    except (HTTPException, RoutingException):
        return otherwise
    return own_path(request.full_path.removesuffix("?"), otherwise)
