"""The visit of who asks: it holds what codes opened and the codes themselves, so that they can be shown again."""

from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from jsp import visits
from jsp.rules.keys import Keys


@dataclass(frozen=True, slots=True)
class Visit(visits.Visit):
    """An open conversation on this device: `key` opens what was said; `is_kept`: the asker showed to have the code."""

    key: bytes
    code: str
    is_kept: bool = False

    @property
    def content_keys(self) -> Keys:
        """What opens the messages."""
        return Keys({1: self.key})

    def kept(self) -> "Visit":
        """The same, now that the asker has the code."""
        return replace(self, is_kept=True)


def _pack(visit: Visit) -> dict[str, Any]:
    return {"key": b64encode(visit.key).decode(), "code": visit.code, "kept": visit.is_kept}


def _unpack(held: dict[str, Any]) -> Visit:
    return Visit(UUID(held["id"]), b64decode(held["key"]), held["code"], held["kept"])


NOBODY = Visit(UUID(int=0), b"", "")
VISITS = visits.Visits(
    cookie="jsp-visit", asked="jsp-asked", path="/antwoord", place="visit", pack=_pack, unpack=_unpack
)
