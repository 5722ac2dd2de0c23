"""What can be asked of a conversation that exists."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Self
from uuid import UUID

from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import BooleanField, SelectField, StringField
from wtforms.validators import InputRequired, Optional

from jsp import clock
from jsp.blueprints.intake.service import Wish
from jsp.forms import FILL_IN, REQUIRED, AtMost, Day, Line, OnceForm
from jsp.forms.contact import ContactForm
from jsp.forms.desk import offer
from jsp.models.accounts import User
from jsp.models.contacts import Contact, SafetyStep
from jsp.models.ground import Discipline, SchoolClass, Site, Theme

STEPS = {
    SafetyStep.SIGNALS: _("1. Put the signals in a row"),
    SafetyStep.CONSULT: _("2. Talk with a colleague, and with Veilig Thuis if needed (without a name is possible)"),
    SafetyStep.TALK: _("3. Talk with those it is about"),
    SafetyStep.WEIGH: _("4. Weigh it with the assessment framework"),
    SafetyStep.DECIDE: _("5. Decide: report and/or organise help"),
}


class EditForm(ContactForm):
    """The desk again for a contact that exists, with the reason that a late change needs."""

    reason = Line(_("Why does this have to change?"), [AtMost(300)])

    def open(self, user: User, contact: Contact) -> None:
        """Offer what can be chosen, and show what was kept unless something was sent."""
        offer(self, user, contact.site, kept=contact.draft)
        self._keep(self.colleague, contact.colleague, "first_name")
        self._keep(self.school_class, contact.school_class, "code")
        self._keep(self.discipline, contact.discipline, "name")
        if not self.is_submitted():
            self.site.data = contact.site.code
            self.show(contact.draft)

    @staticmethod
    def _keep(field: SelectField, row: User | SchoolClass | Discipline | None, label: str) -> None:
        """An answer that is no longer offered may stay."""
        if row is not None and row.id not in dict(field.choices):
            field.choices = [*field.choices, (row.id, getattr(row, label))]


class HandOverForm(OnceForm):
    """To which colleague, and when they will follow up."""

    to = SelectField(_("To whom?"), [InputRequired(REQUIRED)], coerce=int)
    follow_up_on = Day(_("Follow up on"), [InputRequired(_("Fill in a day, such as 2026-11-23."))])

    def offer(self, colleagues: list[User]) -> None:
        """The colleagues of the site; follow-up tomorrow unless said otherwise."""
        self.to.choices = [(colleague.id, colleague.first_name) for colleague in colleagues]
        if not self.is_submitted():
            self.follow_up_on.data = clock.today() + timedelta(days=1)


class SafetyForm(OnceForm):
    """The dates of the five steps, and that the story is kept elsewhere."""

    signals = Day(STEPS[SafetyStep.SIGNALS], [Optional()])
    consult = Day(STEPS[SafetyStep.CONSULT], [Optional()])
    talk = Day(STEPS[SafetyStep.TALK], [Optional()])
    weigh = Day(STEPS[SafetyStep.WEIGH], [Optional()])
    decide = Day(STEPS[SafetyStep.DECIDE], [Optional()])
    recorded_elsewhere = BooleanField(_("Recorded in the file of my own organisation"))

    def draft(self) -> dict[str, date | None]:
        """The days of the steps, by the column that keeps them."""
        return {f"{step}_on": self[step].data for step in SafetyStep}

    def show(self, contact: Contact) -> None:
        """Fill in what is known."""
        if contact.safety is not None:
            self.recorded_elsewhere.data = contact.safety.recorded_elsewhere
            for step in SafetyStep:
                self[step].data = getattr(contact.safety, f"{step}_on")


class CallForm(OnceForm):
    """When to call somebody next, and that it was agreed how to reach them."""

    on = Day(_("Next call"), [InputRequired(FILL_IN)])
    is_reachable = BooleanField(_("Agreed to be reachable"))

    @classmethod
    def of(cls, contact: Contact) -> Self:
        """For one contact, with what is known."""
        form = cls(formdata=None)
        form.renew()
        form.on.data, form.is_reachable.data = contact.follow_up_on, contact.is_reachable_agreed
        return form


class FilterForm(FlaskForm):  # type: ignore[misc]
    """Narrows the list of contacts. Choices are ids in the address; nothing that was typed stands there."""

    class Meta:
        csrf = False

    site = SelectField(_("Site"), [Optional()], default="")
    theme = SelectField(_("Theme"), [Optional()], default="")
    since = Day(_("From"), [Optional()])
    before = StringField()

    def offer(self, sites: Sequence[Site], themes: Sequence[Theme]) -> None:
        """All sites of this worker and all themes, archived ones too: they can stand on old contacts."""
        self.site.choices = [("", _("all")), *((str(site.id), site.name) for site in sites)]
        self.theme.choices = [("", _("all")), *((str(theme.id), theme.name) for theme in themes)]

    def wish(self) -> Wish:
        """What was asked for, in so far as it can be: an impossible choice narrows nothing."""
        if not self.validate():
            for name in self.errors:
                self[name].data = None
        return Wish(
            site_id=int(self.site.data) if self.site.data else None,
            theme_id=int(self.theme.data) if self.theme.data else None,
            since=self.since.data,
            before=self._before(),
        )

    def address(self, last: tuple[date, UUID]) -> dict[str, str]:
        """The choices made, and where the next page starts, for the address of that page."""
        chosen = {"site": self.site.data, "theme": self.theme.data, "since": self.since.data and str(self.since.data)}
        return {name: value for name, value in chosen.items() if value} | {"before": f"{last[0]}_{last[1]}"}

    def _before(self) -> tuple[date, UUID] | None:
        day, _between, id = (self.before.data or "").partition("_")
        try:
            return date.fromisoformat(day), UUID(id)
        except ValueError:
            return None
