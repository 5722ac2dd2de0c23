"""What the server writes down about itself: events with fixed words, never an address, a form or a person."""

import logging
import platform
import secrets
import sys

import structlog

SLOW = 1.0  # seconds


def configure() -> None:
    """One JSON line per event on standard error, with the time in UTC."""
    structlog.configure(
        processors=[
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    logging.getLogger("werkzeug").setLevel(logging.WARNING)


def started(what: str, *, database: str) -> None:
    """A process of ours begins its work, on that kind of database."""
    structlog.get_logger().info("start", what=what, database=database, python=platform.python_version())


def job(name: str, *, seconds: float, done: bool) -> None:
    """A job was tried. Each is tried every minute: only of one that took long or failed a line is written."""
    if seconds >= SLOW or not done:
        structlog.get_logger().info("job", name=name, seconds=round(seconds, 1), done=done)


def forged(*, endpoint: str | None) -> None:
    """Another site made a browser send a form of ours, which was refused. A form that is merely old is no event."""
    structlog.get_logger().warning("forged", endpoint=endpoint)


def failure(error: BaseException, *, endpoint: str | None) -> str:
    """An unexpected error: its kind and the lines of our code it passed, without the values it carried.

    Returns a reference that stands in the line, by which somebody who saw the error can point at it.
    """
    reference = secrets.token_hex(4)
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if "site-packages" not in code.co_filename:
            places.append(f"{code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    structlog.get_logger().error(
        "failure", reference=reference, kind=type(error).__name__, endpoint=endpoint, places=places
    )
    return reference
