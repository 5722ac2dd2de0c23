"""Rows of fields in one form, each the same."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

from wtforms import FieldList

from jsp.rules.refusal import N_, DomainError

OTHER_ANSWERS = N_("Choose the file again.")


class Numbered(FieldList):  # type: ignore[misc]
    """At most so many rows; numbers in the names of fields that we did not make are left alone."""

    def __init__(self, field: Any, most: int, **kwargs: Any) -> None:
        super().__init__(field, **kwargs)
        self.most = most

    def _extract_indices(self, prefix: str, formdata: Any) -> Iterator[int]:
        ours = {f"{prefix}-{at}": at for at in range(self.most)}
        found = {"-".join(name.split("-", 2)[:2]) for name in formdata}
        return (at for name, at in ours.items() if name in found)


class Answers(FieldList):  # type: ignore[misc]
    """One to each question, by its number. Without one for each they would be taken for those to other questions."""

    numbers: Sequence[int] = ()

    def check(self, asked: int) -> None:
        """Raises DomainError where what was sent are no answers to so many questions."""
        if self.numbers and list(self.numbers) != list(range(asked)):
            raise DomainError(OTHER_ANSWERS)

    def _extract_indices(self, prefix: str, formdata: Any) -> Sequence[int]:
        asked = re.compile(rf"{re.escape(prefix)}-(0|[1-9][0-9]{{0,4}})")
        self.numbers = sorted({int(found[1]) for found in map(asked.fullmatch, formdata) if found})
        return self.numbers
