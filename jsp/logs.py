"""What the server writes down about itself: events with fixed words, never an address, a form or a person."""

import logging
import sys

import structlog


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


def failure(error: BaseException, *, endpoint: str | None) -> None:
    """An unexpected error: its kind and the lines of our code it passed, without the values it carried."""
    places = []
    trace = error.__traceback__
    while trace is not None:
        code = trace.tb_frame.f_code
        if "site-packages" not in code.co_filename:
            places.append(f"{code.co_name}:{trace.tb_lineno}")
        trace = trace.tb_next
    structlog.get_logger().error("failure", kind=type(error).__name__, endpoint=endpoint, places=places)
