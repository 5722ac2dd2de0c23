"""One figure as it was released: a number, too few to tell, or not told at all."""

from dataclasses import dataclass

from jsp.rules.disclosure import LEAST

TOO_FEW = f"<{LEAST}"
NOT_TOLD = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One figure. `is_told`: it was released; then no `value` means fewer than ten."""

    value: int | None
    is_told: bool = True

    @property
    def text(self) -> str:
        """As it stands on the page, in a chart and in a file."""
        if not self.is_told:
            return NOT_TOLD
        return TOO_FEW if self.value is None else str(self.value)

    @property
    def is_small(self) -> bool:
        """Whether somebody could ask why there is no number."""
        return self.is_told and self.value is None


ABSENT = Cell(None, is_told=False)
