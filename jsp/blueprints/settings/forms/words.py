"""The words of one school."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import HiddenField

from jsp.forms import AtMost, Line, OnceForm
from jsp.words.terms import Term

LANGUAGES = (("nl", _("Dutch")), ("en", _("English")))
NAMES = tuple(f"{term}_{language}" for term in Term for language, _label in LANGUAGES)
LABELS: dict[Term, Any] = {
    Term.PUPIL: _("Who learns here"),
    Term.MENTOR: _("Their tutor"),
    Term.MENTOR_LESSON: _("The lesson of the tutor"),
    Term.CLASS: _("The group that they are in"),
    Term.ROOM: _("Where you sit"),
}


def word_of(field: str) -> str:
    """Which word a change of the history is about, such as `word_pupil_nl`."""
    term, _underscore, code = field.removeprefix("word_").rpartition("_")
    return f"{LABELS[Term(term)]} ({dict(LANGUAGES)[code]})"


class WordsForm(OnceForm):
    """A field for each word and language; an empty one means the usual word. `seen`: see RowForm."""

    seen = HiddenField()

    @property
    def words(self) -> dict[str, str]:
        """What was filled in, by word and language."""
        return {name: self[name].data or "" for name in NAMES}

    def show(self, words: dict[str, str]) -> None:
        """Fill in what this school says."""
        for name in NAMES:
            self[name].data = words.get(name, "")


for _term in Term:
    for _code, _language in LANGUAGES:
        setattr(WordsForm, f"{_term}_{_code}", Line(_language, [AtMost(30)]))
