"""When somebody can sit at a desk, and when they are away."""

from datetime import date, time
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField, RadioField
from wtforms.validators import InputRequired, Optional

from jsp.forms import FILL_IN, REQUIRED, Day, Hour, OnceForm
from jsp.words.days import weekday_names

DAYS = range(5)
USUAL = (time(8, 30), time(17, 0))


class WeekForm(OnceForm):
    """For each weekday whether and from when until when. `hit`: the lessons outside them that the page told of."""

    hit = HiddenField()

    def show(self, hours: dict[int, tuple[time, time]]) -> None:
        """Fill in what was said before; who never said anything can on every day."""
        for day in DAYS:
            starts, ends = hours.get(day, USUAL)
            self[f"works_{day}"].data = day in hours or not hours
            self[f"starts_{day}"].data, self[f"ends_{day}"].data = starts, ends

    def hours(self) -> dict[int, tuple[time, time]]:
        """By weekday."""
        return {
            day: (self[f"starts_{day}"].data, self[f"ends_{day}"].data) for day in DAYS if self[f"works_{day}"].data
        }

    @property
    def rows(self) -> list[tuple[str, Any, Any, Any]]:
        """The name of each day with its three fields."""
        names = weekday_names()
        return [(names[day], self[f"works_{day}"], self[f"starts_{day}"], self[f"ends_{day}"]) for day in DAYS]

    def validate(self, extra_validators: Any = None) -> bool:
        fine = bool(super().validate(extra_validators))
        for day in DAYS:
            for name in (f"starts_{day}", f"ends_{day}"):
                if self[f"works_{day}"].data and self[name].data is None and not self[name].errors:
                    self[name].errors = [gettext("Fill this in.")]
                    fine = False
        return fine


for _day in DAYS:
    setattr(WeekForm, f"works_{_day}", BooleanField(_("works")))
    setattr(WeekForm, f"starts_{_day}", Hour(_("From"), [Optional()]))
    setattr(WeekForm, f"ends_{_day}", Hour(_("Until"), [Optional()]))


class AbsenceForm(OnceForm):
    """Some days away. `hit`: the lessons in them that the page told of."""

    starts_on = Day(_("First day"), [InputRequired(FILL_IN)])
    ends_on = Day(_("Last day"), [Optional()], description=_("Leave it empty for one day."))
    hit = HiddenField()

    def days(self) -> tuple[date, date]:
        """First and last."""
        return self.starts_on.data, self.ends_on.data or self.starts_on.data


class SwapForm(OnceForm):
    """For which turn of a colleague."""

    turn = RadioField(_("For which turn?"), [InputRequired(REQUIRED)])
