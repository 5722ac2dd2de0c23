"""Days on which a site is not as usual."""

from typing import Any

from flask_babel import lazy_gettext as _
from flask_login import current_user
from wtforms import HiddenField, RadioField, SelectMultipleField
from wtforms.validators import InputRequired, Optional

from jsp.blueprints.hours.service.closures import ClosureDraft
from jsp.forms import FILL_IN, REQUIRED, AtMost, Day, Hour, Line, OnceForm
from jsp.rules.closures import USUAL_EFFECT, ClosureKind, Effect
from jsp.words.terms import CLOSURE_KINDS, EFFECTS

USUAL = "usual"


class ClosureForm(OnceForm):
    """Which sites, from when until when, why, and what the public page says."""

    seen = HiddenField()
    sites = SelectMultipleField(_("Sites"), [InputRequired(REQUIRED)], coerce=int)
    kind = RadioField(_("Why?"), [InputRequired(REQUIRED)], coerce=ClosureKind)
    starts_on = Day(_("First day"), [InputRequired(FILL_IN)])
    ends_on = Day(_("Last day"), [Optional()], description=_("Leave it empty for one day."))
    name_nl = Line(
        _("Name in Dutch"), [AtMost(80)], description=_("Such as Herfstvakantie or Koningsdag. You may skip this.")
    )
    name_en = Line(_("Name in English"), [AtMost(80)])
    effect = RadioField(_("And the desk?"), [InputRequired(REQUIRED)])
    reachable_from = Hour(_("By phone from"), [Optional()])
    reachable_until = Hour(_("By phone until"), [Optional()])
    sentence_nl = Line(_("Own sentence for the public page, in Dutch"), [AtMost(200)])
    sentence_en = Line(_("The same in English"), [AtMost(200)])

    def offer(self) -> None:
        """Fill the choices."""
        sites = current_user.open_sites
        self.sites.choices = [(site.id, site.name) for site in sites]
        self.kind.choices = list(CLOSURE_KINDS.items())
        self.effect.choices = [(USUAL, _("as usual for this reason")), *((str(e), text) for e, text in EFFECTS.items())]
        if not self.is_submitted():
            self.effect.data = USUAL
            self.sites.data = [site.id for site in sites] if len(sites) == 1 else []

    def show(self, closure: Any) -> None:
        """Fill in what holds."""
        for name in ("kind", "starts_on", "ends_on", "name_nl", "name_en", "reachable_from", "reachable_until",
                     "sentence_nl", "sentence_en"):  # fmt: skip
            self[name].data = getattr(closure, name)
        self.effect.data = str(closure.effect)
        self.sites.data = [closure.site_id]

    def draft(self) -> ClosureDraft:
        """The closure as a typed value."""
        kind = ClosureKind(self.kind.data)
        effect = USUAL_EFFECT[kind] if self.effect.data == USUAL else Effect(self.effect.data)
        return ClosureDraft(
            key=self.key, site_ids=tuple(dict.fromkeys(self.sites.data)), kind=kind, effect=effect,
            name_nl=self.name_nl.data, name_en=self.name_en.data or self.name_nl.data, starts_on=self.starts_on.data,
            ends_on=self.ends_on.data or self.starts_on.data, reachable_from=self.reachable_from.data,
            reachable_until=self.reachable_until.data, sentence_nl=self.sentence_nl.data,
            sentence_en=self.sentence_en.data,
        )  # fmt: skip


class HolidaysForm(OnceForm):
    """Which of the proposed holidays a site takes over."""

    keys = SelectMultipleField()

    def offer(self, keys: list[str]) -> None:
        """What can be chosen."""
        self.keys.choices = [(key, key) for key in keys]
