"""Who takes part in a talk."""

from typing import Any, TypeVar

from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField
from wtforms.validators import InputRequired

from jsp.forms import FILL_IN, REQUIRED, AtMost, Line, Mail, MailAddress, OnceForm, Whole
from jsp.models.focus_groups import FocusGroup
from jsp.rules.marks import marked
from jsp.rules.talk import MOST_OF_A_PART, Part
from jsp.rules.talk_plan import parts_of
from jsp.words.talk_terms import PARTS

LONGEST_NAME, LONGEST_MAIL = 80, 254
Kind = TypeVar("Kind", bound=OnceForm)


class AddressIfAny(MailAddress):
    """The same for an address that may be left out."""

    def __call__(self, form: Any, field: Any) -> None:
        if field.data:
            super().__call__(form, field)


class NamesForm(OnceForm):
    """A name and an address for each seat, both of which may stay empty. Made by `names_form`.

    `seen`: a mark of how it stood in the database; `shown`: of what stood in the fields when the page was made.
    """

    seen = HiddenField()
    shown = HiddenField()
    tags: tuple[str, ...] = ()

    def names(self) -> dict[str, tuple[str, str]]:
        """What was filled in, by tag; a seat that was added since the page was made is left alone."""
        return {
            tag: (name.data or "", mail.data or "") for tag in self.tags for name, mail in [self.pair(tag)]
            if name.raw_data and mail.raw_data
        }  # fmt: skip

    def show(self, group: FocusGroup) -> None:
        """What stands there now."""
        for seat in group.participants:
            self[f"name_{seat.tag}"].data, self[f"mail_{seat.tag}"].data = seat.name, seat.mail
        self.shown.data = marked({seat.tag: (seat.name, seat.mail) for seat in group.participants})

    @property
    def is_touched(self) -> bool:
        """Whether something was typed that is not saved yet."""
        return bool(self.shown.data != marked(self.names()))

    def pair(self, tag: str) -> tuple[Any, Any]:
        """The two fields of a seat."""
        return self[f"name_{tag}"], self[f"mail_{tag}"]


def names_form(group: FocusGroup, **given: Any) -> NamesForm:
    """The form for the seats that this talk has."""
    tags = tuple(seat.tag for seat in group.participants)
    fields: dict[str, Any] = {"tags": tags}
    for tag in tags:
        fields[f"name_{tag}"] = Line(_("Name of %(tag)s", tag=tag), [AtMost(LONGEST_NAME)])
        fields[f"mail_{tag}"] = Mail(_("E-mail of %(tag)s", tag=tag), [AtMost(LONGEST_MAIL), AddressIfAny()])
    kind: type[NamesForm] = type("NamesForm", (NamesForm,), fields)
    return kind(**given)


def shown_names(group: FocusGroup) -> NamesForm:
    """One that nobody sent yet, with what stands there now."""
    form = names_form(group, formdata=None)
    form.renew()
    form.show(group)
    return form


def fresh(kind: type[Kind]) -> Kind:
    """A form that nobody sent yet, also on the page of another one that was refused."""
    form = kind(formdata=None)
    form.renew()
    return form


class SeatsForm(OnceForm):
    """More people of one role."""

    part = SelectField(_("As what?"), [InputRequired(REQUIRED)])
    more = Whole(
        _("How many more?"), [InputRequired(FILL_IN)], default=1,
        render_kw={"min": 1, "max": MOST_OF_A_PART, "inputmode": "numeric"},
    )  # fmt: skip

    def ask(self, group: FocusGroup) -> None:
        """What fits the form of the talk."""
        self.part.choices = [(part.value, PARTS[part]) for part in parts_of(group.form)]

    def chosen(self) -> Part:
        """The role."""
        return Part(self.part.data)
