"""When a mail that could not be sent is tried again."""

from datetime import timedelta

KEPT = timedelta(days=7)
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(hours=1)
MOST_ATTEMPTS = 60  # with these waits well over two days


def wait(attempts: int) -> timedelta | None:
    """How long to wait after so many failed attempts (1 or more): twice as long each time; None: give up."""
    if attempts >= MOST_ATTEMPTS:
        return None
    doubled: timedelta = FIRST_WAIT * (1 << min(attempts - 1, 10))
    return min(doubled, LONGEST_WAIT)


def waited(attempts: int) -> timedelta:
    """For how long a mail has waited by the turn after so many failed attempts."""
    return sum((wait(each) or timedelta(0) for each in range(1, attempts + 1)), timedelta(0))
