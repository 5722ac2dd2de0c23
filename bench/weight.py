"""What a page weighs: the page itself and every file of ours that it asks for, as a browser would get them."""

import re
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from bench.client import Visitor, send

FILES = re.compile(r'(?:href|src)="(/static/[^"#]+)')
NAMED = re.compile(r"url\([\"']?([^\"')#]+)[\"']?\)|\bfrom\s+[\"'](\.[^\"']+)")
GZIP = ("Accept-Encoding: gzip",)


@dataclass(frozen=True)
class Weight:
    """Bytes over the network, without headers."""

    page: int
    files: dict[str, int]
    uncompressed: tuple[str, ...]

    @property
    def total(self) -> int:
        """The page and all its files."""
        return self.page + sum(self.files.values())


def weigh(visitor: Visitor, path: str) -> Weight:
    """Open the page with an empty cache, and everything that it names or that its styles and scripts name."""
    page = send(visitor.port, visitor.request(path, headers=GZIP)).body
    waiting = list(dict.fromkeys(FILES.findall(page.decode())))
    files: dict[str, int] = {}
    uncompressed = []
    while waiting:
        address = waiting.pop()
        if urlsplit(address).path in files:
            continue
        answer = send(visitor.port, Visitor(visitor.port).request(address, headers=GZIP))
        files[urlsplit(address).path] = len(answer.body)
        if ("content-encoding", "gzip") not in answer.headers:
            uncompressed.append(urlsplit(address).path)
        if address.partition("?")[0].endswith((".css", ".js")):
            waiting += _named_in(visitor.port, address)
    return Weight(len(page), files, tuple(uncompressed))


def _named_in(port: int, address: str) -> list[str]:
    text = send(port, Visitor(port).request(address)).body.decode()
    names = [one or other for one, other in NAMED.findall(text)]
    return [urljoin(address, name) for name in names if not name.startswith("data:")]
