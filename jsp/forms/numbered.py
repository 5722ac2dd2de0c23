"""Rows of fields in one form, each the same."""

from collections.abc import Iterator
from typing import Any

from wtforms import FieldList


class Numbered(FieldList):  # type: ignore[misc]
    """At most so many rows; numbers in the names of fields that we did not make are left alone."""

    def __init__(self, field: Any, most: int, **kwargs: Any) -> None:
        super().__init__(field, **kwargs)
        self.most = most

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        ours = {f"{prefix}-{at}": at for at in range(self.most)}
        found = {"-".join(name.split("-", 2)[:2]) for name in formdata}
        return (at for name, at in ours.items() if name in found)
