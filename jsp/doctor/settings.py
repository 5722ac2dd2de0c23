"""Whether this is set up for real use."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import current_app

from jsp.doctor.finding import Finding, ok, wrong

OUT = "Take it out of the environment."


def check() -> Iterator[Finding]:
    """Not for trying out, and only over https."""
    config = current_app.config
    if config["DEVELOPMENT"]:
        yield wrong("settings", "DEVELOPMENT is on: passwords travel in the open, mail goes to the terminal.", OUT)
    if current_app.debug:
        yield wrong("settings", "Debugging is on: a visitor could run code on the server.", OUT)
    address = urlsplit(config["BASE_URL"])
    if address.scheme != "https" or not config["HTTPS_ONLY"]:
        yield wrong(
            "address", f"The site is not on https ({config['BASE_URL']}).", "Set BASE_URL to its https address."
        )
    else:
        yield ok("address", f"The site is {config['BASE_URL']}, cookies go over https alone.")
    if not config["DEVELOPMENT"] and not current_app.debug:
        yield ok("settings", "Set up for real use.")
