"""The lessons that a class is asked about, and guesses that are forgotten between two tests."""

from collections.abc import Iterator
from uuid import UUID

import pytest
from flask import Flask

from jsp import pace
from tests.lesson_form.phones import begin
from tests.lessons.conftest import ground as ground


@pytest.fixture(autouse=True)
def fresh() -> Iterator[None]:
    """Guesses are counted in the memory of a process."""
    yield
    pace.forget_here()


@pytest.fixture
def begun(app: Flask, ground: None) -> tuple[UUID, str]:
    """A questionnaire for V2B, and the code on the board."""
    return begin(app)


@pytest.fixture
def code(begun: tuple[UUID, str]) -> str:
    """What stands on the board."""
    return begun[1]
