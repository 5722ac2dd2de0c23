"""What people fill in of a codebook and of a code."""

from collections.abc import Iterable
from typing import Any, Self
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.validators import DataRequired, Optional

from jsp.blueprints.coding.service.codes import CodeDraft
from jsp.forms import FILL_IN, AtMost, Line, OnceForm, Paragraphs
from jsp.forms.seen import SeenForm
from jsp.models.coding import Code
from jsp.rules.code_tree import Tree
from jsp.rules.coding import COLOURS, DEEPEST, LONGEST_DEFINITION, LONGEST_NAME
from jsp.words.code_terms import COLOUR_NAMES

OWN = "own"
LONGEST_BOOK = 120


def uuid_or_none(raw: Any) -> UUID | None:
    """What was chosen; None for the empty choice, and for what is no choice."""
    try:
        return UUID(str(raw)) if raw else None
    except ValueError:
        return None


class BookForm(SeenForm):
    """The name of a codebook."""

    name = Line(_("What is it called?"), [DataRequired(FILL_IN), AtMost(LONGEST_BOOK)])

    def show(self, name: str) -> None:
        """As it is called, where nobody sent anything yet."""
        if not self.is_submitted():
            self.name.data = name
        self.see(name)


class NewBookForm(OnceForm):
    """A codebook, and what it begins with."""

    name = Line(_("What is it called?"), [DataRequired(FILL_IN), AtMost(LONGEST_BOOK)])
    origin = SelectField(_("What does it begin with?"), [Optional()])

    def offer(self, starts: Iterable[tuple[str, str]]) -> None:
        """The books to begin with: their codes and names."""
        self.origin.choices = [("", gettext("no codes")), *starts]


class PlaceForm(OnceForm):
    """A place in a codebook: another code, or the outermost level."""

    under = SelectField(_("Under which code?"), [Optional()], coerce=uuid_or_none)

    def offer(self, codes: Tree[Code], *, without: UUID | None = None) -> None:
        """Where it may stand: not within `without`, and not deeper than codes go."""
        fit = [
            (str(each.code.id), each.path) for each in codes.branches
            if each.depth < DEEPEST and not (without and codes.is_within(each.code.id, without))
        ]  # fmt: skip
        self.under.choices = [("", gettext("under none")), *fit]


class CodeForm(SeenForm):
    """What a code is called, what it means, and its colour."""

    name = Line(_("Name"), [DataRequired(FILL_IN), AtMost(LONGEST_NAME)])
    definition = Paragraphs(_("When do you give this code?"), [AtMost(LONGEST_DEFINITION)])
    colour = SelectField(_("Colour"), choices=[*COLOUR_NAMES.items(), (OWN, _("a colour of our own"))])
    own_colour = Line(_("A colour of your own"), [AtMost(7)])

    def draft(self) -> CodeDraft:
        """What was filled in."""
        colour = self.own_colour.data if self.colour.data == OWN else self.colour.data
        return CodeDraft(self.name.data, self.definition.data, colour)

    def show(self, code: Code, mark: str) -> Self:
        """As the code stands, where nobody sent anything yet."""
        if not self.is_submitted():
            self.name.data, self.definition.data = code.name, code.definition
            is_ours = code.colour in COLOURS
            self.colour.data, self.own_colour.data = (code.colour, "") if is_ours else (OWN, code.colour)
        self.see(mark)
        return self


class NewCodeForm(CodeForm, PlaceForm):
    """The same for a code that is not there yet, and where it stands."""

    def begin(self, under: str, colour: str) -> None:
        """Under the code from which somebody came, in that colour."""
        self.colour.data = colour
        if under in {value for value, _name in self.under.choices}:
            self.under.data = UUID(under) if under else None


class MergeForm(OnceForm):
    """Into which other code."""

    into = SelectField(_("Into which code?"), [DataRequired(FILL_IN)], coerce=uuid_or_none)

    def offer(self, codes: Tree[Code], code: Code) -> None:
        """All others that do not stand under it."""
        others = [each for each in codes.branches if not codes.is_within(each.code.id, code.id)]
        self.into.choices = [(str(each.code.id), each.path) for each in others]
