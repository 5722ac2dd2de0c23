"""Typing the code that stands on the board."""

from datetime import timedelta

from flask import redirect, render_template, request, url_for
from flask_babel import gettext

from jsp import clock, pace
from jsp.access import public
from jsp.blueprints.lesson_form.routes.room import Page, blueprint
from jsp.models.evaluation_boxes import ran_lately
from jsp.models.reference import get_reference
from jsp.models.rota import desks
from jsp.rules.evaluation import LONGEST_ANSWER
from jsp.rules.join_code import is_short, read_code
from jsp.rules.text import readable_part
from jsp.shared_pages import shared

WRONG, MOST_WRONG, WITHIN = "join codes", 60, timedelta(minutes=1)
MOST_KEPT = 4 * LONGEST_ANSWER


@blueprint.get("/les")
@public
def enter() -> Page:
    """Type the code: with a blank in it, or the whole address."""
    typed = request.args.get("code", "").strip(" /").rpartition("/")[2]
    code = read_code(typed)
    if code is not None:
        return redirect(url_for(".fill", code=code))
    refusal = gettext("A code has six figures. Look at the board once more.") if typed else ""
    return _page(typed, refusal), 422 if typed else 200


@blueprint.get("/les/klaar/<school>")
@public
@shared
def done(school: str) -> Page:
    """Thank you, and where to go with what is on somebody's mind."""
    site = get_reference().open_sites.get(school)
    desk = desks([site], clock.local_now())[0] if site is not None else None
    return render_template("lesson_form/done.html", desk=desk)


def unknown(typed: str, kept: str = "") -> Page:
    """No questionnaire has that code now, or it is not told while codes are being guessed. `kept`: what was written."""
    if is_guessed(typed):
        refusal = gettext(
            "Many wrong codes are being typed now. Scan the square on the board, or try again in a minute."
        )
        return _page(typed, refusal, kept), 429
    if not ran_lately(typed):
        pace.count_here(WRONG, most=MOST_WRONG, within=WITHIN)
    refusal = gettext("This code is not known, or the questionnaire is closed. Look at the board once more.")
    return _page(typed, refusal, kept), 404


def is_guessed(typed: str) -> bool:
    """Whether this code could be guessed, and that is being done: for a moment it opens nothing for who has no seat."""
    return is_short(read_code(typed) or "") and pace.is_too_much_here(WRONG, most=MOST_WRONG, within=WITHIN)


def _page(typed: str, refusal: str, kept: str = "") -> str:
    return render_template(
        "lesson_form/enter.html", typed=readable_part(typed)[:40], refusal=refusal, kept=readable_part(kept)[:MOST_KEPT]
    )
