"""Which things, and why one has to be opened."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.validators import InputRequired, Optional

from jsp import clock
from jsp.blueprints.break_glass.service import Wanted, sites_of, workers_of
from jsp.forms import FILL_IN, AtMost, Day, OnceForm, Paragraphs
from jsp.models.accounts import User
from jsp.rules.break_glass import MOST, Kind
from jsp.words.glass_terms import KINDS

MOST_PAGES = 10_000


class FindForm(FlaskForm):  # type: ignore[misc]
    """What to look among."""

    class Meta(FlaskForm.Meta):  # type: ignore[misc]
        csrf = False

    kind = SelectField(_("What"), choices=[(kind, name) for kind, name in KINDS.items()])
    worker = SelectField(_("Worker"))
    site = SelectField(_("Site"))
    until = Day(_("Up to"), [Optional()])

    def offer(self, by: User) -> None:
        """Whose and where."""
        self.worker.choices = [("", gettext("Everybody"))]
        self.worker.choices += [(str(each.id), each.first_name) for each in workers_of(by, self.asked_kind)]
        self.site.choices = [("", gettext("All sites")), *((str(each.id), each.name) for each in sites_of(by))]

    @property
    def asked_kind(self) -> Kind:
        """What to look among; what cannot be read is the usual."""
        return Kind(self.kind.data) if self.kind.data in set(Kind) else Kind.CONTACT

    def wish(self, page: int | None) -> Wanted:
        """Which of them; what cannot be read is the usual."""
        return Wanted(
            self.asked_kind, self.until.data or clock.today(), owner_id=_chosen(self.worker),
            site_id=_chosen(self.site), page=min(max(page or 1, 1), MOST_PAGES),
        )  # fmt: skip

    def args(self, page: int) -> Mapping[str, Any]:
        """What another page of the same list sends."""
        asked = {field.name: field.data for field in (self.kind, self.worker, self.site) if field.data}
        return asked | ({"until": self.until.data.isoformat()} if self.until.data else {}) | {"page": page}


class ReasonForm(OnceForm):
    """Why it cannot wait."""

    reason = Paragraphs(_("Why do you have to open this?"), [InputRequired(FILL_IN), AtMost(MOST)])


def _chosen(field: SelectField) -> int | None:
    """The number that was chosen of what is on offer; None for all."""
    on_offer = {value for value, _name in field.choices}
    return int(field.data) if field.data and field.data in on_offer else None
