"""The guides that come with this app, each as a file that can be read beside it."""

from functools import cache
from pathlib import Path

from jsp.rules.guide import Guide
from jsp.rules.guide_file import read_file

FOLDER = Path(__file__).parent / "guides"
INVENTORY, TOGETHER, CARERS = "inventarisatie", "samenwerken", "ouderavond"
USUAL = (TOGETHER, INVENTORY, CARERS)


@cache
def usual_guide(code: str) -> Guide:
    """One of USUAL."""
    return read_file((FOLDER / f"{code}.toml").read_bytes())
