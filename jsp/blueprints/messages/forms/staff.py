"""What a worker fills in about a conversation."""

import re
from typing import Any
from uuid import UUID

from flask import request
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, RadioField, SelectField, ValidationError
from wtforms.validators import InputRequired

from jsp.blueprints.messages.forms.ask import Write, id_or_none
from jsp.blueprints.messages.forms.asker import AS_TYPED
from jsp.forms import CHOOSE, FILL_IN, REQUIRED, Day, Line, OnceForm
from jsp.models.ground import Outcome, Site
from jsp.models.messages import Reach
from jsp.rules.contact import Channel
from jsp.rules.refusal import N_
from jsp.rules.reply_code import read
from jsp.rules.text import readable_part
from jsp.rules.thread import ReachKind
from jsp.words import terms

KEY = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
CHANNELS = (Channel.WEB_FORM, Channel.WALK_IN, Channel.PHONE, Channel.EMAIL)


def _sites(sites: list[Site], site_id: int | None) -> list[tuple[Any, Any]]:
    """The own site that it is about; without one none is chosen beforehand, and one has to be."""
    own = [(each.id, each.name) for each in sites if each.id == site_id]
    return own or [("", CHOOSE), *((each.id, each.name) for each in sites)]


class AnswerForm(OnceForm):
    """The answer, and what was in sight while it was written."""

    seen = HiddenField()
    text = Write(_("Your answer"), N_("Write an answer first."))

    def insert(self, text: str) -> None:
        """Put a ready sentence below what stands there."""
        kept = readable_part(self.text.data or "")
        self.text.data = f"{kept}\n\n{text}" if kept else text


class RemindForm(OnceForm):
    """When to look again."""

    on = Day(_("Look again on"), [InputRequired(FILL_IN)])


class MakeContactForm(OnceForm):
    """What was done; one tap saves."""

    outcome = RadioField(_("What did you do?"), [InputRequired(REQUIRED)], coerce=int)
    channel = SelectField(_("Channel"), default=Channel.WEB_FORM.value)
    site = SelectField(_("Site"), [InputRequired(REQUIRED)], coerce=id_or_none)

    def offer(
        self, outcomes: list[Outcome], sites: list[Site], *, site_id: int | None, reach: Reach | None
    ) -> None:  # fmt: skip
        """The outcomes in use, and the sites of this worker, or the one it is about; who left a number is called."""
        self.outcome.choices = [(each.id, each.name) for each in outcomes]
        self.channel.choices = [(each.value, terms.CHANNELS[each]) for each in CHANNELS]
        self.site.choices = _sites(sites, site_id)
        if reach is not None and not self.is_submitted():
            self.channel.data = (Channel.EMAIL if reach.kind is ReachKind.EMAIL else Channel.PHONE).value


class WorryForm(OnceForm):
    """At which school it is counted that there was a worry."""

    site = SelectField(_("Site"), [InputRequired(REQUIRED)], coerce=id_or_none)

    def offer(self, sites: list[Site], *, site_id: int | None) -> None:
        """The site that it is about, else those of this worker."""
        self.site.choices = _sites(sites, site_id)


class SuspectsForm(OnceForm):
    """The messages that were shown as nonsense."""

    @property
    def shown(self) -> list[UUID]:
        """Their keys; what is none is left out."""
        return [UUID(each) for each in request.form.getlist("shown") if KEY.fullmatch(each)]


class DeskForm(FlaskForm):  # type: ignore[misc]
    """One word of a code, said at the desk."""

    word = Line(_("First word of the code"), render_kw=AS_TYPED)

    @property
    def found(self) -> str:
        """The word that was meant; empty where it is none of ours."""
        words = [part.word for part in read(self.word.data or "").parts]
        return words[0] if words else ""

    def validate_word(self, field: Field) -> None:
        """A word of a code, or the beginning of one."""
        if not self.found:
            offers = [word for part in read(field.data or "").parts for word in part.offers]
            said = gettext("No code begins with this word.")
            hint = gettext("Do you mean %(word)s?", word=offers[0]) if offers else ""
            raise ValidationError(f"{said} {hint}".strip())
