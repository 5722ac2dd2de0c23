"""The room itself; its addresses hang in the files beside this one."""

from flask import Blueprint
from werkzeug.wrappers import Response

from jsp.words import directory_terms as words

blueprint = Blueprint("directory", __name__)
Page = str | Response | tuple[str, int]
ID = "<int(max=2147483647):id>"
TERMS = {
    "partner_kinds": words.KINDS, "helps": words.HELPS, "receiver_rules": words.RULES, "waiting": words.waiting,
}  # fmt: skip
