"""The words of the cards of consent belong to a version: whoever changes them gives them another one."""

import hashlib
import re
from pathlib import Path

from jsp.rules.consent import TEXT_VERSION
from tests.test_architecture import ROOT

CARDS = ("card_texts", "ask_card", "start_card", "tell", "parent_text")
SAID = re.compile(r'_\("((?:[^"\\]|\\.)*)"')
MARKS = {"2026-11": "ba0c8cb20c88fb1b", "2026-11b": "41c983d278481af3", "2026-11c": "af3323545eb9e17b"}


def mark() -> str:
    """Of all that is said on the cards, in the order in which it stands there."""
    pages = [Path(ROOT / "jsp/templates/referrals" / f"{name}.html").read_text() for name in CARDS]
    said = [text for page in pages for text in SAID.findall(page)]
    assert len(said) > 30
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:16]


def test_other_words_are_another_version() -> None:
    assert MARKS.get(TEXT_VERSION) == mark(), "give the texts another TEXT_VERSION, and add its mark here"
