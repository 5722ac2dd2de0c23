"""What is read from the environment is listed, what is listed is read, and the page about it is fresh."""

import re
from pathlib import Path

from jsp.settings_of_env import GROUPS
from tools.settings_reference import PAGE, page

ROOT = Path(__file__).parent.parent
READ = re.compile(r"(?:\benv\.\w+\(|\bos\.environ(?:\.get\(|\[))\s*[\"']([A-Z][A-Z_]+)[\"']")
SOURCES = [*sorted((ROOT / "jsp").rglob("*.py")), ROOT / "gunicorn.conf.py", ROOT / "wsgi.py"]
LISTED = {each.name for group in GROUPS for each in group.settings}


def read_in(text: str) -> set[str]:
    return set(READ.findall(text))


def test_what_is_read_is_seen() -> None:
    text = 'env.str("ONE", ""); env.bool(\n    "TWO", False); os.environ.get("THREE"); env.str(\'FOUR\')'
    assert read_in(text) == {"ONE", "TWO", "THREE", "FOUR"}


def test_what_is_read_is_listed_and_what_is_listed_is_read() -> None:
    assert {name for path in SOURCES for name in read_in(path.read_text())} == LISTED


def test_every_setting_is_listed_once_and_says_what_it_is() -> None:
    names = [each.name for group in GROUPS for each in group.settings]
    assert len(names) == len(set(names))
    assert all(each.meaning.endswith(".") and each.default for group in GROUPS for each in group.settings)


def test_the_page_is_fresh() -> None:
    assert PAGE.read_text() == page(), "run: python -m tools.settings_reference"


def test_the_front_page_points_at_it() -> None:
    assert "docs/settings.md" in (ROOT / "README.md").read_text()
