"""The words of the directory, which several rooms say."""

from flask_babel import gettext, ngettext
from flask_babel import lazy_gettext as _

from jsp.models.directory import Partner, PartnerKind
from jsp.rules.consent import ReceiverRule
from jsp.rules.referral import Help

KINDS = {
    PartnerKind.ORGANISATION: _("organisation"),
    PartnerKind.PROFESSIONAL: _("professional"),
    PartnerKind.VOLUNTEER: _("volunteer"),
    PartnerKind.ACTIVITY: _("activity or club"),
    PartnerKind.SCHOOL_ROUTE: _("route within a school"),
    PartnerKind.LINE: _("national line"),
}
HELPS = {
    Help.LIGHT: _("light help"),
    Help.SPECIALISED: _("specialised help"),
    Help.BOTH: _("light and specialised help"),
}
RULES = {
    ReceiverRule.USUAL: _("as we are used to"),
    ReceiverRule.PARENTS_UNTIL_16: _("a parent always says yes too until 16"),
    ReceiverRule.PARENTS_UNTIL_18: _("a parent always says yes too until 18"),
}


def waiting(partner: Partner) -> str:
    """How long somebody waits there; empty where nobody knows."""
    if partner.waiting_weeks is None:
        return ""
    if partner.waiting_weeks == 0:
        return str(gettext("no waiting time"))
    return str(ngettext("about %(num)d week waiting", "about %(num)d weeks waiting", partner.waiting_weeks))
