"""How signals about themes are said."""

from flask_babel import lazy_gettext as _

from jsp.models.theme_signals import SignalState
from jsp.rules.signals import Rule

WHY = {
    Rule.C1: _("Far above the seven weeks before it."),
    Rule.C2: _("Far above the weeks before it. The last two do not count in that: the rise may have begun in them."),
    Rule.C3: _("No week says enough by itself, but the last ones together are above what is usual."),
}
ACTS = {
    SignalState.DISCUSSED: _("Discussed"),
    SignalState.ACTION: _("We do something"),
    SignalState.FALSE_ALARM: _("False alarm"),
}
MADE_OF_IT = {
    SignalState.DISCUSSED: _("discussed"),
    SignalState.ACTION: _("we do something"),
    SignalState.FALSE_ALARM: _("false alarm"),
}
