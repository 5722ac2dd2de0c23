"""Whether this is set up for real use."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from flask import current_app

from jsp.rules.finding import Finding, ok, wrong
from jsp.rules.refusal import N_

OUT = N_("Take it out of the environment.")
OPEN = N_("DEVELOPMENT is on: passwords travel in the open, mail goes to the terminal.")


def check() -> Iterator[Finding]:
    """Not for trying out, and only over https."""
    config = current_app.config
    if config["DEVELOPMENT"]:
        yield wrong("settings", OPEN, OUT)
    if current_app.debug:
        yield wrong("settings", N_("Debugging is on: a visitor could run code on the server."), OUT)
    address = urlsplit(config["BASE_URL"])
    if address.scheme != "https" or not config["HTTPS_ONLY"]:
        yield wrong(
            "address", N_("The site is not on https (%(address)s)."), N_("Set BASE_URL to its https address."),
            address=config["BASE_URL"],
        )  # fmt: skip
    else:
        yield ok("address", N_("The site is %(address)s, cookies go over https alone."), address=config["BASE_URL"])
    if not config["DEVELOPMENT"] and not current_app.debug:
        yield ok("settings", N_("Set up for real use."))
