"""What every page can use: how days and hours are written, the words of a site, what stands in the menu."""

import re
from datetime import datetime
from typing import Any, NamedTuple
from urllib.parse import quote, urlencode

from babel.lists import format_list
from flask import Flask, current_app, g, has_request_context, request
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from flask_login import current_user
from flask_login.utils import _user_context_processor
from markupsafe import Markup, escape

from jsp import clock, mail
from jsp.errors import told
from jsp.extensions import day, decimal, language
from jsp.models.accounts import User
from jsp.models.hours import Closure
from jsp.models.reference import get_reference, get_setting
from jsp.models.rota import Desk
from jsp.rules.closures import Effect
from jsp.rules.contact_window import UNDO_SHOWN, due
from jsp.rules.opening import State
from jsp.rules.programme import balance
from jsp.rules.programme_bars import lesson_bars, method_bars
from jsp.rules.roles import Permission
from jsp.static_files import address
from jsp.words import lesson_terms as words
from jsp.words import terms
from jsp.words.days import (
    clock_time,
    full_date,
    hours,
    moment,
    month_of_year,
    month_word,
    next_day,
    short_day,
    weekday_names,
    weekday_word,
    weekdays,
)


class Tab(NamedTuple):
    """An entry of the staff menu."""

    endpoint: str
    label: Any
    icon: str
    permission: Permission
    unless: Permission | None = None  # who may do that finds it elsewhere

    def is_for(self, viewer: User) -> bool:
        """Whether this person finds it in the menu."""
        return viewer.may(self.permission) and not (self.unless is not None and viewer.may(self.unless))


TABS = (
    Tab("today.show", _("Today"), "today", Permission.SEE_TODAY),
    Tab("hours.week", _("Rota"), "calendar", Permission.SEE_ROTA),
    Tab("messages.show", _("Messages"), "mail", Permission.ANSWER_QUESTIONS),
    Tab("lessons.show", _("Lessons"), "school", Permission.PLAN_LESSONS),
    Tab("lessons.board", _("Lesson board"), "school", Permission.SEE_LESSON_BOARD, Permission.PLAN_LESSONS),
    Tab("trends.show", _("Themes"), "trends", Permission.SEE_TEAM_TRENDS),
    Tab("figures.show", _("Themes"), "trends", Permission.SEE_RELEASED, Permission.SEE_TEAM_TRENDS),
    Tab("messages.requests_made", _("For your class"), "ask", Permission.ASK_FOR_CLASS),
    Tab("waves.show", _("Measurements"), "measure", Permission.KEEP_WAVES, Permission.PLAN_LESSONS),
    Tab("focus_groups.show", _("Talks"), "people", Permission.HOLD_TALKS, Permission.PLAN_LESSONS),
    Tab("research.show", _("Research"), "read", Permission.EXPORT_RESEARCH),
    Tab("directory.show", _("Directory"), "place", Permission.READ_DIRECTORY),
    Tab("intake.contacts", _("My contacts"), "contacts", Permission.LOG_CONTACTS),
    Tab("settings.home", _("Settings"), "edit", Permission.SET_UP),
    Tab("accounts.people", _("People"), "people", Permission.CONFIRM_FOR_PEOPLE),
)


ROOM_STYLES = {
    "hours": "hours.css", "lessons": "lessons.css", "class_page": "lessons.css", "carers": "lessons.css",
    "agreements": "lessons.css", "programmes": "lessons.css", "settings": "settings.css",
    "debriefs": "lessons.css", "questionnaires": "lessons.css", "evaluations": "evaluations.css",
    "lesson_form": "lesson_form.css", "waves": "waves.css", "research": "waves.css",
    "directory": "referrals.css", "referrals": "referrals.css",
    "guides": "talks.css", "focus_groups": "talks.css", "read_back": "talks.css",
    "trends": "trends.css", "figures": "trends.css",
    "coding": "coding.css", "findings": "coding.css",
}  # fmt: skip
CHOSEN = ("site", "year")  # what a page was asked for that it is opened with again
HOURS = re.compile(r"\d\d?\.\d\d–\d\d?\.\d\d(?: uur)?")
ADDRESS = re.compile(r"\b(?:[a-z0-9-]+\.)+nl\b")
STANDING = {State.CANCELLED: _("Not open today"), State.REMOTE: _("Closed, but there for you")}


def furnish(app: Flask) -> None:
    """Give the templates their words."""
    filters = (
        day, short_day, hours, tel, mailto, series, terms.one_of, first_up, unbroken, moment, next_day, linked,
        in_one_line, decimal, weekday_word, month_word, month_of_year, told,
    )  # fmt: skip
    app.jinja_env.filters.update({each.__name__: each for each in filters}, date=full_date, clock=clock_time)
    app.jinja_env.globals.update(
        standing=standing, closure_text=closure_text, weekdays=weekdays, weekday_names=weekday_names, due=due,
        setting=get_setting, mail_goes_out=mail.can_send, here=here, room_styles=ROOM_STYLES, url_for=address,
    )  # fmt: skip
    app.jinja_env.globals.update(
        term=terms.word, asker=terms.asker, role_name=terms.role_name, closure_sentence=terms.closure_sentence,
        channels=terms.CHANNELS, age_bands=terms.AGE_BANDS, levels=terms.LEVELS, closure_kinds=terms.CLOSURE_KINDS,
        effects=terms.EFFECTS, reasons=terms.REASONS, notice_kinds=terms.NOTICES, wishes=terms.WISHES,
        urgencies=terms.URGENCIES, results=terms.RESULTS,
    )  # fmt: skip
    app.jinja_env.globals.update(
        methods=words.METHODS, forms=words.FORMS, shares=words.SHARES, kinds=words.KINDS, causes=words.CAUSES,
        given_by=words.GIVEN_BY, lesson_news=words.LESSON_NEWS, series_states=words.SERIES_STATES,
        dot_words=words.DOTS, dot_row=words.dot_row, field_names=words.FIELD_NAMES, balance=balance,
        not_there=words.not_there, look_back_words=words.LOOK_BACK,
        lesson_bars=lesson_bars, method_bars=method_bars, has_begun=lambda slot: slot.has_begun(clock.local_now()),
    )  # fmt: skip
    app.template_context_processors[None].remove(_user_context_processor)  # pages know the viewer; it may not ask twice
    app.context_processor(_of_this_page)


def standing(desk: Desk) -> str:
    """How a site stands at this minute, in a few words."""
    slot = desk.status.slot
    if desk.status.state is State.OPEN and slot:
        return str(gettext("Open now until %(end)s", end=clock_time(slot.ends)))
    if desk.status.state is State.LATER_TODAY and slot:
        return str(gettext("Open today %(hours)s", hours=hours(slot.starts, slot.ends)))
    return str(STANDING.get(desk.status.state, _("Closed now")))


def more_about(desk: Desk) -> str:
    """What a website needs beside the few words: why it is not as usual, and when and where next."""
    said = [closure_text(desk.closure, desk.now)] if desk.closure else []
    if desk.status.state is State.CANCELLED:
        said.append(gettext("Sorry, we are not open today. Send us a message."))
    slot = desk.status.slot
    if slot and not desk.is_today:
        when = f"{next_day(slot.on)}, {hours(slot.starts, slot.ends)}"
        said.append(gettext("Next time open: %(when)s.", when=when))
    return " ".join(said)


def closure_text(closure: Closure, now: datetime | None = None) -> str:
    """All that the public page says on a day on which the desk is not as usual, at local time `now`."""
    said = [terms.closure_sentence(closure)]
    if closure.effect is Effect.REMOTE and now and closure.reachable_until and now.time() >= closure.reachable_until:
        said.append(gettext("Nobody answers the phone any more today. You can always send a message."))
    elif closure.effect is Effect.REMOTE:
        said.append(gettext("You can still reach us: call, mail or send a message."))
    if closure.reachable_from and closure.reachable_until:
        phone = hours(closure.reachable_from, closure.reachable_until)
        said.append(gettext("By phone %(hours)s.", hours=phone))
    return " ".join(said)


def unbroken(number: str) -> str:
    """A phone number that stays on one line."""
    return number.replace("-", "\N{NON-BREAKING HYPHEN}").replace(" ", "\N{NO-BREAK SPACE}")


def series(words: list[str]) -> str:
    """Words in a row, such as Sanne en Lieke."""
    return str(format_list(words, locale=get_locale()))


def in_one_line(text: str) -> Markup:
    """The text with its hours kept together: a line does not end in the middle of them."""
    return _marked_up(text, HOURS, Markup('<span class="jsp-num">{0}</span>'))


def linked(text: str) -> Markup:
    """The text with a link on each website that it names, such as 113.nl: for who cannot or dares not call."""
    return _marked_up(text, ADDRESS, Markup('<a class="utrecht-link utrecht-link--html-a" href="https://{0}">{0}</a>'))


def _marked_up(text: str, what: re.Pattern[str], shape: Markup) -> Markup:
    """The text, escaped, with every `what` in it in that shape."""
    parts, last = [], 0
    for found in what.finditer(text):
        parts += [escape(text[last : found.start()]), shape.format(found[0])]
        last = found.end()
    return Markup("").join([*parts, escape(text[last:])])


def mailto(address: str) -> str:
    """The address that a mail program opens, and nothing besides the address in it."""
    return f"mailto:{quote(address, safe='@')}"


def first_up(text: str) -> str:
    """With a capital at the beginning, and the rest as it is; the Dutch word *één* has its accent on the second one."""
    if text.startswith("éé"):
        return "Eé" + text[2:]
    return text[:1].upper() + text[1:]


def tel(number: str) -> str:
    """The address that a phone dials; a national number of ten digits gets the Dutch country code."""
    digits = "".join(character for character in number if character.isdigit())
    if number.lstrip().startswith("+"):
        return f"tel:+{digits}"
    return f"tel:+31{digits[1:]}" if len(digits) == 10 and digits.startswith("0") else f"tel:{digits}"


def here() -> str:
    """The address of this page where it can be opened again, else that of the home page: some only a form leads to."""
    can_open = request.method == "GET" or (request.url_rule is not None and "GET" in (request.url_rule.methods or ()))
    return request.path + _asked_for() if can_open and request.path.isprintable() else "/"


def _asked_for() -> str:
    """The school and the year that were chosen, for who has a session; what is kept for all knows its path alone."""
    if current_app.config["SESSION_COOKIE_NAME"] not in request.cookies:
        return ""
    chosen = {name: request.args[name] for name in CHOSEN if name in request.args}
    return f"?{urlencode(chosen)}" if chosen else ""


def _of_this_page() -> dict[str, Any]:
    """Nothing here may ask the database when an error page is being made (g.bare), and a mail has no viewer."""
    if g.get("bare") or not has_request_context():
        return {
            "is_demo": False,
            "to_set_up": False,
            "viewer": None,
            "tabs": (),
            "language": language(),
            "undo_ms": 0,
        }
    viewer = current_user._get_current_object() if current_user.is_authenticated else None
    return {
        "is_demo": get_reference().is_demo,
        "to_set_up": viewer is not None and viewer.may(Permission.SET_UP) and not get_reference().is_set_up,
        "viewer": viewer,
        "tabs": [tab for tab in TABS if viewer is not None and tab.is_for(viewer)],
        "language": language(),
        "undo_ms": int(UNDO_SHOWN.total_seconds() * 1000),
    }
