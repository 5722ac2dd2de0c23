"""What a table of past conversations says, in words, and what can be chosen for it."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask_babel import lazy_gettext as _

from jsp.models.ground import Site
from jsp.models.reference import get_reference
from jsp.rules.contact import AskedBy
from jsp.rules.history_days import Order
from jsp.rules.history_rows import PastRow
from jsp.rules.history_words import Field
from jsp.rules.tally import NEW, RETURN
from jsp.words import terms

FIELDS = {
    Field.ON: _("day of the conversation"),
    Field.THEME: _("theme of the conversation"),
    Field.CHANNEL: _("how they came"),
    Field.ASKED_BY: _("who asked"),
    Field.OUTCOME: _("what came of it"),
    Field.LEVEL: _("level of education"),
    Field.VISIT: _("new or came back"),
    Field.NUMBER: _("number of conversations in this row"),
}
ORDERS = {
    Order.DAY: _("the day: 3-4-2025 is 3 April"),
    Order.MONTH: _("the month: 3-4-2025 is 4 March"),
}
VISITS = {NEW: _("new question"), RETURN: _("came back with the same question")}


def choices(what: Field, site: Site) -> Sequence[tuple[str, Any]]:
    """What a word in such a column can mean at this site."""
    if what in (Field.THEME, Field.OUTCOME):
        reference = get_reference()
        rows = reference.themes if what is Field.THEME else reference.outcomes
        return [(str(each.id), each.name) for each in rows]
    if what is Field.ASKED_BY:
        return [(who.value, terms.asker(who, site)) for who in AskedBy]
    levels = terms.LEVELS[site.kind]
    named: dict[Field, Mapping[Any, Any]] = {Field.CHANNEL: terms.CHANNELS, Field.LEVEL: levels, Field.VISIT: VISITS}
    return [(str(value), name) for value, name in named[what].items()]


def themes_in(years: Mapping[str, Mapping[int, int]]) -> list[tuple[int, str]]:
    """The themes that come up in these years, in the order of the JSP."""
    found = {theme_id for numbers in years.values() for theme_id in numbers}
    return [(theme.id, theme.name) for theme in get_reference().themes if theme.id in found]


def told(row: PastRow, site: Site) -> list[str]:
    """What is counted of a conversation, apart from its day."""
    said = {
        Field.THEME: str(row.theme_id), Field.CHANNEL: row.channel.value, Field.ASKED_BY: row.asked_by.value,
        Field.OUTCOME: str(row.outcome_id), Field.LEVEL: row.level.value if row.level else "",
        Field.VISIT: RETURN if row.is_return else NEW,
    }  # fmt: skip
    return [str(dict(choices(what, site)).get(value, value)) for what, value in said.items() if value]
