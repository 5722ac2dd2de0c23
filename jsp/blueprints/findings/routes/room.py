"""The room itself; its addresses hang in the files beside this one."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from flask import Blueprint, flash
from werkzeug.wrappers import Response

from jsp.blueprints.findings.forms.findings import warning
from jsp.models.focus_group_rows import least
from jsp.rules.refusal import NotFoundError
from jsp.rules.talk import Point
from jsp.words import talk_terms

blueprint = Blueprint("findings", __name__, url_prefix="/findings")
Page = str | Response | tuple[str, int]


def warn(text: str, *, known: Iterable[str] = ()) -> None:
    """Say of what was just saved that somebody may be in it."""
    said = warning(text, known=list(known))
    if said:
        flash(said)


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
        "all_points": list(Point), "least": least,
    }  # fmt: skip
