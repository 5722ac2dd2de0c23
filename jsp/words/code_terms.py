"""The words for codes: what their colours are called."""

from flask_babel import lazy_gettext as _

from jsp.rules.coding import COLOURS

COLOUR_NAMES = dict(zip(COLOURS, (
    _("blue"), _("orange"), _("green"), _("purple"), _("red"), _("sea green"), _("brown"), _("grey"), _("pink"),
    _("olive"),
), strict=True))  # fmt: skip
