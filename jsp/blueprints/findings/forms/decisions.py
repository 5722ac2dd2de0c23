"""Writing a decision down, and what it leads to."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.validators import InputRequired, Optional

from jsp.blueprints.findings.service.decisions import Draft
from jsp.blueprints.findings.service.turns import mark
from jsp.extensions import language
from jsp.forms import FILL_IN, AtMost, Day, Line, OnceForm, Paragraphs, Within
from jsp.forms.seen import SeenForm
from jsp.models.findings import Decision
from jsp.models.lesson_reach import Agreement
from jsp.models.questionnaires import QuestionnaireVersion
from jsp.rules.programme import Lesson

MOST_WHAT, MOST_WHO, MOST_TEXT, MOST_TOLD = 300, 120, 1000, 500


def key_or_none(raw: Any) -> UUID | None:
    """The key that was chosen; None where the empty choice was."""
    return UUID(str(raw)) if raw else None


class DecisionForm(SeenForm):
    """What is done, by whom and when."""

    what = Paragraphs(_("What did you decide?"), [InputRequired(FILL_IN), Within(MOST_WHAT)])
    who = Line(_("Who does it?"), [InputRequired(FILL_IN), AtMost(MOST_WHO)])
    due_on = Day(_("When is it done?"), [Optional()])

    def show(self, decision: Decision) -> None:
        """How it stands now, for who changes it."""
        if not self.is_submitted():
            self.what.data, self.who.data, self.due_on.data = decision.what, decision.who, decision.due_on
        self.see(mark(decision))

    def draft(self) -> Draft:
        """The decision as a typed value."""
        return Draft(what=self.what.data, who=self.who.data, due_on=self.due_on.data)


class ProposeForm(OnceForm):
    """What should be otherwise in a lesson."""

    part = SelectField(_("Which part?"))
    text = Paragraphs(_("What would you change, and why?"), [InputRequired(FILL_IN), Within(MOST_TEXT)])

    def offer(self, lesson: Lesson, decision: Decision) -> None:
        """The parts of this lesson to choose from, or the lesson as a whole; it begins with what was decided."""
        whole: list[tuple[str, Any]] = [("", _("The whole lesson"))]
        self.part.choices = [*whole, *((each.key, each.title) for each in lesson.activities)]
        if not self.is_submitted():
            self.text.data = decision.what


def _and_kept(agreements: Sequence[Agreement], kept: Agreement | None) -> list[Agreement]:
    return [*agreements, *([kept] if kept is not None and kept not in agreements else [])]


class AgreementForm(SeenForm):
    """Which agreement of a class came of it."""

    agreement = SelectField(_("Which agreement?"), [Optional()], coerce=key_or_none)

    def offer(self, agreements: Sequence[Agreement], decision: Decision) -> None:
        """Those to choose from, class by class."""
        named = [
            (str(each.id), f"{each.school_class.code}: {each.text}")
            for each in _and_kept(agreements, decision.agreement)
        ]
        self.agreement.choices = [("", gettext("none")), *named]
        if not self.is_submitted():
            self.agreement.data = decision.agreement_id
        self.see(mark(decision))


class ItemForm(SeenForm):
    """Which item that classes are asked shows whether it helped."""

    item = SelectField(_("Which item?"), [Optional()], validate_choice=True)

    def offer(self, versions: Sequence[QuestionnaireVersion], decision: Decision) -> None:
        """The items of the questionnaires as they are asked now."""
        chosen: dict[str, list[tuple[str, str]]] = {"": [("", gettext("none"))]}
        for version in versions:
            content, code = version.content, version.questionnaire.code
            name = content.name_en if language() == "en" else content.name_nl
            chosen[name] = [
                (f"{code}/{each.key}", each.words.told(is_mbo=False, language=language())) for each in content.items
            ]  # fmt: skip
        self._keep(chosen, decision)
        self.item.choices = chosen
        self.see(mark(decision))

    def _keep(self, choices: dict[str, list[tuple[str, str]]], decision: Decision) -> None:
        """What was chosen stays, also where it is asked no more."""
        if decision.questionnaire is None:
            return
        stands = f"{decision.questionnaire.code}/{decision.item_key}"
        if not any(stands == key for of_it in choices.values() for key, _words in of_it):
            choices[""].append((stands, gettext("an item that is asked no more")))
        if not self.is_submitted():
            self.item.data = stands

    @property
    def chosen(self) -> tuple[str, str]:
        """The code of the questionnaire and the key of the item; empty for none."""
        code, _slash, key = (self.item.data or "").partition("/")
        return code, key


class ToldForm(SeenForm):
    """What we did with it, for who took part."""

    told = Paragraphs(_("What did you do with it?"), [Within(MOST_TOLD)])

    def show(self, decision: Decision) -> None:
        """What was told before."""
        if not self.is_submitted():
            self.told.data = decision.told
        self.see(mark(decision))
