"""The same ground as under the lessons."""

from tests.lessons.conftest import ground

__all__ = ["ground"]
