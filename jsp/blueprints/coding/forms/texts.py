"""What people send while they code a text."""

from collections.abc import Sequence
from typing import Any, Self
from uuid import UUID

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, IntegerField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired

from jsp.blueprints.coding.forms.codes import uuid_or_none
from jsp.forms import FILL_IN, OnceForm, OurForm, Paragraphs, Whole, Within
from jsp.forms.seen import SeenForm
from jsp.rules.coding import LONGEST_MEMO
from jsp.rules.passages import NOTHING, Step, Word
from jsp.rules.refusal import DomainError

MOST_CHOICES = 300  # words that are offered in a list; of a longer line the numbers are filled in


class Codes(SelectMultipleField):  # type: ignore[misc]
    """Any codes; whether they can be given is for who gives them."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=uuid_or_none, choices=(), validate_choice=False, **kwargs)

    def chosen(self) -> list[UUID]:
        """Those that are keys."""
        return [each for each in self.data or [] if each is not None]


class GiveForm(OurForm):
    """What the script sends: from where to where in which version of the text, and the code."""

    starts = IntegerField(validators=[InputRequired()])
    ends = IntegerField(validators=[InputRequired()])
    version = IntegerField(validators=[InputRequired()])
    codes = Codes()


class UndoForm(OurForm):
    """Which step is taken back."""

    step = IntegerField(validators=[InputRequired()])


class LineForm(OnceForm):
    """Codes for words of a line, chosen by their numbers. `count`: how many words it has."""

    has_lists = True
    count = 0
    version = HiddenField()
    first = SelectField(_("From which word?"), coerce=int, validate_choice=False)
    last = SelectField(_("Up to and including which word?"), coerce=int, validate_choice=False)
    codes = Codes()

    def offer(self, words: Sequence[Word], first: int, last: int) -> None:
        """The words of the line; the first and the last of them where nothing else is asked for."""
        self.count = len(words)
        named = [(each.number, f"{each.number}. {each.text[:40]}") for each in words]
        self.first.choices = self.last.choices = named
        if not self.is_submitted():
            self.first.data = first if 0 < first <= len(words) else 1
            self.last.data = last if 0 < last <= len(words) else len(words)

    def span(self, words: Sequence[Word]) -> tuple[int, int]:
        """From where to where. Raises DomainError for words that are not in the line."""
        first, last = self.first.data or 0, self.last.data or 0
        if not (0 < first <= len(words) and 0 < last <= len(words)):
            raise DomainError(NOTHING, field="first")
        return words[first - 1].span.start, words[last - 1].span.end


class LongLineForm(LineForm):
    """The same for a line of so many words that a list of them would be too long."""

    has_lists = False
    first = Whole(_("From which word?"), [InputRequired(FILL_IN)])
    last = Whole(_("Up to and including which word?"), [InputRequired(FILL_IN)])


class MemoForm(SeenForm):
    """What somebody thought."""

    memo = Paragraphs(_("Memo"), [Within(LONGEST_MEMO)])


class PlaceForm(SeenForm):
    """A button about a place in a text."""

    @classmethod
    def fresh(cls, mark: str) -> Self:
        """One that nobody sent yet, for a page on which it stands so."""
        form = cls(formdata=None)
        form.renew()
        form.seen.data = mark
        return form


class BorderForm(PlaceForm):
    """One border a word further."""

    step = SelectField(choices=[(each.value, each.value) for each in Step])
