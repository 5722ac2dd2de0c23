"""Short marks of what something holds, to notice that it is something else by now."""

import hashlib


def marked(*parts: object) -> str:
    """The same for equal parts in the same order."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
