"""An installation where all is well."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask

from tests.doctor.looking import settled


@pytest.fixture
def folder(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """Where its files are."""
    yield from settled(app, tmp_path / "instance")
