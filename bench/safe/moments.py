"""Two nights, what the wall shows in them by two instants alone, and claims about it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, time, timedelta

from freezegun.api import FrozenDateTimeFactory

from bench.safe.house import House
from jsp.models.reference import forget_reference
from jsp.shared_pages import KEY as SHARED

BACK, FORWARD = datetime(2026, 10, 25, 1, tzinfo=UTC), datetime(2027, 3, 28, 1, tzinfo=UTC)
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)
NIGHTS = {"2026-10-25": BACK, "2027-03-28": FORWARD}
AT_NIGHT = (time(2, 15), time(3, 15))
BY_DAY = (time(12, 15), time(13, 30))


def on_the_wall(at: datetime) -> datetime:
    """What the clock on the wall shows, without its zone: summer time until the one instant, and from the other."""
    hours = 1 if BACK <= at < FORWARD else 2
    return (at + timedelta(hours=hours)).replace(tzinfo=None)


class Claims:
    """What was claimed and how often it was so."""

    def __init__(self) -> None:
        self.held: dict[str, int] = {}
        self.failed: dict[str, list[str]] = {}

    def claim(self, what: str, seen: object, wanted: object, about: object = "") -> None:
        """One of them."""
        if seen == wanted:
            self.held[what] = self.held.get(what, 0) + 1
        else:
            self.failed.setdefault(what, []).append(f"{about}: {seen!r} is not {wanted!r}"[:160])


@contextmanager
def moment(house: House, at: datetime) -> Iterator[None]:
    """As if it were then; nothing that is kept for a while is shown."""
    FROZEN[0].move_to(at.replace(tzinfo=None))
    house.app.extensions[SHARED].clear()
    with house.app.app_context():
        forget_reference()
    yield


FROZEN: list[FrozenDateTimeFactory] = []  # stopping time is slow, moving it is not
