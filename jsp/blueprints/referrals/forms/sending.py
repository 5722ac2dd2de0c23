"""How it goes to the partner, and how old they are once more where that may have changed."""

from flask_babel import lazy_gettext as _
from wtforms import RadioField
from wtforms.validators import InputRequired, Optional

from jsp.forms import REQUIRED, OnceForm
from jsp.rules.consent import Age
from jsp.rules.referral import Way
from jsp.words.referral_terms import AGES, WARMTHS, WAYS

HOW = [*WARMTHS.items(), (Way.WRITTEN, WAYS[Way.WRITTEN])]


class SendForm(OnceForm):
    """One tap sends."""

    how = RadioField(_("How do we pass it on?"), [InputRequired(REQUIRED)], choices=HOW)
    age = RadioField(_("How old are they now?"), [Optional()], choices=list(AGES.items()))

    @property
    def age_now(self) -> Age | None:
        """The age that was tapped once more, where that was asked."""
        return Age(self.age.data) if self.age.data else None

    def offer_ages(self, ages: tuple[Age, ...]) -> None:
        """Only what it can be now."""
        self.age.choices = [(age, AGES[age]) for age in ages] or list(AGES.items())
