"""The room itself; its addresses hang in the files beside this one."""

from dataclasses import dataclass
from typing import Self

from flask import Blueprint, request
from flask_login import current_user
from werkzeug.wrappers import Response

from jsp.extensions import LANGUAGES, language
from jsp.models.ground import SiteKind
from jsp.rules.questionnaire import Words

blueprint = Blueprint("questionnaires", __name__, url_prefix="/questionnaires")
Page = str | Response | tuple[str, int]
VERSION = "/<code>/<int(max=2147483647):number>"


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom the words are, as the address says it: pupils or students, in which language."""

    kind: SiteKind
    language: str

    @classmethod
    def of_request(cls) -> Self:
        """Who was asked for, else who the viewer works with, in the language of the page."""
        at_college_only = bool(current_user.open_sites) and all(
            site.kind is SiteKind.MBO for site in current_user.open_sites
        )
        usual = SiteKind.MBO if at_college_only else SiteKind.VO
        kind, chosen = request.args.get("kind", ""), request.args.get("words", "")
        return cls(SiteKind(kind) if kind in tuple(SiteKind) else usual, chosen if chosen in LANGUAGES else language())

    def told(self, words: Words) -> str:
        """The sentence as they read it."""
        return words.told(is_mbo=self.kind is SiteKind.MBO, language=self.language)
