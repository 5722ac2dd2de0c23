"""The list of all libraries is what is installed and what browsers get, neither more nor less."""

import json
import re
from importlib.metadata import distribution, distributions

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.sbom import ROOT, SBOM, bill

LISTED = {part["purl"]: part for part in json.loads(SBOM.read_text())["components"]}


def test_it_is_that_of_now() -> None:
    assert json.loads(SBOM.read_text()) == bill(), "run: python -m tools.sbom"


def test_nothing_that_is_pinned_is_missing() -> None:
    lines = [line for line in (ROOT / "requirements.txt").read_text().splitlines() if line[:1].strip() and "==" in line]
    assert len(lines) == sum(purl.startswith("pkg:pypi/") for purl in LISTED) > 50


def test_nothing_that_they_need_is_missing() -> None:
    names = {canonicalize_name(part["name"]) for purl, part in LISTED.items() if purl.startswith("pkg:pypi/")}
    here = {canonicalize_name(each.name) for each in distributions()}
    assert len(names & here) > 50  # some are for other systems alone
    needed = {
        canonicalize_name(need.name)
        for name in names & here
        for need in map(Requirement, distribution(name).requires or ())
        if need.marker is None or need.marker.evaluate({"extra": ""})
    }
    assert needed - names == set()


def test_the_work_of_others_that_browsers_get_is_in_it() -> None:
    served = re.findall(r"npm packages? (@?[\w/-]+), version", (ROOT / "NOTICE").read_text())
    assert len(served) >= 3
    assert {part["name"] for purl, part in LISTED.items() if purl.startswith("pkg:npm/")} >= set(served)
