"""Which partner, and how old they say they are: every choice sends itself."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, SelectField
from wtforms.validators import InputRequired, NumberRange

from jsp.forms import REQUIRED, OnceForm, Whole
from jsp.models.ground import Site
from jsp.rules.consent import Age
from jsp.rules.refusal import N_
from jsp.words import referral_terms


class PartnerId(Whole):
    """Which partner: the button that was tapped says it."""

    refusal = N_("This partner has stopped or moved. Choose another one.")


HIGHEST = 2**31 - 1  # no database has an id beyond it
LONGEST_QUERY = 200


class ChooseForm(OnceForm):
    """A partner, and the school where the conversation belongs to none."""

    partner = PartnerId(_("To whom?"), [InputRequired(REQUIRED), NumberRange(1, HIGHEST, _(PartnerId.refusal))])
    site = SelectField(_("For which school?"))
    another = BooleanField(_("It is for somebody else: begin another one"))

    def offer(self, sites: list[Site], site: Site | None) -> None:
        """Only where the conversation belongs to no school there is something to choose."""
        self.site.choices = [(each.code, each.name) for each in ([site] if site else sites)]
        if site is not None or not self.site.data:
            self.site.data = self.site.choices[0][0] if self.site.choices else ""


class AgeForm(OnceForm):
    """How old, in bands; each a button."""

    seen = HiddenField()
    age = RadioField(_("How old are you?"), [InputRequired(REQUIRED)], choices=list(referral_terms.AGES.items()))

    @property
    def chosen(self) -> Age:
        """The band that was tapped."""
        return Age(self.age.data)
