"""Who comes is nowhere but in their own browser, until it closes: a signed key with which they were counted."""

from typing import Any
from uuid import UUID

from flask import current_app, request
from itsdangerous import BadSignature
from werkzeug.wrappers import Response

from jsp.blueprints.carers.forms import coming_seal
from jsp.blueprints.carers.service.pages import Page


def find(page: Page | None) -> UUID | None:
    """The key with which somebody in this browser was counted for the lesson of this page."""
    if page is None:
        return None
    try:
        lesson, key = coming_seal().loads(request.cookies.get(_name(page), ""))
        return UUID(key) if lesson == page.row.lesson.id else None
    except (BadSignature, ValueError, TypeError):
        return None


def remember(answer: Response, page: Page, key: UUID) -> Response:
    """The answer, after which this browser knows that it was counted."""
    answer.set_cookie(_name(page), coming_seal().dumps([page.row.lesson.id, key.hex]), **_guarded())
    return answer


def forget(answer: Response, page: Page) -> Response:
    """The answer, after which it does not any more."""
    answer.delete_cookie(_name(page), **_guarded())
    return answer


def _name(page: Page) -> str:
    return f"jsp-coming-{page.row.lesson.id}"


def _guarded() -> dict[str, Any]:
    return {"path": "/klas", "httponly": True, "samesite": "Strict", "secure": current_app.config["HTTPS_ONLY"]}
