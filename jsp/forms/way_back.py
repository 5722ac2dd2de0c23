"""The page to come back to, as a form or an address says it."""

import re

OWN_PATH = re.compile(r"/(?![/\\])[!-~]*")  # printable ASCII: browsers skip tabs and line ends in an address


def own_path(said: str | None, otherwise: str) -> str:
    """A path of this site; `otherwise` where it is none."""
    path = said or ""
    return path if OWN_PATH.fullmatch(path) else otherwise
