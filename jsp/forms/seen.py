"""Forms about what others may change as well."""

from wtforms import HiddenField

from jsp.forms import OnceForm


class SeenForm(OnceForm):
    """A form about something that others may change too; `seen`: how it stood when the page was made."""

    seen = HiddenField()

    @property
    def saw(self) -> str:
        """How it stood then."""
        return self.seen.data or ""

    def see(self, mark: object) -> None:
        """Remember how it stands; who was told that it changed sees that now."""
        if not self.is_submitted() or self.seen.errors:
            self.seen.data = str(mark)
