"""Every test begins with nobody guessing, and with a hash that costs little."""

import pytest

from jsp.blueprints.messages.service import codes
from jsp.rules import reply_lock


@pytest.fixture(autouse=True)
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody guessed yet. What throws old counts away lives in a thread for which time does not stand still."""
    monkeypatch.setattr(codes.PACE.counters.storage, "_MemoryStorage__schedule_expiry", lambda: None)
    codes.PACE.forget()


@pytest.fixture(autouse=True)
def light(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same hash with less memory: the suite computes some hundreds. Its real cost is measured by `make bench`."""
    monkeypatch.setattr(reply_lock, "MEMORY_KIB", 64)
    monkeypatch.setattr(reply_lock, "PASSES", 1)
