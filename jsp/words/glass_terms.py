"""Words for what a coordinator opens with a reason."""

from flask_babel import lazy_gettext as _

from jsp.rules.break_glass import Did, Kind

KINDS = {
    Kind.CONTACT: _("Conversations"),
    Kind.THREAD: _("Questions without a name"),
    Kind.REFERRAL: _("Referrals"),
}
KINDS_OF_ONE = {
    Kind.CONTACT: _("A conversation"),
    Kind.THREAD: _("A question without a name"),
    Kind.REFERRAL: _("A referral"),
}
DID = {
    Did.ERASED: _("erased, because somebody asked for their own data to be erased"),
    Did.SHOWN: _("shown to somebody who asked for their own data"),
    Did.HELD: _("changed how long it is kept"),
}
