"""One value of a setting."""

from decimal import Decimal

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, RadioField, TextAreaField

from jsp.extensions import decimal
from jsp.forms import Line, OnceForm, OneLine
from jsp.rules.settings import Definition, Shape, Value, as_text

ONE_ROW = 100
YES_NO = (("yes", _("yes")), ("no", _("no")))


class ValueForm(OnceForm):
    """What `seen` held when the page was made tells whether somebody else changed it meanwhile.

    `sure`: what the page told comes of it.
    """

    seen = HiddenField()
    sure = HiddenField()
    value = Line(_("Value"))

    def show(self, value: Value, _ground: str) -> None:
        """Fill in what holds; a number with the decimal sign of the language."""
        self.value.data = decimal(as_text(value)) if isinstance(value, Decimal) else as_text(value)

    @property
    def why(self) -> str:
        """The ground that was typed, where one is asked."""
        return self.data.get("ground") or ""


class LongForm(ValueForm):
    """A setting that may be a sentence or two."""

    value = TextAreaField(_("Value"), [OneLine()], render_kw={"rows": 2})


class ChoiceForm(ValueForm):
    """A setting with a few possible values."""

    value = RadioField(_("Value"))


class GroundedForm(ChoiceForm):
    """The same for a choice that stands with its ground where it is not the default."""

    ground = TextAreaField(_("Your ground"), [OneLine()], render_kw={"rows": 2})

    def show(self, value: Value, ground: str) -> None:
        """Fill in what holds, and why."""
        super().show(value, ground)
        self.ground.data = ground


def is_long(setting: Definition) -> bool:
    """Whether it takes more than one row to write it."""
    return setting.shape is Shape.TEXT and setting.longest > ONE_ROW


def form_for(setting: Definition) -> ValueForm:
    """The form that fits the shape of the setting."""
    if setting.shape not in (Shape.CHOICE, Shape.YES_NO):
        return LongForm() if is_long(setting) else ValueForm()
    form = GroundedForm() if setting.asks_ground else ChoiceForm()
    form.value.choices = [(code, gettext(label)) for code, label in setting.choices] or list(YES_NO)
    return form
