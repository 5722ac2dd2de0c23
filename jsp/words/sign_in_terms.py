"""Why somebody is not signed in any more: for the browser that held that sign-in, and for nobody else."""

from flask_babel import lazy_gettext as _

from jsp.rules.sign_in import ABSOLUTE, Ended

ENDED = {
    Ended.ELSEWHERE: _(
        "You were signed out here from another device where you are signed in. Was that not you? Change your password."
    ),
    Ended.PASSWORD: _(
        "Your password was changed, so you have to sign in again everywhere. Was that not you? Tell an administrator."
    ),
    Ended.FACTOR: _(
        "A second factor was set up on another device, so you have to sign in again here. Was that not you? Tell an "
        "administrator."
    ),
    Ended.ACCOUNT: _("An administrator changed your account, so you have to sign in again."),
}
HOURS = int(ABSOLUTE.total_seconds() // 3600)
TOO_LONG = _("You were signed in for %(hours)d hours. Then it ends by itself: sign in again.", hours=HOURS)
OVER = _("You are not signed in any more. Sign in again.")
