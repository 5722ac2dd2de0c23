"""The house keeps its shape: sizes, rooms, no helpers, templates that only show."""

import ast
import re
from collections import defaultdict
from pathlib import Path

import pytest

from jsp.pages import ROOM_STYLES

ROOT = Path(__file__).parent.parent
CODE = sorted(ROOT.glob("jsp/**/*.py"))
PROGRAMS = [
    *CODE,
    *sorted(ROOT.glob("tests/**/*.py")),
    *sorted(ROOT.glob("bench/**/*.py")),
    *sorted(ROOT.glob("tools/*.py")),
]
TEMPLATES = sorted(ROOT.glob("jsp/templates/**/*.html"))
ROOMS = sorted(path for path in (ROOT / "jsp/blueprints").iterdir() if (path / "__init__.py").exists())
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


@pytest.mark.parametrize("path", PROGRAMS, ids=name)
def test_a_file_fits_in_the_head(path: Path) -> None:
    assert len(path.read_text().splitlines()) <= 250


@pytest.mark.parametrize("path", CODE, ids=name)
def test_a_function_fits_on_the_screen(path: Path) -> None:
    long = [
        f"{node.name}: {node.end_lineno - node.lineno + 1}"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, FUNCTIONS) and node.end_lineno and node.end_lineno - node.lineno >= 30
    ]
    assert not long


def floors(room: Path, floor: str) -> list[Path]:
    """The files of one floor of a room: one file, or one for each noun in a package of that name."""
    return sorted([*room.glob(f"{floor}.py"), *room.glob(f"{floor}/*.py")])


@pytest.mark.parametrize("path", ROOMS, ids=name)
def test_every_room_has_the_same_files(path: Path) -> None:
    assert all(floors(path, floor) for floor in ("routes", "service"))
    kept = {each.stem for each in path.iterdir() if each.suffix == ".py" or each.is_dir()} - {"__pycache__"}
    assert kept <= {"__init__", "routes", "forms", "service"}
    assert (ROOT / "jsp/templates" / path.name).is_dir(), "its templates carry its name"
    assert (ROOT / "tests" / path.name).is_dir(), "its tests carry its name"


@pytest.mark.parametrize("path", [file for room in ROOMS for file in floors(room, "routes")], ids=name)
def test_a_route_is_a_paragraph(path: Path) -> None:
    tree = ast.parse(path.read_text())
    long = [
        node.name
        for node in tree.body
        if isinstance(node, ast.FunctionDef) and node.end_lineno and node.end_lineno - node.lineno >= 22
    ]
    queries = [each for each in re.findall(r"\bselect\(|\.query\b|\.execute\(|\.scalars?\(", path.read_text())]
    assert (long, queries) == ([], [])


def test_services_never_commit() -> None:
    services = [file for room in ROOMS for file in floors(room, "service")]
    assert services
    assert not [name(path) for path in services if "commit()" in path.read_text()]


def test_no_room_for_leftovers() -> None:
    assert not [name(path) for path in CODE if path.stem in {"utils", "helpers", "base_service", "managers", "common"}]


@pytest.mark.parametrize("path", CODE, ids=name)
def test_only_the_clock_asks_the_time(path: Path) -> None:
    found = re.findall(r"datetime\.now\(|date\.today\(|time\.time\(|utcnow", path.read_text())
    assert not found or path.name == "clock.py"


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_page_only_shows(path: Path) -> None:
    text = path.read_text()
    assert len(text.splitlines()) <= 100
    assert not re.findall(r"\|\s*safe\b|<style|\sstyle=|<[^>{]+\son[a-z]+=|<script(?![^>]*\bsrc=)", text)


def test_what_is_styled_for_a_room_is_used_in_that_room_alone() -> None:
    """Elsewhere it would stand there unstyled, unless that page loads it; macros are for every room that calls them."""
    loads = defaultdict(set, {"public.css": {"public"}})
    for room, sheet in ROOM_STYLES.items():
        loads[sheet].add(room)
    everywhere = classes_of("theme.css") | classes_of("staff.css")
    wrong = [
        (sheet, each, name(path))
        for sheet, rooms in loads.items()
        for path in TEMPLATES
        if not {"macros", *rooms} & set(path.parts) and sheet not in path.read_text()
        for each in sorted((classes_of(sheet) - everywhere) & set(re.findall(r"jsp-[\w-]+", path.read_text())))
    ]
    assert not wrong


def classes_of(sheet: str) -> set[str]:
    return set(re.findall(r"\.(jsp-[\w-]+)", (ROOT / "jsp/static" / sheet).read_text()))
