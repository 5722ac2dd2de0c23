"""Time that stands still from one test to the next, as stopping it means a search in every module that is loaded."""

from _pytest import timing
from freezegun import freeze_time

NOW = "2026-11-23 11:30:00"
REAL = {name: getattr(timing, name) for name in ("perf_counter", "time")}


class Still:
    """Stopped when a test first asks for it, until one comes that lives in real time."""

    def __init__(self) -> None:
        self._freezer = freeze_time(NOW)
        self._is_on = False

    def stand(self, still: bool) -> None:
        if still == self._is_on:
            return
        self._is_on = still
        if not still:
            self._freezer.stop()
            return
        self._freezer.start()
        for name, real in REAL.items():  # pytest goes on telling how long a test took
            setattr(timing, name, real)
