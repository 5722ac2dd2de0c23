"""The lessons of class V2B, as tests/lessons has them."""

from tests.lessons.conftest import ground as ground
