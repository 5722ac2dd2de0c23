"""Content in versions as a file: the choice of one, the yes to what it holds, and the file for another JSP."""

from typing import Any, ClassVar

from flask_babel import gettext
from flask_wtf.file import FileField
from werkzeug.wrappers import Response

from jsp import downloads
from jsp.forms import OnceForm
from jsp.forms.carried import NotedForm
from jsp.forms.places import place_in_words
from jsp.rules.refusal import DomainError
from jsp.rules.toml_file import MOST_BYTES
from jsp.verbs import editions
from jsp.verbs.library import Kind, V


class ContentFileForm(OnceForm):
    """Choose a file with content of this kind."""

    kind: ClassVar[Kind[Any, Any]]
    file: FileField

    def content(self) -> Any:
        """What is in it. Raises DomainError that says what is wrong, and where."""
        with place_in_words():
            return self.kind.read_file(self.file.data.read(MOST_BYTES + 1))


class ContentForm(NotedForm):
    """The yes to content of this kind. `shown`: that content, beside what is here."""

    kind: ClassVar[Kind[Any, Any]]
    shown: editions.Preview[Any, Any]

    def content(self) -> Any:
        """What was shown. Raises DomainError for what we did not show."""
        return self.kind.checked(self.carried())

    def look(self, content: Any) -> None:
        """Show it, though nobody said yes to it yet. Raises DomainError for what does not follow on what is here."""
        self.shown = editions.preview(self.kind, content)
        self.carry(self.kind.to_data(content))
        self.seen.data = self.shown.seen
        self.note.data = "" if self.shown.newest else gettext("First version here.")
        self.renew()

    def look_again(self) -> bool:
        """Show the same beside what is here now; False where nobody can read it."""
        try:
            self.shown = editions.preview(self.kind, self.content())
        except DomainError:
            return False
        self.seen.data = self.shown.seen
        return True


def as_file(kind: Kind[V, Any], version: V) -> Response:
    """A version as a file that people can read and another JSP can import."""
    return downloads.as_file(kind.write_file(version.content), f"{kind.row_of(version).code}-{version.number}.toml")
