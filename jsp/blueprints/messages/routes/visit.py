"""The visit of who asks: it holds what codes opened, and a code itself until its asker showed to have it."""

from base64 import b64decode, b64encode
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from jsp import visits
from jsp.rules import crisis
from jsp.rules.keys import DossierKey


@dataclass(frozen=True, slots=True)
class Visit(visits.Visit):
    """An open conversation on this device: `key` opens what was said; `code` is empty once the asker has it.

    `visit`: how often it was closed on a device by then, so that closing closes it for a copy as well.
    """

    key: bytes
    code: str = ""
    visit: int = 0

    @property
    def content_keys(self) -> DossierKey:
        """What opens the messages."""
        return DossierKey(self.key)

    def kept(self) -> "Visit":
        """The same, now that the asker has the code: it stands here no more."""
        return replace(self, code="")


@dataclass(frozen=True, slots=True)
class Sent(visits.Visit):
    """What was just sent, for the page after it where no conversation is open: whether it sounds serious, no more."""

    is_serious: bool

    @classmethod
    def of(cls, text: str) -> "Sent":
        """Of what was written; it names no conversation."""
        return cls(NOBODY.id, crisis.hears(text))


def _pack(visit: Visit) -> dict[str, Any]:
    """`kept` is for processes of the release before, as long as they run beside these."""
    key = b64encode(visit.key).decode()
    return {"key": key, "code": visit.code, "kept": not visit.code, "visit": visit.visit}


def _unpack(held: dict[str, Any]) -> Visit:
    code = "" if held["kept"] else held["code"]
    return Visit(UUID(held["id"]), b64decode(held["key"]), code, held.get("visit", 0))


NOBODY = Visit(UUID(int=0), b"")
VISITS = visits.Visits(
    cookie="jsp-visit", asked="jsp-asked", path="/antwoord", place="visit", pack=_pack, unpack=_unpack
)


def _sent_at(cookie: str, path: str) -> visits.Visits[Sent]:
    return visits.Visits(
        cookie=cookie, path=path, place=cookie, pack=lambda sent: {"serious": int(sent.is_serious)},
        unpack=lambda held: Sent(UUID(held["id"]), bool(held["serious"])),
    )  # fmt: skip


ASKED, WRITTEN_BACK = _sent_at("jsp-sent", "/vraag/verstuurd"), _sent_at("jsp-sent-back", "/antwoord")
