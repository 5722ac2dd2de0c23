"""The app with nothing in its hand: the pages that it shares are made anew for every request."""

from typing import Any

from flask import Flask

from jsp import create_app
from jsp.shared_pages import KEY


class Nothing(dict[Any, Any]):
    """Keeps nothing."""

    def __setitem__(self, key: Any, value: Any) -> None:
        """Do not."""


def app() -> Flask:
    """The app as it is, but it forgets its shared pages before every request; ground data stays for its seconds."""
    made = create_app()
    made.extensions[KEY] = Nothing()
    return made
