"""Fixed hours, and openings apart from them."""

from collections.abc import Collection
from typing import Any
from uuid import UUID, uuid5

from flask_babel import lazy_gettext as _
from flask_login import current_user
from wtforms import HiddenField, RadioField, SelectMultipleField
from wtforms.validators import InputRequired, NumberRange, Regexp

from jsp import clock
from jsp.blueprints.hours.service.openings import ExtraDraft
from jsp.blueprints.hours.service.patterns import PatternDraft, proposed_validity, usual_hours
from jsp.blueprints.hours.service.rota import availability
from jsp.forms import FILL_IN, REQUIRED, AtMost, Day, Hour, Line, OnceForm, Whole
from jsp.models.ground import Site
from jsp.models.members import members_to_come
from jsp.models.team import TeamMember
from jsp.rules.opening import Slot
from jsp.rules.patterns import Pattern
from jsp.words.days import weekday_names, weekdays

ROOM_HINT = _("Leave it empty for the usual room of the site.")


class DeskForm(OnceForm):
    """What an opening and a pattern share: where, from when until when, who."""

    site = RadioField(_("Site"), [InputRequired(REQUIRED)], coerce=int)
    starts = Hour(_("From"), [InputRequired(FILL_IN)])
    ends = Hour(_("Until"), [InputRequired(FILL_IN)])
    room = Line(_("Room"), [AtMost(40)], description=ROOM_HINT)
    members = SelectMultipleField(_("Who sits there?"), coerce=int)

    def offer(self, site_code: str | None = None) -> None:
        """Fill the choices; what is the only one, or was asked for, is chosen."""
        sites = current_user.open_sites
        self.site.choices = [(site.id, site.name) for site in sites]
        team = members_to_come(clock.today(), [site.id for site in sites])
        self.members.choices = _named(team)
        if self.is_submitted():
            return
        chosen = next((site for site in sites if site.code == site_code or len(sites) == 1), None)
        if chosen is not None:
            self.site.data = chosen.id
            self.starts.data, self.ends.data = usual_hours(chosen.id) or (None, None)
        self.members.data = [each.id for each in team] if len(team) == 1 else []

    @property
    def chosen_site(self) -> Site:
        """The site; only one of the own sites can be chosen."""
        found: Site = next(site for site in current_user.open_sites if site.id == self.site.data)
        return found


def _named(team: Collection[TeamMember]) -> list[tuple[int, str]]:
    """Who they are, and on which days they work where they said so."""
    hours, short = availability([each.id for each in team]), dict(weekdays())
    days = {
        id: ", ".join(short[each.weekday] for each in found if each.weekday in short) for id, found in hours.items()
    }
    return [
        (each.id, f"{each.first_name}, {each.discipline.name}" + (f" ({days[each.id]})" if each.id in days else ""))
        for each in team
    ]


class PatternForm(DeskForm):
    """Every week, or every so many weeks."""

    seen = HiddenField()
    weekday = RadioField(_("Day of the week"), [InputRequired(REQUIRED)], coerce=int)
    valid_from = Day(_("First day"), [InputRequired(FILL_IN)])
    valid_until = Day(_("Last day"), [InputRequired(FILL_IN)])
    every_weeks = Whole(
        _("Every so many weeks"), [InputRequired(FILL_IN), NumberRange(1, 8, _("From 1 to 8."))],
        description=_("1 is every week, 2 every other week."),
    )  # fmt: skip

    def offer(self, site_code: str | None = None) -> None:
        super().offer(site_code)
        self.weekday.choices = list(enumerate(weekday_names()))
        if not self.is_submitted():
            self.valid_from.data, self.valid_until.data = proposed_validity(clock.today())
            self.every_weeks.data = 1

    def keep_to(self, pattern: Any) -> None:
        """Fixed hours stay at their site, with who works there."""
        self.site.choices, self.site.data = [(pattern.site_id, pattern.site.name)], pattern.site_id
        team = members_to_come(clock.today(), [pattern.site_id])
        self.members.choices = _named(dict.fromkeys([*pattern.members, *team]))

    def show(self, pattern: Any) -> None:
        """Fill in what holds."""
        for name in ("weekday", "starts", "ends", "room", "valid_from", "valid_until", "every_weeks"):
            self[name].data = getattr(pattern, name)
        self.members.data = [member.id for member in pattern.members]

    def draft(self) -> PatternDraft:
        """The pattern as a typed value."""
        hours = Pattern(
            weekday=self.weekday.data, starts=self.starts.data, ends=self.ends.data, valid_from=self.valid_from.data,
            valid_until=self.valid_until.data, every_weeks=self.every_weeks.data,
        )  # fmt: skip
        return PatternDraft(
            key=self.key, site_id=self.site.data, hours=hours, room=self.room.data or self.chosen_site.room,
            member_ids=tuple(self.members.data),
        )  # fmt: skip


class ExtraForm(DeskForm):
    """An opening on one day."""

    on = Day(_("Day"), [InputRequired(FILL_IN)])

    def draft(self) -> ExtraDraft:
        """The opening as a typed value."""
        return ExtraDraft(
            key=self.key, site_id=self.site.data, slot=Slot(self.on.data, self.starts.data, self.ends.data),
            room=self.room.data or self.chosen_site.room, member_ids=tuple(self.members.data),
        )  # fmt: skip


class HoursForm(OnceForm):
    """Other hours or another room on one day."""

    seen = HiddenField()
    starts = Hour(_("From"), [InputRequired(FILL_IN)])
    ends = Hour(_("Until"), [InputRequired(FILL_IN)])
    room = Line(_("Room"), [InputRequired(FILL_IN), AtMost(40)])


class SeatForm(OnceForm):
    """One tap on a name; `seen`: how the opening stood when the page was made."""

    seen = HiddenField()
    member = HiddenField(validators=[Regexp(r"^[0-9]{1,9}$", message=_("Choose one."))])

    @property
    def key(self) -> UUID:
        """The once-key; each name is an act of its own."""
        return uuid5(super().key, self.member.data or "")
