"""Forms to let people in and to change their accounts."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import PasswordField, SelectField, SelectMultipleField, ValidationError
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired

from jsp.blueprints.accounts.service.invitations import AcceptanceDraft, InvitationDraft
from jsp.credentials import normal_password, refuse_password
from jsp.extensions import LANGUAGES
from jsp.forms import ADDRESS, CHOOSE, REQUIRED, AtMost, Line, Mail, MailAddress, OnceForm
from jsp.models.accounts import User
from jsp.models.reference import get_reference
from jsp.rules.roles import Role
from jsp.words import terms

NAME = _("Fill in a first name.")
WHY = _("Say in a few words why.")
OWN_LANGUAGE = [SelectChoice("nl", "Nederlands"), SelectChoice("en", "English")]
NEW = {"autocomplete": "new-password"}


class ReasonForm(OnceForm):
    """Why an account changes."""

    reason = Line(_("Why?"), [DataRequired(WHY), AtMost(300)])

    @property
    def chosen_role(self) -> Role | None:
        """The role that it is about, where it is about one."""
        return None


class RoleForm(ReasonForm):
    """Which role, and why."""

    role = SelectField(_("Role"), [InputRequired(REQUIRED)])

    @property
    def chosen_role(self) -> Role | None:
        """The role that it is about."""
        return Role(self.role.data)

    def offer_roles(self, roles: list[Role]) -> None:
        """The roles to choose from; the only one is chosen, of several none is."""
        choices = [(role.value, terms.ROLES[role]) for role in roles]
        self.role.choices = choices if len(choices) == 1 else [("", CHOOSE), *choices]


class SitesForm(ReasonForm):
    """Where somebody works, and why that changes."""

    sites = SelectMultipleField(_("Works at"), coerce=int)

    def offer_sites(self, person: User | None = None) -> None:
        """Every site that is in use, and those that this person has."""
        own = {site.id for site in person.sites} if person else set()
        self.sites.choices = [(s.id, s.name) for s in get_reference().sites if not s.archived_on or s.id in own]
        if not self.is_submitted():
            only = [id for id, _name in self.sites.choices] if len(self.sites.choices) == 1 else []
            self.sites.data = list(own) if person else only


class InviteForm(SitesForm, RoleForm):
    """Who comes in, as what, where, and why."""

    email = Mail(_("E-mail address"), [InputRequired(ADDRESS), MailAddress(), AtMost(254)])
    first_name = Line(_("First name"), [DataRequired(NAME), AtMost(80)])
    language = SelectField(_("Language"), choices=OWN_LANGUAGE, default=LANGUAGES[0])

    def offer_all(self) -> None:
        """Every role and every site."""
        self.offer_roles(list(Role))
        self.offer_sites()

    def draft(self) -> InvitationDraft:
        """The invitation as a typed value."""
        return InvitationDraft(
            key=self.key, email=(self.email.data or "").strip().lower(), first_name=self.first_name.data or "",
            language=self.language.data, role=Role(self.role.data), site_ids=tuple(self.sites.data or ()),
            reason=self.reason.data or "",
        )  # fmt: skip


class AddressForm(OnceForm):
    """The address that was meant."""

    email = Mail(_("E-mail address"), [InputRequired(ADDRESS), MailAddress(), AtMost(254)])


class AcceptForm(OnceForm):
    """What somebody fills in who was invited."""

    email = Mail(_("The e-mail address on which you got the invitation"), [InputRequired(ADDRESS)],
                       render_kw={"autocomplete": "username"})  # fmt: skip
    first_name = Line(_("First name, as colleagues and pupils see it"), [DataRequired(NAME), AtMost(80)],
                      render_kw={"autocomplete": "given-name"})  # fmt: skip
    language = SelectField(_("Language"), choices=OWN_LANGUAGE)
    password = PasswordField(_("Password"), [InputRequired(_("Choose a password."))], render_kw=NEW)
    password_again = PasswordField(_("The same once more"), render_kw=NEW)

    def __init__(self, person: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.person = person
        if not self.is_submitted():
            self.first_name.data, self.language.data = person.first_name, person.language

    def validate_password(self, field: PasswordField) -> None:
        """Long, and not easy to guess."""
        refusal = refuse_password(normal_password(field.data or ""), of=self.person)
        if refusal:
            raise ValidationError(refusal)

    def validate_password_again(self, field: PasswordField) -> None:
        """A typing error here would lock somebody out at once."""
        if field.data != self.password.data:
            raise ValidationError(gettext("This differs from what stands above."))

    def draft(self) -> AcceptanceDraft:
        """The acceptance as a typed value."""
        return AcceptanceDraft(
            email=self.email.data or "", first_name=self.first_name.data or "", language=self.language.data,
            password=normal_password(self.password.data or ""),
        )  # fmt: skip


class ProfileForm(OnceForm):
    """How somebody is called and spoken to."""

    first_name = Line(_("First name, as colleagues see it"), [DataRequired(NAME), AtMost(80)])
    language = SelectField(_("Language"), choices=OWN_LANGUAGE)
