"""The HTML of every page follows the standard."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import absent
from tests.e2e.conftest import ROOT, Opener
from tests.e2e.places import choose_language, contact_of, opening_of, places

CHECKER = ROOT / "node_modules/.bin/html-validate"


@pytest.mark.parametrize("live", ["sqlite"], indirect=True)
def test_html_of_every_page_is_valid(opened: Opener, live: str, tmp_path: Path) -> None:
    """The recommended rules."""
    if shutil.which("node") is None or not CHECKER.exists():
        absent("Node.js")
    written, sanne = {}, opened(by="sanne")
    for language in ("nl", "en"):
        pages = {}
        for number, place in enumerate(places(contact_of(sanne), opening_of(sanne))):
            if place.by not in pages:
                pages[place.by] = opened(by=place.by)
                choose_language(pages[place.by].context, language, live)
            file = tmp_path / f"{language}-{number}.html"
            file.write_text(place.visit(pages[place.by]).text())
            written[str(file)] = f"{language} {place}"
    problems = [
        f"{written[file['filePath']]}, line {each['line']}: {each['ruleId']}: {each['message']}"
        for file in check(tmp_path)
        for each in file["messages"]
    ]
    assert not problems, "\n".join(["", *problems])


def check(folder: Path) -> list[dict]:  # type: ignore[type-arg]
    """What the checker says; it ends with 1 when it has something to say. It cuts off what it writes to a pipe."""
    config, said = Path(__file__).with_name("htmlvalidate.json"), folder / "said.json"
    command = [CHECKER, "--config", config, "--formatter", "json", *sorted(folder.glob("*.html"))]
    with said.open("w") as out:
        code = subprocess.run(command, cwd=ROOT, stdout=out, timeout=120).returncode
    assert code in (0, 1)
    return json.loads(said.read_text())
