"""All themes against all disciplines."""

from wtforms import HiddenField, SelectMultipleField

from jsp.blueprints.settings.service.matrix import Matrix, Pair
from jsp.forms import OnceForm


class MatrixForm(OnceForm):
    """A tick for each pair; `seen`: see RowForm."""

    seen = HiddenField()
    pairs = SelectMultipleField()

    def offer(self, matrix: Matrix) -> None:
        """Every pair; those that hold are ticked."""
        self.pairs.choices = [(f"{theme.id}-{each.id}", "") for theme in matrix.themes for each in matrix.disciplines]
        if not self.is_submitted():
            self.pairs.data = [f"{theme}-{discipline}" for theme, discipline in matrix.pairs]
            self.seen.data = matrix.mark

    def draft(self) -> frozenset[Pair]:
        """The pairs that are ticked."""
        return frozenset((int(theme), int(each)) for theme, _dash, each in (p.partition("-") for p in self.pairs.data))
