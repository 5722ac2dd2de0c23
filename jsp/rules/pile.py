"""The order in which things lie for one sitting, as a word that a page carries; a new sitting has a new one."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Sequence

LONGEST = 200  # characters of such a word


def word_of(order: Sequence[int]) -> str:
    """At most 256 places, each once."""
    return urlsafe_b64encode(bytes(order)).decode().rstrip("=")


def order_of(word: str, number: int) -> list[int] | None:
    """The places again, of so many things; None for a word that says something else."""
    try:
        order = list(urlsafe_b64decode(word + "=" * (-len(word) % 4)))
    except ValueError:
        return None
    return order if order and sorted(order) == list(range(number)) else None
