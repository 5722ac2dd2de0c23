"""`python -m tools.sbom` writes sbom.json (CycloneDX): all that is installed for the app, and all that browsers get."""

import json
import re
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_URL, uuid5

ROOT = Path(__file__).parent.parent
SBOM = ROOT / "sbom.json"
PINNED = re.compile(r"^([a-z0-9][a-z0-9.-]*)(?:\[[a-z,]+\])?==([^\s;\\]+)", re.MULTILINE)
SERVED = re.compile(r"(@?[a-z0-9/-]+), version (\d[\w.]*\w)")


def bill() -> dict[str, Any]:
    """The whole list. It changes with what is in it alone, not with the day on which it is made."""
    parts = [_part("pypi", *each) for each in PINNED.findall((ROOT / "requirements.txt").read_text())]
    parts += [_part("npm", *each) for each in SERVED.findall((ROOT / "NOTICE").read_text())]
    seed = " ".join(part["purl"] for part in parts)
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid5(NAMESPACE_URL, seed)}",
        "version": 1,
        "metadata": {"component": {"type": "application", "name": "jsp", "bom-ref": "jsp"}},
        "components": sorted(parts, key=lambda part: part["purl"]),
    }


def _part(kind: str, name: str, version: str) -> dict[str, str]:
    address = f"pkg:{kind}/{name.replace('@', '%40')}@{version}"
    return {"type": "library", "name": name, "version": version, "purl": address, "bom-ref": address}


if __name__ == "__main__":
    SBOM.write_text(json.dumps(bill(), indent=1) + "\n")
