"""Every page, in both languages, on a phone and on a desktop: valid, accessible, no wider than the screen, no error.

Axe and the checker read the Dutch pages; the English ones have the same elements with other words, which have to fit.
"""

import json
import shutil
import subprocess
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import ConsoleMessage, Page

from tests.conftest import absent
from tests.e2e.conftest import ROOT, Opener
from tests.e2e.places import Place, choose_language, contact_of, opening_of, places

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"], "preload": False}
AXE = Axe().axe_script
SEEN = """async ([rules, known]) => ({
    language: document.documentElement.lang,
    wider: document.documentElement.scrollWidth - innerWidth,
    breaches: rules ? (await axe.run({exclude: known}, rules)).violations : [],
})"""  # in one go, and of what axe found a tenth
WIDTHS = {"nl": (360, 1280), "en": (360,)}
FRAME = [["body > header"], ["body > footer"]]  # the same on every page of somebody
CHECKER = ROOT / "node_modules/.bin/html-validate"


@pytest.mark.parametrize(("language", "part"), [("nl", 0), ("nl", 1), ("en", 0), ("en", 1)])
@pytest.mark.parametrize("live", ["sqlite"], indirect=True)
def test_every_page(opened: Opener, live: str, language: str, part: int, tmp_path: Path) -> None:
    """Every other page at a time: all of them take longer than one test may on a busy machine."""
    if shutil.which("node") is None or not CHECKER.exists():
        absent("Node.js")
    problems: list[str] = []
    pages: dict[str | None, Watched] = {}
    written: dict[str, Place] = {}
    sanne = opened(by="sanne")
    for number, place in enumerate(places(contact_of(sanne), opening_of(sanne))[part::2]):
        if place.by not in pages:
            pages[place.by] = Watched(opened(by=place.by, reduced_motion="reduce"), language)
            choose_language(pages[place.by].page.context, language, live)
        file = tmp_path / f"{number}.html"
        problems += [f"{place}: {problem}" for problem in pages[place.by].look(place, file)]
        written[str(file)] = place
    if language == "nl":
        problems += [f"{written[path]}: {problem}" for path, problem in invalid(tmp_path)]
    assert not problems, "\n".join(["", *problems])


class Watched:
    """A page of which every error is heard."""

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
        self.language = language
        self.rules = RULES if language == "nl" else None
        self.heard: list[str] = []
        self.looked = 0
        if self.rules:
            page.add_init_script(AXE)
        page.on("console", self._hear)
        page.on("pageerror", lambda error: self.heard.append(f"script: {error}"))

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            self.heard.append(f"console: {message.text}")

    def look(self, place: Place, file: Path) -> list[str]:
        """What is wrong here; what the server sent goes to the file."""
        self.heard.clear()
        widths = WIDTHS[self.language]
        self._widen(widths[0])
        file.write_text(place.visit(self.page).text())
        expected = f"console: Failed to load resource: the server responded with a status of {place.status}"
        problems = []
        self.looked += 1
        for at, width in enumerate(widths):
            if width != widths[0]:
                self._widen(width)
            problems += [f"{problem} at {width} px" for problem in self._see(with_axe=self.looked % 2 == at)]
        return problems + [text for text in self.heard if place.status < 400 or not text.startswith(expected)]

    def _widen(self, width: int) -> None:
        self.page.set_viewport_size({"width": width, "height": 800})

    def _see(self, *, with_axe: bool) -> list[str]:
        """What is wrong with the page at this width; axe reads every page once, one on a phone and the next not.

        What frames the pages it reads on the first two.
        """
        seen = self.page.evaluate(SEEN, [self.rules if with_axe else None, FRAME if self.looked > 2 else []])
        problems = [] if seen["language"] == self.language else [f"not in {self.language}"]
        if seen["wider"] > 0:
            problems.append(f"{seen['wider']} px wider than the screen")
        return problems + [
            f"{rule['id']}: {node['target']} {node['failureSummary']}".replace("\n", " ")
            for rule in seen["breaches"]
            for node in rule["nodes"]
        ]


def invalid(folder: Path) -> list[tuple[str, str]]:
    """The file and what breaks the recommended rules of HTML there. The checker cuts off what it writes to a pipe."""
    config, said = Path(__file__).with_name("htmlvalidate.json"), folder / "said.json"
    command = [CHECKER, "--config", config, "--formatter", "json", *sorted(folder.glob("*.html"))]
    with said.open("w") as out:
        code = subprocess.run(command, cwd=ROOT, stdout=out, timeout=120).returncode
    assert code in (0, 1), f"html-validate ended with {code}"
    return [
        (file["filePath"], f"line {each['line']}: {each['ruleId']}: {each['message']}")
        for file in json.loads(said.read_text())
        for each in file["messages"]
    ]
