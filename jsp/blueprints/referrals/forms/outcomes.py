"""What a partner said, typed in by the worker; taking back; opening again."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, SelectField
from wtforms.validators import DataRequired

from jsp.forms import FILL_IN, OnceForm, Paragraphs, Within
from jsp.rules.referral import Obstacle
from jsp.words.referral_terms import OBSTACLES

WEEKS = (2, 3, 4, 6, 8, 10, 12, 16, 20, 26, 39, 52)


class SaidForm(OnceForm):
    """It was seen, has begun or is over; `is_arranged`: who has to say yes to its beginning said so to the partner."""

    is_arranged = BooleanField(_("The partner and the young person (and the parents, where they decide) arranged it"))


class NotPossibleForm(OnceForm):
    """Why not, which is the button itself; what the partner suggests, and how long it would take."""

    obstacle = SelectField(_("Why not?"), choices=list(OBSTACLES.items()), coerce=Obstacle)
    suggestion = Paragraphs(_("What does the partner suggest?"), [Within(600)])
    weeks = SelectField(
        _("How long is the waiting time?"), coerce=int, default=0,
        choices=[(0, _("not known")), (1, _("1 week")),
                 *((each, _("%(num)d weeks", num=each)) for each in WEEKS)],
    )  # fmt: skip


class ReopenForm(OnceForm):
    """Why it goes on."""

    reason = Paragraphs(_("Why does it go on?"), [DataRequired(FILL_IN), Within(300)])
