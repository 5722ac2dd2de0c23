"""Addresses that people type: however somebody types one, it is one page, and a press of its button counts once."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import redirect, request, url_for

from jsp.access import SAFE
from jsp.models.public_codes import read_code

View = Callable[..., Any]


def as_written(view: View) -> View:
    """Lead who typed the address of a class in another way, with capitals, to how we write it; nothing is done then."""

    @wraps(view)
    def answer(code: str, **more: str) -> Any:
        typed: dict[str, Any] = {"code": code, **more}
        written: dict[str, Any] = {"code": read_code(code) or code}
        written |= {name: value.lower() for name, value in more.items()}
        if typed == written:
            return view(**typed)
        endpoint = request.endpoint if request.method in SAFE else "carers.carer_page"
        return redirect(url_for(str(endpoint), **written), 302 if request.method in SAFE else 303)

    return answer
