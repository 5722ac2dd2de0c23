"""What is agreed on before a talk."""

from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional

from jsp.blueprints.focus_groups.service import planning as service
from jsp.extensions import language
from jsp.forms import FILL_IN, REQUIRED, AtMost, Day, Hour, Line, OnceForm, Paragraphs, Whole, Within
from jsp.models.accounts import User
from jsp.models.focus_groups import FocusGroup
from jsp.rules.talk import MOST_OF_A_PART, Part, TalkForm
from jsp.rules.talk_plan import USUAL_MINUTES, Plan
from jsp.words.talk_terms import FORMS, PARTS

LONGEST, LONGEST_INVITATION = 120, 1000


def id_or_none(raw: Any) -> int | None:
    """The number that was chosen; None where the empty choice was."""
    return int(raw) if raw else None


class PlanForm(OnceForm):
    """A talk; most of it stands there already. `ask` comes first."""

    form = RadioField(_("How do you come together?"), [InputRequired(REQUIRED)], default=TalkForm.FOCUS_GROUP.value)
    subject = Line(_("What is it about?"), [InputRequired(FILL_IN), AtMost(LONGEST)])
    held_on = Day(_("On which day?"), [InputRequired(FILL_IN)])
    starts_at = Hour(_("At what time?"), [Optional()])
    minutes = Whole(_("How many minutes?"), [InputRequired(FILL_IN)], default=USUAL_MINUTES)
    sites = SelectMultipleField(_("At which school?"), [InputRequired(REQUIRED)], coerce=int)
    guide = SelectField(_("Which guide?"), [Optional()])
    programme = SelectField(_("About which lessons?"), [Optional()], coerce=id_or_none)
    theme = SelectField(_("About which theme?"), [Optional()], coerce=id_or_none)

    def ask(self, user: User, group: FocusGroup | None = None) -> None:
        """What can be chosen by this person, or for this talk."""
        self["form"].choices = [(form.value, text) for form, text in FORMS.items()]
        self.sites.choices = [(site.id, site.name) for site in service.sites_for(user, group)]
        guides = [(each.guide.code, each.content.name.told(language())) for each in service.guides_for(group)]
        self.guide.choices = guides if group else [("", gettext("the one that fits")), *guides]
        programmes = [(each.programme_id, each.content.name) for each in service.programmes_for(group)]
        self.programme.choices = [("", gettext("no lessons in particular")), *programmes]
        themes = [(each.id, each.name) for each in service.themes_for(group)]
        self.theme.choices = [("", gettext("no theme in particular")), *themes]
        if not self.is_submitted() and len(self.sites.choices) == 1:
            self.sites.data = [self.sites.choices[0][0]]

    def plan(self) -> Plan:
        """As a value."""
        return Plan(
            form=TalkForm(self["form"].data), subject=self.subject.data or "", held_on=self.held_on.data,
            starts_at=self.starts_at.data, minutes=self.minutes.data, guide=self.guide.data or "",
            site_ids=tuple(self.sites.data or ()), programme_id=self.programme.data, theme_id=self.theme.data,
            invitation=self["invitation"].data or "" if "invitation" in self else "",
        )  # fmt: skip


class NewTalkForm(PlanForm):
    """The same with how many of each role take part."""

    def seats(self) -> dict[Part, int]:
        """How many of each; an empty field is none."""
        return {part: self[f"seats_{part}"].data or 0 for part in Part}

    @property
    def seat_fields(self) -> list[Any]:
        """One for each role."""
        return [self[f"seats_{part}"] for part in Part]


for _part in Part:
    setattr(NewTalkForm, f"seats_{_part}", Whole(
        PARTS[_part], [Optional()], render_kw={"min": 0, "max": MOST_OF_A_PART, "inputmode": "numeric"},
    ))  # fmt: skip


class ChangeTalkForm(PlanForm):
    """What was agreed on before, with the words of the invitation."""

    seen = HiddenField()
    invitation = Paragraphs(_("Invitation"), [Within(LONGEST_INVITATION)], render_kw={"rows": 7})

    def show(self, group: FocusGroup) -> None:
        """How it stands now."""
        plan = service.plan_of(group)
        for name in ("subject", "held_on", "starts_at", "minutes", "guide", "invitation"):
            self[name].data = getattr(plan, name)
        self["form"].data, self.sites.data = plan.form.value, list(plan.site_ids)
        self.programme.data, self.theme.data = plan.programme_id, plan.theme_id


class HolderForm(OnceForm):
    """Somebody more who holds the talk."""

    person = SelectField(_("Who holds it too?"), coerce=int)


class DeleteForm(OnceForm):
    """That what was written down goes too."""

    with_words = BooleanField(_("Notes, texts and codes of it go too. I cannot get them back."))
