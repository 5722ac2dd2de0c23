"""Every test begins with nobody guessing, and with a hash that costs little."""

import pytest

from jsp.blueprints.messages.service import codes
from tests.reply_codes import calm_down, light

__all__ = ["light"]


@pytest.fixture(autouse=True)
def calm(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody guessed yet."""
    calm_down(codes.PACE, monkeypatch)
