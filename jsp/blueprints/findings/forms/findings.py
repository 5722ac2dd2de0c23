"""Writing a finding down."""

from collections.abc import Sequence
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.validators import InputRequired, Optional

from jsp.blueprints.findings.service.findings import Draft
from jsp.blueprints.findings.service.turns import mark
from jsp.forms import FILL_IN, REQUIRED, Paragraphs, Within
from jsp.forms.seen import SeenForm
from jsp.models.findings import Finding
from jsp.models.programmes import ProgrammeVersion
from jsp.rules.coding import FindingKind
from jsp.rules.note_check import concerns, holds_name
from jsp.rules.refusal import N_
from jsp.rules.talk import Point
from jsp.words.talk_terms import FINDINGS, POINTS

MOST_WORDS = 500
REACHES = N_("This looks like a phone number or an e-mail address. Better take it out: it is about what was said.")
NAMES = N_("This looks like the name of somebody. A finding has nobody in it: better take it out.")


def number_or_none(raw: Any) -> int | None:
    """The number that was chosen; None where the empty choice was."""
    return int(raw) if raw else None


def warning(text: str, *, known: Sequence[str] = ()) -> str:
    """What to say of a text that looks as if it leads to somebody; empty where there is nothing to say."""
    if concerns(text):
        return str(gettext(REACHES))
    return str(gettext(NAMES)) if holds_name(text, known=known) else ""


class FindingForm(SeenForm):
    """What people said, in a sentence of our own."""

    words = Paragraphs(_("What did people say?"), [InputRequired(FILL_IN), Within(MOST_WORDS)])
    kind = RadioField(_("What kind of finding is it?"), [InputRequired(REQUIRED)], choices=list(FINDINGS.items()))
    points = SelectMultipleField(_("Does it touch one of these points of prevention?"), choices=list(POINTS.items()))
    programme = SelectField(_("About which programme of lessons?"), [Optional()], coerce=number_or_none)

    def offer(self, versions: Sequence[ProgrammeVersion], finding: Finding | None = None) -> None:
        """The programmes to choose from; one that was chosen and then archived stays."""
        named: dict[Any, str] = {"": gettext("not about lessons")}
        if finding is not None and finding.programme is not None:
            named[finding.programme.id] = finding.programme.code
        named |= {each.programme_id: each.content.name for each in versions}
        self.programme.choices = list(named.items())

    def begin_with(self, programme_id: int | None) -> None:
        """The programme of the talk, for who begins; whoever writes it down may choose another."""
        if not self.is_submitted() and any(programme_id == id for id, _name in self.programme.choices or ()):
            self.programme.data = programme_id

    def show(self, finding: Finding) -> None:
        """How it stands now, for who changes it."""
        if not self.is_submitted():
            self.words.data, self.kind.data = finding.words, finding.kind.value
            self.points.data, self.programme.data = finding.points, finding.programme_id
        self.see(mark(finding))

    def draft(self) -> Draft:
        """The finding as a typed value."""
        return Draft(
            words=self.words.data, kind=FindingKind(self.kind.data), programme_id=self.programme.data,
            points=[Point(each) for each in self.points.data or []],
        )  # fmt: skip
