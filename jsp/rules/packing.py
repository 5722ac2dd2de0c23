"""Long rows of small numbers as a short text, and back."""

import base64
import sys
import zlib
from array import array
from collections.abc import Iterable


def packed(numbers: Iterable[int]) -> str:
    """Numbers below 65,536: their halves apart, for that packs better."""
    held = array("H", numbers)
    if sys.byteorder == "big":
        held.byteswap()
    raw = held.tobytes()
    return base64.b64encode(zlib.compress(raw[1::2] + raw[::2], 6)).decode()


def unpacked(text: str) -> "array[int]":
    """As they were."""
    raw = zlib.decompress(base64.b64decode(text))
    half = len(raw) // 2
    mixed = bytearray(len(raw))
    mixed[1::2], mixed[::2] = raw[:half], raw[half:]
    found = array("H", bytes(mixed))
    if sys.byteorder == "big":
        found.byteswap()
    return found
