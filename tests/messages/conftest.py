"""Every test begins with nobody guessing."""

import pytest

from jsp.blueprints.messages.service import codes


@pytest.fixture(autouse=True)
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody guessed yet. What throws old counts away lives in a thread for which time does not stand still."""
    monkeypatch.setattr(codes._counters.storage, "_MemoryStorage__schedule_expiry", lambda: None)
    codes.forget_guesses()
