"""The room itself; its addresses hang in the files beside this one."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect
from flask_babel import lazy_gettext as _
from werkzeug.wrappers import Response
from wtforms import Field

from jsp.blueprints.findings.forms.findings import warning
from jsp.blueprints.findings.service.about import Kind
from jsp.extensions import db
from jsp.forms import OnceForm
from jsp.models.focus_group_rows import least
from jsp.rules.refusal import NotFoundError
from jsp.rules.talk import Point
from jsp.words import talk_terms

blueprint = Blueprint("findings", __name__, url_prefix="/findings")
ABOUT = {Kind.PROGRAMME: _("programme of lessons"), Kind.THEME: _("theme")}
REPORTS = {Kind.PROGRAMME: ".report_of_programme", Kind.THEME: ".report_of_theme"}
Page = str | Response | tuple[str, int]


def warn(text: str, *, known: Iterable[str] = ()) -> None:
    """Say of what was just saved that somebody may be in it."""
    said = warning(text, known=list(known))
    if said:
        flash(said)


def save(
    form: OnceForm, act: Callable[[], object], said: str, back: str | Callable[[], str], *, text: Field | None = None,
    known: Iterable[str] = (),
) -> Response | None:  # fmt: skip
    """Do what was filled in, and go to where it stands; None where the form is shown, for now or once more.

    `text`: the field in which somebody could be named.
    """
    if not (form.validate_on_submit() and form.attempt(act)):
        return None
    db.session.commit()
    form.say(said)
    if text is not None:
        warn(text.data, known=known)
    return redirect(back if isinstance(back, str) else back(), 303)


def keys(named: Iterable[str]) -> list[UUID]:
    """Keys as an address or a form names them; raises NotFoundError for what is none."""
    try:
        return [UUID(each) for each in named if each]
    except ValueError as error:
        raise NotFoundError("key") from error


def key(named: str | None) -> UUID | None:
    """The same of one, or of none."""
    return next(iter(keys([named or ""])), None)


@blueprint.context_processor
def words() -> dict[str, Any]:
    """The words for talks and for what was found in them."""
    return {
        "talk_forms": talk_terms.FORMS, "talk_states": talk_terms.STATES, "talk_parts": talk_terms.PARTS,
        "somebody": talk_terms.SOMEBODY, "finding_kinds": talk_terms.FINDINGS, "point_words": talk_terms.POINTS,
        "all_points": list(Point), "least": least, "about_kinds": ABOUT, "about_reports": REPORTS,
    }  # fmt: skip
