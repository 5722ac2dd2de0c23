"""What people fill in about agreements of a class."""

from collections.abc import Sequence
from typing import Any, Self

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import HiddenField, SelectField
from wtforms.validators import Optional

from jsp import clock
from jsp.forms import AtMost, Day, Line, OnceForm
from jsp.models.accounts import User
from jsp.models.lesson_reach import Agreement
from jsp.models.lessons import SeriesLesson
from jsp.rules.agreement import propose_look_again
from jsp.rules.note_check import concerns
from jsp.rules.refusal import N_
from jsp.rules.session import AgreementState

LONGEST = 200
WARNING = N_(
    "This looks like a phone number or an e-mail address. An agreement is about what you do, not about somebody: "
    "better take it out."
)


def number_or_none(raw: Any) -> int | None:
    """The number that was chosen; None where the empty choice was."""
    return int(raw) if raw else None


def warning(text: str) -> str:
    """What to say of a text that looks as if it leads to a person; empty where there is nothing to say."""
    return str(gettext(WARNING)) if concerns(text) else ""


class NewAgreementForm(OnceForm):
    """Something that a class agreed."""

    text = Line(_("What did you agree?"), [AtMost(LONGEST)])
    lesson = SelectField(_("In which lesson?"), [Optional()], coerce=number_or_none)

    def offer(self, lessons: Sequence[SeriesLesson]) -> None:
        """The lessons that this class gets."""
        named = [(each.id, f"{each.label}. {each.title}") for each in lessons]
        self.lesson.choices = [("", gettext("not in a lesson")), *named]


class StepForm(OnceForm):
    """A button beside an agreement; `seen` says how it stood when the page was made."""

    seen = HiddenField()

    @classmethod
    def fresh(cls, agreement: Agreement) -> Self:
        """One that nobody sent yet, with what is known already."""
        form = cls(formdata=None)
        form.renew()
        for name in {"text", "written_in"} & form._fields.keys():
            form[name].data = getattr(agreement, name)
        if "check_on" in form:
            form["check_on"].data = propose_look_again(
                agreement.check_on, since=agreement.changed_on, today=clock.today()
            )
        return form

    def about(self, mark: str) -> Self:
        """The same for a page on which it stands so; who was told that it changed sees that now."""
        if not self.seen.data or self.seen.errors:
            self.seen.data = mark
        return self


class AdoptForm(StepForm):
    """Where the agreement stands in the policy of the school."""

    written_in = Line(_("Where does it stand?"), [AtMost(LONGEST)])
    check_on = Day(_("Look again on"), [Optional()])


class CheckForm(StepForm):
    """It was looked at, and when again."""

    check_on = Day(_("Look again on"), [Optional()])


NEXT_FORM: dict[AgreementState, type[StepForm]] = {
    AgreementState.PROPOSED: AdoptForm, AgreementState.ADOPTED: CheckForm, AgreementState.CHECKED: CheckForm,
}  # fmt: skip


class OwnerForm(StepForm):
    """Who sees to it."""

    owner = SelectField(_("Who sees to it?"), coerce=int)

    def offer(self, people: Sequence[User], agreement: Agreement) -> None:
        """Who can be chosen; it stands on who does now."""
        self.owner.choices = [(each.id, each.first_name) for each in people]
        if not self.is_submitted():
            self.owner.data = agreement.owner_id


class RewriteForm(StepForm):
    """The agreement in better words."""

    text = Line(_("What did you agree?"), [AtMost(LONGEST)])
