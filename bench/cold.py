"""The app with nothing in its hand: the pages that it shares are made anew for every request."""

from flask import Flask

from jsp import create_app
from jsp.shared_pages import KEY


def app() -> Flask:
    """The app as it is, but it forgets its shared pages before every request; ground data stays for its seconds."""
    made = create_app()

    def forget() -> None:
        made.extensions.pop(KEY, None)

    made.before_request_funcs.setdefault(None, []).insert(0, forget)
    return made
