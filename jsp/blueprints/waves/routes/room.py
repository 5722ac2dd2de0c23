"""The room itself; its addresses hang in the files beside this one."""

from typing import Any

from flask import Blueprint
from werkzeug.wrappers import Response

from jsp.rules import wave_figures
from jsp.rules.wave import KINDS, NO_RIGHTS, year_name
from jsp.words import wave_terms

PLACE = "/<int(max=2147483647):id>"

blueprint = Blueprint("waves", __name__, url_prefix="/waves")
Page = str | Response | tuple[str, int]


@blueprint.context_processor
def words() -> dict[str, Any]:
    """What its pages say and draw with."""
    return {
        "words": wave_terms,
        "figures": wave_figures,
        "kinds_of_wave": KINDS,
        "year_name": year_name,
        "no_rights": NO_RIGHTS,
    }
