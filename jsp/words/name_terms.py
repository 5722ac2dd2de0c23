"""The words for what looks like somebody, and what may stand in its place."""

from collections import Counter
from collections.abc import Collection, Sequence

from flask_babel import lazy_gettext as _

from jsp.rules.note_check import Concern
from jsp.rules.pseudonyms import Suspect

CONCERNS = {
    Concern.NAME: _("a name or place?"),
    Concern.MAIL: _("an e-mail address?"),
    Concern.PHONE: _("a phone number?"),
    Concern.NUMBER: _("a citizen service number?"),
    Concern.ADDRESS: _("an address?"),
}
STAND_INS = {
    Concern.NAME: _("person"),
    Concern.MAIL: _("mail address"),
    Concern.PHONE: _("phone number"),
    Concern.NUMBER: _("number"),
    Concern.ADDRESS: _("address"),
}


def suggestions(suspects: Sequence[Suspect], taken: Collection[str]) -> list[str]:
    """What may stand in the place of each: what it seems to be, with the first number that is free."""
    found, numbers = list[str](), Counter[Concern]()
    for each in suspects:
        idea = ""
        while not idea or idea in taken:
            numbers[each.concern] += 1
            idea = f"[{STAND_INS[each.concern]} {numbers[each.concern]}]"
        found.append(idea)
    return found
