"""A journal of erasures of the test itself."""

from pathlib import Path

import pytest
from flask import Flask


@pytest.fixture
def journal(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "erasures.jsonl"
    monkeypatch.setitem(app.config, "ERASURE_JOURNAL", path)
    return path
